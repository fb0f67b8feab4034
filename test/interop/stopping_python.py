"""
The real `werq` command, stopped at an exact step and let go again.

A line of JSON on the first pipe is a command: {"jobs": "…", "args": [...], "stop": "remove queued/*.json"}. Answers go
into the second: {"at": step} where it stops, until a line names the next stop, null or "Ctrl-C"; {"printed": text} at its end.
The steps are what the interpreter itself tells of the package's calls, so nothing of the package is replaced.
"""

import io
import json
import os
import sys
from contextlib import redirect_stderr, redirect_stdout
from fnmatch import fnmatch

from werq import Worker
from werq.cli import main

commands = open(sys.argv[1])
answers = open(sys.argv[2], "w")
jobs = ""
stop = None

OPENING = {"r": "read", "w": "write", None: "lock"}


class ProgressWorker(Worker):
    """For `werq worker --name __main__.ProgressWorker`."""

    def process_job(self, job, *, result_dir):
        self.queue.update_progress(job, 0.5)
        return {"by": "python"}


def answer(**what):
    answers.write(json.dumps(what) + "\n")
    answers.flush()


def reach(verb, path):
    """Waits here, if this is the step to stop at."""
    global stop
    step = f"{verb} {os.path.relpath(os.fspath(path), jobs)}" if path else verb
    if stop is not None and fnmatch(step, stop):
        stop = None
        answer(at=step)
        stop = json.loads(commands.readline())
        if stop == "Ctrl-C":
            raise KeyboardInterrupt


def before_system_call(event, args):
    if stop is None:
        return
    if event == "open" and isinstance(args[0], (str, os.PathLike)):
        reach(OPENING.get(args[1], "open"), args[0])
    elif event == "os.remove":
        reach("remove", args[0])
    elif event == "shutil.move":
        reach("move", args[0])
    elif event == "shutil.rmtree":
        reach("clear", args[0])


def before_builtin(_frame, event, function):
    """A file that is written in place is there, and empty, before it is filled."""
    name = getattr(function, "__name__", "")
    if stop is None or event != "c_call":
        return
    if name == "write" and isinstance(getattr(function.__self__, "name", None), (str, os.PathLike)):
        reach("fill", function.__self__.name)
    elif name == "sleep":
        reach("sleep", None)


sys.addaudithook(before_system_call)
answer(ready=True)
for line in commands:
    command = json.loads(line)
    jobs, stop = command["jobs"], command["stop"]
    printed = io.StringIO()
    with redirect_stdout(printed), redirect_stderr(printed):
        sys.setprofile(before_builtin)
        try:
            main(["--jobs-dir", jobs, *command["args"]])
        finally:
            sys.setprofile(None)
    stop = None
    answer(printed=printed.getvalue())
