#!/usr/bin/env python3
"""Speed of the numpy twin on one thread, as path-months per second: the rival of the engine's `--threads 1`.

    waferline explain worlds/coreweave-ddtl3 --json > world.json
    python3 bench/twin_speed.py world.json [PATHS]

Prints the best of three runs by processor time, without the recording of monthly averages. Paths go through in large
groups (run.py, CHUNK), the twin's fastest setting.
"""

import os

os.environ["OMP_NUM_THREADS"] = "1"

import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "tests" / "twin"))

from run import run
from world import load_world


def main():
    world = load_world(sys.argv[1])
    paths = int(sys.argv[2]) if len(sys.argv) > 2 else 16384
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        run(world, paths, seed=1, record=False)
        best = min(best, time.process_time() - start)
    speed = paths * world.months / best
    print(f"{speed:.0f} path-months per second: {paths} paths x {world.months} months in {best:.2f} s")


if __name__ == "__main__":
    main()
