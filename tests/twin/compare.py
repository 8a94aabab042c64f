"""Compares the engine's outcomes of every path with the twin's, field by field.

    python3 compare.py RUN_FOLDER twin.npz

RUN_FOLDER is what `waferline run --out` left: `paths.bin` (little-endian doubles, path after path) and `manifest.json`
with `path_fields`. Two values agree when they differ by less than 1e-9 of the larger, or by less than 1e-14 of the
field's largest value on any path (the rounding of the sums it is made of), or are both rounded zeros, below 1e-7. A path
that differs is excused only if the twin passed a threshold within 1e-9 on it. Exits with 1 if a path differs unexcused,
if more than 0.1% of paths are excused, or if the twin lacks a field of the engine's.
"""

import argparse
import fnmatch
import json
import pathlib
import sys

import numpy as np

TOLERANCE = 1e-9
ROUNDING = 1e-14
NIL = 1e-7
EXCUSED_SHARE = 1e-3


def read_engine(folder):
    """{field: values by path}"""
    folder = pathlib.Path(folder)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    fields = [field["name"] for field in manifest["path_fields"]]
    rows = np.fromfile(folder / "paths.bin", dtype="<f8").reshape(-1, len(fields))
    return {field: rows[:, column] for column, field in enumerate(fields)}


def relative_difference(ours, theirs):
    """Difference over the larger of the two, 0 where it is rounding; infinite where one of them is not a number."""
    same = (ours == theirs) | (np.isnan(ours) & np.isnan(theirs))
    with np.errstate(invalid="ignore", divide="ignore"):
        gap = np.abs(ours - theirs)
        size = np.maximum(np.abs(ours), np.abs(theirs))
        finite = size[np.isfinite(size)]
        rounding = (gap <= ROUNDING * (finite.max() if finite.size else 0.0)) | (size < NIL)
        relative = np.where(np.isfinite(gap), gap / size, np.inf)
    return np.where(same | rounding, 0.0, relative)


def compare(engine, twin, least_distance, skip=()):
    """(lines of a table, verdict in words, True if they agree)"""
    near = least_distance < TOLERANCE
    lines, missing, compared = [], [], 0
    differing = np.zeros(len(near), dtype=bool)
    for field, theirs in engine.items():
        if any(fnmatch.fnmatchcase(field, pattern) for pattern in skip):
            continue
        if field not in twin:
            missing.append(field)
            continue
        compared += 1
        difference = relative_difference(twin[field], theirs)
        wrong = difference > TOLERANCE
        differing |= wrong
        if wrong.any():
            worst = int(np.argmax(difference))
            lines.append(
                f"{field:<56} {wrong.sum():>7} {(wrong & ~near).sum():>9}   path {worst}: "
                f"engine {theirs[worst]:.17g}, twin {twin[field][worst]:.17g}"
            )
    if lines:
        lines.insert(0, f"{'field':<56} {'differ':>7} {'unexcused':>9}   worst")
    lines += [f"{field}: the twin has no such field" for field in missing]
    unexcused, excused = int((differing & ~near).sum()), int((differing & near).sum())
    paths = len(near)
    agree = compared > 0 and not missing and unexcused == 0 and excused <= EXCUSED_SHARE * paths
    verdict = (
        f"{'agree' if agree else 'DISAGREE'}: {compared} fields of {paths} paths, {unexcused} paths differ, "
        f"{excused} more stand on a threshold"
    )
    return lines, verdict, agree


def main():
    parser = argparse.ArgumentParser(description="Compares a run of the engine with the twin")
    parser.add_argument("run_folder")
    parser.add_argument("twin", help="what run.py --out wrote")
    parser.add_argument("--skip", action="append", default=[], help="pattern of fields to leave out")
    options = parser.parse_args()
    engine = read_engine(options.run_folder)
    twin = dict(np.load(options.twin))
    least_distance = twin.pop("least_distance")
    lengths = {len(values) for values in engine.values()} | {len(least_distance)}
    if len(lengths) != 1:
        sys.exit(f"the two did not simulate the same number of paths: {sorted(lengths)}")
    lines, verdict, agree = compare(engine, twin, least_distance, options.skip)
    print(*lines, verdict, sep="\n")
    sys.exit(0 if agree else 1)


if __name__ == "__main__":
    main()
