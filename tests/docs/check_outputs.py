"""Runs what the pages show: every command of a ```console block, in order, in a scratch copy of the worlds.

    check_outputs.py [--update] PROGRAM PAGE...

What a page shows under a command must be what the program says now; a line `...` stands for any lines left out. How long
something took is not compared. --update writes what the program says into the page, line for line, instead of failing.
"""

import argparse
import difflib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
DURATION = re.compile(r"in [\d.]+ s \([\d,]+ a second\)")


def same(shown, said):
    return DURATION.sub("in _", shown.rstrip()) == DURATION.sub("in _", said.rstrip())


def match(shown, said):
    """Whether the lines said are those shown, in order, with any lines where `...` stands."""
    at, skipping = 0, False
    for line in shown:
        if line.strip() == "...":
            skipping = True
            continue
        while skipping and at < len(said) and not same(line, said[at]):
            at += 1
        if at == len(said) or not same(line, said[at]):
            return False
        at, skipping = at + 1, False
    return skipping or at == len(said)


def renew(shown, said):
    """The shown lines, each replaced by the line said that is most like it; all of them when none is left out."""
    if not any(line.strip() == "..." for line in shown):
        return said
    renewed, rest = [], said
    for line in shown:
        if line.strip() == "...":
            renewed.append("...")
            continue
        likeness = [difflib.SequenceMatcher(None, line, one).ratio() for one in rest]
        if likeness:
            best = likeness.index(max(likeness))
            if best > 0 and (not renewed or renewed[-1] != "..."):
                renewed.append("...")
            renewed.append(line if same(line, rest[best]) else rest[best])
            rest = rest[best + 1 :]
    return renewed


def print_differences(path, command, shown, said):
    print(f"{path}: $ {command}")
    strays = [line for line in shown if line.strip() != "..." and not any(same(line, one) for one in said)]
    for line in strays:
        print(f"  shown: {line}", *(f"  said:  {one}" for one in difflib.get_close_matches(line, said, 1, 0.5)), sep="\n")
    if not strays:
        print("  lines are missing in between without a line `...`, or stand in another order")


class Session:
    """A shell in which the page's commands follow one another."""

    def __init__(self, folder, program):
        self.folder, self.status = folder, 0
        self.environment = os.environ | {"PATH": f"{pathlib.Path(program).resolve().parent}:{os.environ['PATH']}"}

    def say(self, command):
        done = subprocess.run(["bash", "-c", f"(exit {self.status}); {command}"], cwd=self.folder, env=self.environment,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
        self.status = done.returncode
        return [line.rstrip() for line in done.stdout.splitlines()]


def parts_of(page):
    """The page as a list of (command or None, lines): text, or a command of a console block and what is shown under it."""
    parts, in_console = [(None, [])], False
    for line in page.splitlines():
        if line.startswith("```"):
            in_console = not in_console and line == "```console"
            parts.append((None, [line]))
        elif in_console and line.startswith("$ "):
            parts.append((line[2:], []))
        elif in_console and parts[-1][0] and parts[-1][0].endswith("\\") and not parts[-1][1]:
            parts[-1] = (parts[-1][0] + "\n" + line, [])
        else:
            parts[-1][1].append(line)
    return parts


def check_page(path, program, update):
    renewed, differing = [], 0
    with tempfile.TemporaryDirectory() as scratch:
        shutil.copytree(ROOT / "worlds", pathlib.Path(scratch, "worlds"))
        pathlib.Path(scratch, "data").symlink_to(ROOT / "data")
        session = Session(scratch, program)
        for command, shown in parts_of(path.read_text(encoding="utf-8")):
            if command:
                said = session.say(command)
                renewed += ["$ " + command] + (shown if match(shown, said) else renew(shown, said))
                if not match(shown, said):
                    differing += 1
                    print_differences(path, command, shown, said)
            else:
                renewed += shown
    if update:
        path.write_text("\n".join(renewed) + "\n", encoding="utf-8")
    return differing


def main():
    parser = argparse.ArgumentParser(description="Runs the commands that pages show and compares what they say")
    parser.add_argument("--update", action="store_true", help="write what is said now into the pages")
    parser.add_argument("program")
    parser.add_argument("pages", nargs="+", type=pathlib.Path)
    options = parser.parse_args()
    differing = sum(check_page(page, options.program, options.update) for page in options.pages)
    print(f"{differing} commands say something else than shown.")
    if differing and not options.update:
        print("If it should: give the same command with --update, and read what it wrote.")
    return 1 if differing and not options.update else 0


if __name__ == "__main__":
    sys.exit(main())
