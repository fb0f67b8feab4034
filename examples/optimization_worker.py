"""The worker of optimization-worker.ts in Python, on the same queue directory: pip install werq

A Python worker claims every job it meets, whatever its type. Give it a queue of its own, or one that holds nothing else.
"""

import csv
import json
import sys
from pathlib import Path

from werq import JobQueue, Worker


class OptimizationWorker(Worker):
    """Fits a line to Fisher's iris, petal width against petal length, by gradient descent."""

    def process_job(self, job, *, result_dir):
        params = job.params
        points = read_points(params["dataset"])
        slope, intercept = 0.0, 0.0

        for epoch in range(1, params["epochs"] + 1):
            slope, intercept = gradient_step(slope, intercept, points, params["learning_rate"])
            self.queue.update_progress(job, epoch / params["epochs"])

        line = {"slope": slope, "intercept": intercept}
        (result_dir / "checkpoint.json").write_text(json.dumps(line, indent=2))
        return {"final_loss": loss(slope, intercept, points), "model_path": "checkpoint.json"}


def read_points(dataset):
    with open(Path(__file__).parent / "sample" / f"{dataset}.csv", newline="") as file:
        return [(float(row["petal_length"]), float(row["petal_width"])) for row in csv.DictReader(file)]


def gradient_step(slope, intercept, points, learning_rate):
    errors = [(slope * x + intercept - y, x) for x, y in points]
    slope_gradient = 2 * sum(error * x for error, x in errors) / len(points)
    intercept_gradient = 2 * sum(error for error, _ in errors) / len(points)
    return slope - learning_rate * slope_gradient, intercept - learning_rate * intercept_gradient


def loss(slope, intercept, points):
    return sum((slope * x + intercept - y) ** 2 for x, y in points) / len(points)


if __name__ == "__main__":
    queue = JobQueue(Path(sys.argv[1] if len(sys.argv) > 1 else "jobs"))
    OptimizationWorker(queue).run()
