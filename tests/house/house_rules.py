"""Checks a rule of the house; prints what breaks it and where, and exits 1 if anything does.

    house_rules.py RULE ARGUMENTS...
"""

import pathlib
import re
import subprocess
import sys

ROOMS = ["base", "numeric", "world", "market", "credit", "engine", "store", "report"]
MODELS = ["market", "credit"]


def sources(folder, rooms=ROOMS):
    """(room, path, line number, line) of every line of the rooms' sources, tests and fuzzers aside."""
    for room in rooms:
        for path in sorted(pathlib.Path(folder, room).rglob("*")):
            if path.suffix in (".h", ".cc") and not path.stem.endswith(("_test", "_fuzz")):
                for number, line in enumerate(path.read_text().splitlines(), start=1):
                    yield room, path, number, line


def lines_with(folder, pattern, rooms=ROOMS):
    found = re.compile(pattern)
    for _, path, number, line in sources(folder, rooms):
        code = re.sub(r'"(\\.|[^"\\])*"', '""', line).split("//")[0] if "#include" not in line else line
        if found.search(code):
            yield f"{path}:{number}: {line.strip()}"


def rooms_import_only_earlier_rooms(folder):
    for room, path, number, line in sources(folder):
        included = re.match(r'\s*#include\s+"waferline/(\w+)/', line)
        if included and ROOMS.index(included[1]) > ROOMS.index(room):
            yield f"{path}:{number}: {room} comes before {included[1]} and must not know it"


def libraries_neither_print_nor_exit(folder):
    return lines_with(folder, r"std::(cout|cerr|clog)\b|\b(printf|puts|putchar)\s*\(|fmt::print\b|\b(exit|abort|_Exit)\s*\(")


def models_know_no_clock_file_or_thread(folder):
    return lines_with(folder, r"#include\s*<(chrono|thread|mutex|future|fstream|filesystem|random|cstdio|iostream)>|\btime\s*\(", MODELS)


def kernels_share_no_symbol(nm, level, *objects):
    """A function that two CPU levels both define would be merged by the linker, and an older CPU might meet a newer
    one's instruction. So whatever a kernel's object file offers to others must lie in the namespace of its level."""
    names = subprocess.run([nm, "--demangle", "--defined-only", "--extern-only", *objects], check=True, text=True, capture_output=True)
    for line in names.stdout.splitlines():
        symbol = re.match(r"[0-9a-f]+ ([A-Za-z]) (.*)", line)
        if symbol and f"::{level}::" not in symbol[2] and not symbol[2].startswith(("DW.ref.", "__asan", "__tsan", "__odr_asan")):
            yield f"level {level} offers {symbol[2]}"


def main(rule, *arguments):
    faults = list(globals()[rule](*arguments))
    print("\n".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
