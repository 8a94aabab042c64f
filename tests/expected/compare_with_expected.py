"""Compares what a run printed with what its world says a run gives; prints what strays, and exits 1 if anything does.

    waferline run WORLD --paths N --seed S --json > run.json
    compare_with_expected.py run.json WORLD/expected.toml

A figure passes within its tolerance of its value. A figure that the run does not have is a failure.
"""

import json
import pathlib
import sys
import tomllib


def faults(run, expected):
    for wanted in ("paths", "seed"):
        if wanted in run and run[wanted] != expected[wanted]:
            yield f"the run has {wanted} = {run[wanted]}; expected is stated for {expected[wanted]}"
    there = {figure["name"]: figure for figure in run["figures"]}
    for figure in expected["figure"]:
        name, value, tolerance = figure["name"], figure["value"], figure["tolerance"]
        if name not in there:
            yield f"{name} is not among the run's figures"
        elif there[name]["value"] is None or not abs(there[name]["value"] - value) <= tolerance:
            yield f"{name} is {there[name]['value']}; expected {value} within {tolerance} {figure['unit']}"


def main(run_file, expected_file):
    run = json.loads(pathlib.Path(run_file).read_text())
    expected = tomllib.loads(pathlib.Path(expected_file).read_text())
    found = list(faults(run, expected))
    print("\n".join(found) if found else f"{len(expected['figure'])} figures as expected")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
