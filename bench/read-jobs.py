"""Reads every job of a queue as JSON, and does nothing with it."""

import json
import os
import sys

for state in ("queued", "running", "completed", "failed"):
    folder = os.path.join(sys.argv[1], state)
    for name in sorted(os.listdir(folder)):
        if name.endswith(".json"):
            with open(os.path.join(folder, name)) as file:
                json.load(file)
