"""Checks the checkers: each rule finds what it is for, at its line, and nothing in a page that is right."""

import pathlib
import stat
import tempfile
import unittest

import check_docs
import check_outputs

PROGRAM = """#!/bin/sh
case "$1" in
  run) echo "  --paths N   how many" ;;
  *) printf 'Verbs:\\n  run    simulates\\n  check  reads\\n  --help\\n' ;;
esac
"""


class CheckDocs(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = pathlib.Path(scratch.name).resolve()
        (self.folder / "tests").mkdir()
        room = self.folder / "src/waferline/base"
        room.mkdir(parents=True)
        (room / "a_test.cc").write_text("TEST(Month, CountsAcrossYears) {\nRC_GTEST_PROP(Csv, ReadsBack, ()) {\n")

    def faults(self, rule, text, *rest):
        (self.folder / "page.md").write_text(text)
        return [fault.removeprefix(f"{self.folder}/") for fault in getattr(check_docs, rule)(self.folder, *rest)]

    def test_finds_broken_links_and_anchors(self):
        text = "# A `title`, twice\n\n## A title, twice\n[good](tests) [top](#a-title-twice) [second](#a-title-twice-1)\n[bad](nowhere.md)\n[bad](page.md#none)\n![bad](x.png)\n"
        self.assertEqual(self.faults("links_lead_somewhere", text), [
            "page.md:5: nowhere.md leads nowhere", "page.md:6: page.md has no heading #none", "page.md:7: x.png leads nowhere"])

    def test_leaves_addresses_and_code_alone(self):
        text = "[out](https://example.org/x) `[code](no.md)`\n\n```\n# no heading\n[code](no.md)\n```\n\n    [code](no.md)\n"
        self.assertEqual(self.faults("links_lead_somewhere", text), [])

    def test_finds_paths_that_are_not_there(self):
        text = "`tests/` `src/waferline/base/a_test.cc` `src/waferline/ROOM/x.h` `tests/*.py` `runs/x`\n`docs/none.md`\n"
        self.assertEqual(self.faults("named_paths_exist", text), ["page.md:2: there is no docs/none.md"])

    def test_finds_tests_that_are_not_there(self):
        text = "`Month.CountsAcrossYears` `Csv.ReadsBack` `file.txt`\n`Month.CountsBackwards`\n"
        self.assertEqual(self.faults("named_tests_exist", text), ["page.md:2: there is no test Month.CountsBackwards"])

    def test_finds_verbs_and_options_that_are_not_there(self):
        program = self.folder / "waferline"
        program.write_text(PROGRAM)
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        text = "`waferline run x --paths 2` `waferline --help`\n`waferline solve x`\n\n    build/waferline run x \\\n      --pats 2 # --none\n"
        self.assertEqual(self.faults("named_commands_exist", text, str(program)), [
            "page.md:2: waferline has no verb solve", "page.md:4: waferline run has no --pats"])

    def outputs(self, text, update=False):
        page = self.folder / "page.md"
        page.write_text(text)
        return check_outputs.check_page(page, "/bin/true", update), page.read_text()

    def test_runs_what_is_shown_and_allows_lines_left_out(self):
        text = "```console\n$ seq 5\n1\n...\n4\n5\n$ false\n$ echo $?\n1\n$ echo in 0.25 s \\\n '(1,200 a second)'\nin 9.5 s (7 a second)\n```\n"
        self.assertEqual(self.outputs(text)[0], 0)

    def test_finds_what_is_said_no_more(self):
        for shown in ["1\n3", "1\n2\n3\n4", "...\n2", "2\n..."]:
            self.assertEqual(self.outputs(f"```console\n$ seq 3\n{shown}\n```\n")[0], 1, shown)

    def test_updates_shown_lines_and_keeps_gaps(self):
        text = "before\n```console\n$ printf 'a: 12\\nb: 5\\nc: 31\\n'\na: 11\n...\nc: 30\n```\nafter\n"
        self.assertEqual(self.outputs(text, True)[1], text.replace("a: 11", "a: 12").replace("c: 30", "c: 31"))


if __name__ == "__main__":
    unittest.main()
