"""A Python shell worker that stalls between its read of a queued job and its unlink, where races are lost."""

import sys
import time
from pathlib import Path

from werq import JobQueue
from werq.cli.worker import ShellWorker

jobs, stall = sys.argv[1], float(sys.argv[2])
unlink = Path.unlink


def slow_unlink(self, *args, **kwargs):
    if self.parent.name == "queued" and self.suffix == ".json":
        time.sleep(stall)
    return unlink(self, *args, **kwargs)


Path.unlink = slow_unlink
ShellWorker(JobQueue(jobs), stop_when_done=True).run(poll_interval=0.01)
