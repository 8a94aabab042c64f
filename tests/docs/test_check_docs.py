"""Checks the checker: each rule finds what it is for, at its line, and nothing in a page that is right."""

import pathlib
import stat
import tempfile
import unittest

import check_docs

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


if __name__ == "__main__":
    unittest.main()
