/** Job → words. Pure, so that the command line, the tree and the panel say the same. */
export { attemptOf, attemptWords, earlierAttemptLabel, lastAttemptLabel } from "./attempts.js";
export { bytes } from "./bytes.js";
export { activityWords, count, jobs, jobsIn, type Scope } from "./counts.js";
export { damagedWords, troubleWords } from "./damage.js";
export { emptiedWords } from "./emptied.js";
export { endOf, endWords, errorBeyondPhrase, type Ending } from "./ends.js";
export { drainWords, type DrainFacts, type QueueToDrain } from "./drain.js";
export { leftWords } from "./estimates.js";
export { errorWords } from "./error-words.js";
export { findJobIds } from "./job-ids.js";
export { jobLink, readJobLink } from "./job-link.js";
export { A_LENGTH_OF_TIME, secondsIn } from "./length-of-time.js";
export { batchesWords, endedJobsWords } from "./news.js";
export { jsonTokens } from "./json-tokens.js";
export { maskedJson } from "./masked-json.js";
export { neededWorker } from "./needed-worker.js";
export { findGap, gapLine, MOST_BEFORE_GAP, type FoundGap } from "./log-gap.js";
export { failingLineFromEnd } from "./failing-line.js";
export { failureReport } from "./failure-report.js";
export { withFullStop } from "./full-stop.js";
export { beginning, shortened } from "./shortened.js";
export { signOf, type Sign } from "./sign.js";
export { silentFor } from "./silence.js";
export { findSourcePlaces, innermostFirst } from "./source-places.js";
export { submitCommand } from "./submit-command.js";
export { collapseCarriageReturns, firstLine, lastDrawing, withoutReturns } from "./output.js";
export { printable, printableLines } from "./printable.js";
export { problemEvidence, problemRemedy, problems, problemTitle } from "./problems.js";
export { cmdJoin, shellJoin } from "./quoting.js";
export { isSecret, MASK, secretsTaker, withoutSecrets } from "./secrets.js";
export {
  accessibleLabel,
  endOfRow,
  LOST_WORKER,
  percent,
  groupedDescription,
  rowDescription,
  rowFacts,
  rowLabel,
  shownCommand,
  standing,
  type RowFacts,
} from "./rows.js";
export { absoluteTime, clockTime, duration, localTime, relativeTime, roughDuration } from "./times.js";
export { afterWords, bookkeeping, isHeld, parentIds, QUEUE_PAUSED, shortId, waitingWords } from "./waiting.js";
export { A_WHOLE_NUMBER, wholeNumberIn } from "./whole-number.js";
