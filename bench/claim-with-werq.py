"""Claims and finishes jobs with the Python package, and prints how many milliseconds that took."""

import sys
import time

from werq import JobQueue

queue = JobQueue(sys.argv[1])
start = time.perf_counter()
for _ in range(int(sys.argv[2])):
    job = queue.pop_next("bench")
    assert job is not None, "there was no job to claim"
    queue.complete(job, {})
print(1_000 * (time.perf_counter() - start))
