"""Checks that the pages tell the truth about what can be checked; prints what is wrong and where, and exits 1 if anything is.

    check_docs.py RULE FOLDER [PROGRAM]

Rules: every relative link leads to a file and every #anchor to a heading; every path in `code` exists; every
`Suite.Test` in `code` is a test of ours; every `waferline VERB --option` is one that the program's --help knows.
"""

import functools
import pathlib
import re
import subprocess
import sys

SKIPPED = {".git", ".deps", "build", "runs", "node_modules", "dist"}
ROOTS = ("apps/", "bench/", "cmake/", "data/", "docs/", "src/", "tests/", "tools/", "web/", "worlds/")


def pages(folder):
    for path in sorted(folder.rglob("*.md")):
        if not SKIPPED.intersection(path.relative_to(folder).parts):
            yield path


def lines(path):
    """(line number, line, whether it is a line of a code block) of a page, fences aside."""
    fence = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        mark = re.match(r"\s*(```+|~~~+)", line)
        if mark and (fence is None or mark[1].startswith(fence)):
            fence = None if fence else mark[1]
        else:
            yield number, line, fence is not None or line.startswith("    ")


def anchors(path):
    """The anchors a renderer gives the headings of a page: lower case, punctuation dropped, spaces to hyphens."""
    found, counts = set(), {}
    for _, line, is_code in lines(path):
        heading = re.match(r"#{1,6}\s+(.*?)\s*#*$", line)
        if heading and not is_code:
            text = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", heading[1])
            slug = re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-")
            found.add(slug if slug not in counts else f"{slug}-{counts[slug]}")
            counts[slug] = counts.get(slug, 0) + 1
        found.update(re.findall(r'<a (?:id|name)="([^"]+)"', line))
    return found


def links_lead_somewhere(folder):
    for path in pages(folder):
        for number, line, is_code in lines(path):
            if is_code:
                continue
            prose = re.sub(r"`[^`]*`", "", line)
            for target in re.findall(r"\]\(<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\)", prose) + re.findall(r'(?:src|href)="([^"]+)"', prose):
                if re.match(r"[a-z][a-z0-9+.-]*:", target):
                    continue
                name, _, anchor = target.partition("#")
                there = (path.parent / name).resolve() if name else path
                if not there.exists():
                    yield f"{path}:{number}: {target} leads nowhere"
                elif anchor and there.suffix == ".md" and anchor not in anchors(there):
                    yield f"{path}:{number}: {there.name} has no heading #{anchor}"


def code_spans(path):
    """(line number, text of one `span`) outside code blocks."""
    for number, line, is_code in lines(path):
        if not is_code:
            for span in re.findall(r"`([^`]+)`", line):
                yield number, span


def named_paths_exist(folder):
    for path in pages(folder):
        for number, span in code_spans(path):
            if re.fullmatch(r"[\w./-]+", span) and span.startswith(ROOTS) and not re.search(r"[A-Z]{3,}(?!\w*\.md)", span):
                if not any((base / span).exists() for base in (folder, path.parent)) and not span.startswith("web/dist"):
                    yield f"{path}:{number}: there is no {span}"


def named_tests_exist(folder):
    known = set()
    for source in folder.glob("src/waferline/*/*_test.cc"):
        for suite, name in re.findall(r"(?:TEST|TEST_F|TEST_P|RC_GTEST_PROP)\(\s*(\w+),\s*(\w+)", source.read_text(encoding="utf-8")):
            known.add(f"{suite}.{name}")
    for path in pages(folder):
        for number, span in code_spans(path):
            if re.fullmatch(r"[A-Z][A-Za-z]+\.[A-Z][A-Za-z0-9]+", span) and span not in known:
                yield f"{path}:{number}: there is no test {span}"


def commands(path):
    """(line number, one command line) of every `waferline ...` in code, with lines that end in a backslash joined."""
    joined, start = "", 0
    for number, line, is_code in lines(path):
        texts = [line] if is_code else re.findall(r"`([^`]+)`", line)
        for text in texts:
            if not joined:
                start = number
            joined += text.rstrip("\\")
            if is_code and text.endswith("\\"):
                continue
            command = re.match(r"\s*(?:\$ )?(?:[\w./-]*/)?waferline ([a-z-].*)", joined)
            if command:
                yield start, command[1].split(" #")[0].split(" | ")[0].split(" > ")[0]
            joined = ""


def named_commands_exist(folder, program):
    @functools.cache
    def help_of(*verb):
        return subprocess.run([program, *verb, "--help"], text=True, capture_output=True).stdout

    verbs = set(re.findall(r"^\s+([a-z]+)\s", help_of(), re.MULTILINE))
    for path in pages(folder):
        for number, command in commands(path):
            words = command.split()
            if re.fullmatch(r"[a-z]+", words[0]) and words[0] not in verbs:
                yield f"{path}:{number}: waferline has no verb {words[0]}"
                continue
            verb = words[:1] if words[0] in verbs else []
            for option in re.findall(r"(?<!\S)(--[a-z][a-z-]*)", command):
                if not re.search(rf"{option}(?![a-z-])", help_of(*verb) + help_of()):
                    yield f"{path}:{number}: waferline {' '.join(verb)} has no {option}"


def main(rule, folder, *rest):
    faults = list(globals()[rule](pathlib.Path(folder).resolve(), *rest))
    print("\n".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
