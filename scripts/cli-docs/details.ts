/** What docs/cli.md says of commands beyond their help: Markdown, by the command's name. */
export const DETAILS: Readonly<Record<string, string>> = {
  submit: `Options end at the first word of the command, so \`dirq submit python train.py --lr 3\` needs no \`--\`. One word is a line
for the shell; several are the words of a command, each of which arrives as it is. The job runs in the directory that
\`submit\` was called from, with the Python environment that was active there.

**JSON.** A word that ends in \`.json\` is a file that holds the job's params; \`-\` reads one object a line from standard input.
They are submitted as they are spelled, numbers digit by digit. All lines are checked before the first is submitted, and a
wrong one is named by its number.

**One command, many values.** Each \`--sweep name=values\` stands for \`{name}\` in the command, in \`--name\` and in \`--env\`.
Values are separated by commas; \`1..10\` and \`0..1..0.1\` are ranges. Of several, all combinations become jobs, or with \`--zip\`
pairs. \`--each-line FILE\` makes a job of each \`{line}\`, \`--each-row FILE.csv\` of each row, a \`{column}\` by its name. Values are
quoted for the shell that runs the line, so that each arrives as it is; not for a shell within it, as in
\`bash -c "train {x}"\` or \`ssh host 'train {x}'\`. They are in the jobs' \`params\` too, and the jobs are one batch. More than 20
are shown before they are submitted, where there is a terminal to ask on.

**Waiting.** \`--at\`, \`--in\`, \`--after\`, \`--after-ok\` and \`--hold\` keep a job from being run; \`dirq list\` says what each waits for.
Such jobs are moved on by dirq's workers; a Python worker does not see them before.`,
  worker: `When its terminal is closed, it finishes what runs and leaves.

**JSON.** Each line has \`event\` and \`time\`: \`started\` with \`id\`, \`name\` and \`slot\`; \`ended\` with \`id\`, \`seconds\`, \`error\` and \`state\`:
\`completed\`, \`failed\`, \`retrying\`, \`released\` back into the queue, \`lost\` to another worker, \`removed\`; \`recovered\` with the \`ids\`
that workers left that died; \`asked-to-stop\` through the queue, not by a signal, with \`now\`, or not; \`trouble\` with \`message\`,
and the \`id\` whose end could not be recorded, which \`end-refused\` says too. Of several slots one may have \`started\` its next job
before the last has \`ended\`, which is when its end is recorded. Words for a person go to standard error.

A job's command finds in its environment \`DIRQ_JOB_ID\`, \`DIRQ_JOB_NAME\`, \`DIRQ_JOBS_DIR\`, \`DIRQ_RESULT_DIR\`,
\`DIRQ_WORKER_NAME\`, \`DIRQ_SLOT\` (from 0, to pick a GPU), \`DIRQ_ATTEMPT\` and \`DIRQ_PROGRESS\`, a file into which it may write how
far it is: \`0.4\`, \`40%\` or \`3/8\`. A JSON object that it leaves as \`$DIRQ_RESULT_DIR/result.json\` is its result.`,
  list: `\`--search\` takes words that must all be found, and words with a key: \`state:failed\`, \`name:\`, \`command:\`, \`error:\`,
\`worker:\`, \`id:\`, \`before:2h\`, \`after:today\`. Double quotes keep spaces. \`--json --watch\` prints each job once, and again
whenever it has changed; of one that is no longer among those asked for, its id and its state alone.

The table is for people. In a pipe it has always the same columns, but a text among thousands of jobs that is wider than those
before moves what follows: a program takes \`--json\`, or \`--columns\` with what holds no spaces, not the width of a column.`,
  results: `A column of a result has the name of its key, with dots for objects in it: \`metrics.loss\`. Where that is also a name of the
job's own, as \`name\` or \`command\`, it is \`result.name\`; a result that is no object is \`result\`. A terminal gets the columns
that it has room for, those first in which the jobs differ; a pipe gets all.

**CSV** is that of RFC 4180: lines end in CR LF; a text stands in quotation marks where it needs them, and where it begins with
\`=\`, \`+\`, \`-\`, \`@\` or a space. It is not changed, so that a program reads back what the job said; a spreadsheet may take such a
text for a formula, unless it is told that the column is text. Lengths are in seconds, times as ISO 8601. Lists have a column
only when they are asked for, as JSON. A file or a pipe gets every character of a value; on a terminal those that act there are shown as escapes.

**JSON** is one object a line: \`id\`, \`name\`, \`state\`, \`ran\` in seconds, \`error\`, \`params\`, \`result\`; or with \`--columns\` just
these, with the names of the columns as keys.`,
  stats: `Throughput is counted from \`--since\` to \`--before\` or now; without \`--since\`, from the first start to the last end.
Jobs that were cancelled before they started are no part of it, and of less than 0.1 s there is none: \`--json\` has null then.
Of each job only numbers are kept, so a long history needs little memory. On a terminal the bars are blocks, else \`#\`.`,
  rm: `\`dirq restore last\` undoes the last \`rm\` as a whole. \`--purge\` asks on a terminal, and needs \`--yes\` elsewhere.`,
  doctor: `It tells of damaged files, jobs in two places, dead and unknown owners, what was cut short, files in quarantine
of which no job tells, a disk that is away, full or read-only, and clocks that disagree. A second run with \`--fix\` finds
nothing more to change. \`--json\` prints
\`{"mended": […], "findings": […]}\`, each of them with \`kind\`, \`id\` (or null), \`jobs\` (all ids: of a worker that
died those that it had), \`path\`, \`evidence\`, \`remedy\`, \`fixable\`, and \`harmless\` for what may be wanted so,
which alone does not make it end with 1.`,
};
