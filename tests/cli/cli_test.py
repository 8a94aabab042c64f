"""The command line from outside: verbs, exit codes, what is written, and what a run survives.

    WAFERLINE=build/release/apps/waferline python3 tests/cli/cli_test.py
"""

import json
import os
import shutil
import signal
import struct
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MINIMAL = ROOT / "tests/worlds/minimal"
PROGRAM = str(Path(os.environ.get("WAFERLINE", ROOT / "build/release/apps/waferline")).resolve())


class Cli(unittest.TestCase):
    """A scratch folder, and a way to call the program."""

    def setUp(self):
        self.scratch = Path(tempfile.mkdtemp(prefix="waferline-cli-"))
        self.addCleanup(shutil.rmtree, self.scratch, ignore_errors=True)

    def call(self, *arguments, status=0, **options):
        done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, timeout=300,
                              cwd=self.scratch, **options)
        self.assertEqual(done.returncode, status, f"{arguments}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
        return done

    def run_json(self, *arguments):
        return json.loads(self.call("run", MINIMAL, "--json", *arguments).stdout)


class Verbs(Cli):
    def test_run_writes_a_whole_folder_and_says_where(self):
        done = self.call("run", MINIMAL, "--paths", 2000, "--out", "out", "--parquet")
        self.assertIn("Minimal world: 2,000 paths of 48 months, seed 1", done.stdout)
        self.assertIn("Report: out/report.html", done.stdout)
        self.assertEqual(done.stderr, "")  # no progress bar in a pipe
        names = {file.name for file in (self.scratch / "out").iterdir()}
        self.assertLessEqual({"manifest.json", "results.duckdb", "report.html", "report_data.json", "paths.bin",
                              "checkpoint.bin", "parquet"}, names)
        self.assertFalse([name for name in names if name.endswith(".part")])
        self.assertTrue((self.scratch / "out/parquet/paths.parquet").stat().st_size > 1000)

    def test_run_goes_to_runs_under_the_worlds_name_and_seed(self):
        self.call("run", MINIMAL, "--paths", 200, "--seed", 9, "--no-report")
        self.assertTrue((self.scratch / "runs/minimal-9/manifest.json").exists())
        self.assertFalse((self.scratch / "runs/minimal-9/report.html").exists())

    def test_manifest_holds_what_the_run_was_made_from(self):
        out = self.run_json("--paths", 500, "--seed", 18446744073709551615, "--out", "out")
        manifest = json.loads((self.scratch / "out/manifest.json").read_text())
        self.assertEqual(manifest["digest"], out["digest"])
        self.assertEqual(manifest["seed"], "18446744073709551615")
        self.assertEqual(manifest["paths"], 500)
        self.assertEqual(len(manifest["world_files"][0]["xxh3_128"]), 32)
        paths = (self.scratch / "out/paths.bin").stat().st_size
        self.assertEqual(paths, 500 * 8 * len(manifest["path_fields"]))

    def test_run_as_json_has_every_figure_with_its_error(self):
        out = self.run_json("--paths", 2000, "--out", "out")
        figures = {figure["name"]: figure for figure in out["figures"]}
        facility = next(name for name in figures if name.endswith(".pd"))[: -len(".pd")]
        for field in ("pd", "lgd", "expected_loss", "es99", "wal", "ltv_market.p95.month24"):
            self.assertIn(f"{facility}.{field}", figures)
        pd = figures[f"{facility}.pd"]
        self.assertEqual(pd["unit"], "share")
        self.assertTrue(0 <= pd["value"] <= 1 and pd["standard_error"] > 0)
        self.assertEqual(out["report"], "out/report.html")

    def test_report_page_carries_the_runs_data(self):
        out = self.run_json("--paths", 500, "--out", "out")
        page = (self.scratch / "out/report.html").read_text()
        element = '<script id="run" type="application/json">'
        start = page.index(element) + len(element)
        data = json.loads(page[start : page.index("</script>", start)])
        self.assertEqual(data["digest"], out["digest"])
        self.assertEqual(data["schema"], "waferline-report/1")
        for facility in data["facilities"]:
            self.assertIn(facility["verdict"]["grade"], ("sound", "watch", "unsound"))
            self.assertEqual(len(facility["replays"]), 3)
            for band in facility["bands"] + [c["value"] for c in facility["covenants"] if c["value"]]:
                self.assertEqual(len(band["p50"]), data["months"])
        self.assertLess(len(page), 3_000_000)

    def test_report_is_written_again_from_a_run_folder(self):
        self.call("run", MINIMAL, "--paths", 200, "--out", "out")
        page = (self.scratch / "out/report.html").read_bytes()
        (self.scratch / "out/report.html").unlink()
        self.call("report", "out")
        self.assertEqual((self.scratch / "out/report.html").read_bytes(), page)

    def test_set_changes_a_number(self):
        plain = self.run_json("--paths", 500, "--out", "a")
        changed = self.run_json("--paths", 500, "--out", "b", "--set", "months=46")
        self.assertEqual(plain["months"], 48)
        self.assertEqual(changed["months"], 46)
        self.assertNotEqual(plain["digest"], changed["digest"])

    def test_threads_do_not_change_the_digest(self):
        digests = {self.run_json("--paths", 1000, "--out", f"t{n}", "--threads", n)["digest"] for n in (1, 2, 3)}
        self.assertEqual(len(digests), 1)

    def test_to_error_runs_until_the_figure_is_known_and_stops_at_a_stage(self):
        figures = self.run_json("--paths", 200, "--out", "a")["figures"]
        wal = next(figure["name"] for figure in figures if figure["name"].endswith(".wal"))
        out = self.run_json("--to-error", "1%", "--of", wal, "--out", "b")
        figure = next(figure for figure in out["figures"] if figure["name"] == wal)
        self.assertLessEqual(figure["standard_error"], 0.01 * figure["value"])
        stages = {4096 * 2**k * half // 2 for k in range(12) for half in (2, 3)}
        self.assertIn(out["paths"], stages)

    def test_check_is_quick_and_says_what_it_read(self):
        done = self.call("check", MINIMAL)
        self.assertIn("no problems", done.stdout)
        self.assertEqual(json.loads(self.call("check", MINIMAL, "--json").stdout), {"ok": True, "problems": []})

    def test_explain_tells_the_waterfall_and_every_number(self):
        text = self.call("explain", MINIMAL).stdout
        self.assertIn("Priority of payments, each month:", text)
        self.assertIn("1. ", text)
        self.assertIn("market.demand_elasticity = 1.1", text)
        resolved = json.loads(self.call("explain", MINIMAL, "--json").stdout)
        self.assertEqual(resolved["market"]["demand_elasticity"], 1.1)

    def test_replay_tells_a_path_of_any_run(self):
        text = self.call("replay", MINIMAL, "--path", 12345).stdout
        self.assertIn("path 12345 of seed 1", text)
        self.assertEqual(sum(line.startswith("20") for line in text.splitlines()), 48)
        story = json.loads(self.call("replay", MINIMAL, "--path", 12345, "--json").stdout)
        self.assertTrue(all(len(series["values"]) == 48 for series in story["series"]))
        table = self.call("replay", MINIMAL, "--path", 12345, "--all").stdout.splitlines()
        self.assertEqual(len(table), 49)
        self.assertEqual(len(table[0].split(",")), len(story["series"]) + 1)

    def test_replay_shows_the_path_that_a_run_recorded(self):
        self.run_json("--paths", 300, "--out", "out")
        fields = [field["name"] for field in json.loads((self.scratch / "out/manifest.json").read_text())["path_fields"]]
        column = next(i for i, name in enumerate(fields) if name.endswith(".funded"))
        raw = (self.scratch / "out/paths.bin").read_bytes()
        recorded = struct.unpack_from("<d", raw, 8 * (257 * len(fields) + column))[0]
        story = json.loads(self.call("replay", MINIMAL, "--path", 257, "--json").stdout)
        funded = next(series for series in story["series"] if series["name"] == fields[column])
        self.assertEqual(funded["values"][-1], recorded)

    def test_compare_pairs_the_paths_of_two_settings(self):
        done = self.call("compare", MINIMAL, "--set", "months=48", "--against", "months=46", "--paths", 1000, "--json")
        out = json.loads(done.stdout)
        self.assertNotEqual(out["a"]["digest"], out["b"]["digest"])
        pd = next(row for row in out["differences"] if row["name"].endswith(".pd"))
        self.assertAlmostEqual(pd["difference"], pd["b"] - pd["a"])

    def test_compare_of_a_world_with_itself_finds_nothing(self):
        out = json.loads(self.call("compare", MINIMAL, MINIMAL, "--paths", 500, "--json").stdout)
        self.assertEqual(out["a"]["digest"], out["b"]["digest"])
        for row in out["differences"]:
            self.assertIn(row["difference"], (0, None), row["name"])
            self.assertIn(row["standard_error"], (0, None), row["name"])

    def test_schema_reference_and_version_are_printed(self):
        self.assertIn("$schema", json.loads(self.call("schema").stdout))
        self.assertIn("demand_elasticity", self.call("reference").stdout)
        self.assertIn("margin_bp", self.call("reference", "facility").stdout)
        self.assertTrue(self.call("version").stdout.startswith("waferline "))

    def test_help_of_every_verb_names_its_options(self):
        self.assertIn("Exit codes", self.call("--help").stdout)
        for verb in ("run", "check", "explain", "replay", "compare", "report"):
            self.assertIn("Example", self.call(verb, "--help").stdout)


class BadInput(Cli):
    def test_usage_errors_exit_with_2(self):
        self.call(status=2)
        self.call("simulate", status=2)
        self.call("run", status=2)
        self.call("run", MINIMAL, "--paths", "many", status=2)
        self.call("run", MINIMAL, "--paths", "0", status=2)
        self.call("run", MINIMAL, "--level", "v9", status=2)
        self.call("run", MINIMAL, "--to-error", "soon", "--of", "x", status=2)
        self.call("compare", MINIMAL, status=2)
        self.call("reference", "no-such-noun", status=2)

    def test_a_number_that_does_not_fit_is_refused_rather_than_bent(self):
        for option, value in (("--seed", "-1"), ("--seed", 2**64), ("--paths", "1e3"), ("--threads", -2)):
            said = self.call("run", MINIMAL, option, value, status=2).stderr
            self.assertIn(f"{option}: '{value}' is not a whole number from", said)
        out = self.run_json("--seed", 2**64 - 1, "--paths", 100, "--out", "out")
        self.assertEqual(out["seed"], 2**64 - 1)

    def test_a_figure_without_a_goal_is_not_ignored(self):
        self.assertIn("--to-error", self.call("run", MINIMAL, "--of", "facility.loan.pd", status=2).stderr)

    def test_compare_reads_both_worlds_before_it_runs_either(self):
        self.assertIn("nowhere", self.call("compare", MINIMAL, "nowhere", "--paths", 100, status=3).stderr)
        self.assertFalse((self.scratch / "runs").exists())

    def test_compare_of_worlds_that_share_no_facility_says_so(self):
        world = self.scratch / "world.toml"
        world.write_text((MINIMAL / "world.toml").read_text().replace("facility.loan", "facility.other"))
        self.assertIn("no facility of the same name", self.call("compare", MINIMAL, world, "--paths", 100).stdout)

    def test_an_unknown_figure_is_a_usage_error_with_a_suggestion(self):
        done = self.call("run", MINIMAL, "--to-error", "1%", "--of", "market.sofr.mean.month1", "--paths", 200,
                         "--out", "out", status=2)
        self.assertIn("did you mean", done.stderr)

    def test_every_problem_of_a_world_is_told_at_its_place(self):
        world = self.scratch / "world.toml"
        text = (MINIMAL / "world.toml").read_text()
        text = text.replace("demand_elasticity", "demand_elastisity", 1).replace("months = 48", "months = -4", 1)
        world.write_text(text)
        for verb in ("check", "run", "explain"):
            done = self.call(verb, world, status=3)
            self.assertRegex(done.stderr, r"world\.toml:\d+:\d+: .*demand_elastisity.*did you mean demand_elasticity")
            self.assertRegex(done.stderr, r"world\.toml:\d+:\d+: .*months")
            self.assertEqual(done.stdout, "")
        problems = json.loads(self.call("check", world, "--json", status=3).stdout)
        self.assertFalse(problems["ok"])
        self.assertGreaterEqual(len(problems["problems"]), 2)
        self.assertFalse((self.scratch / "runs").exists())  # nothing was begun

    def test_a_bad_override_and_a_missing_world_are_bad_input(self):
        self.assertIn("--set", self.call("run", MINIMAL, "--set", "no.such.key=1", status=3).stderr)
        self.assertIn("nowhere", self.call("check", "nowhere", status=3).stderr)

    def test_a_bad_table_of_market_prices_is_told_with_the_world(self):
        shutil.copytree(MINIMAL, self.scratch / "w")
        (self.scratch / "w/market_prices.csv").write_text("what,unit,value_low,value_high,date,source\nCDS,bp,low,5,,\n")
        self.assertRegex(self.call("check", "w", status=3).stderr, r"market_prices\.csv:2:8: 'low' is not a number")

    def test_a_folder_that_holds_no_run_has_no_report(self):
        self.assertIn("report_data.json", self.call("report", self.scratch, status=4).stderr)


class Environment(Cli):
    def test_a_folder_that_cannot_be_written_is_said(self):
        (self.scratch / "file").write_text("")
        done = self.call("run", MINIMAL, "--paths", 100, "--out", "file/out", status=4)
        self.assertIn("file/out", done.stderr)

    def test_a_second_run_into_the_same_folder_is_kept_out(self):
        first = subprocess.Popen([PROGRAM, "run", str(MINIMAL), "--paths", "2000000", "--out", "out", "--no-report"],
                                 cwd=self.scratch, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        try:
            wait_for(self.scratch / "out/checkpoint.bin", first)
            done = self.call("run", MINIMAL, "--paths", 100, "--out", "out", status=4)
            self.assertIn("another run is writing here", done.stderr)
        finally:
            first.kill()
            first.wait()
        self.call("run", MINIMAL, "--paths", 100, "--out", "out")  # the lock went with the first run

    def test_a_full_disk_is_said_and_nothing_is_written_half(self):
        disk = self.scratch / "disk"
        disk.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(disk)], capture_output=True)
        if mounted.returncode != 0:
            self.skipTest("only root can mount a small disk here")
        try:
            done = self.call("run", MINIMAL, "--paths", 200000, "--out", "disk/out", status=4)
            self.assertIn("No space left on device", done.stderr)
            names = {file.name for file in (disk / "out").iterdir()}
            self.assertFalse(names & {"manifest.json", "results.duckdb", "report.html"}, names)
            self.assertFalse([name for name in names if ".part" in name], names)
        finally:
            subprocess.run(["umount", str(disk)], check=True)

    def test_a_disk_that_fills_while_results_are_stored_is_said(self):
        disk = self.scratch / "disk"
        disk.mkdir()
        whole = self.run_json("--paths", 20000, "--out", "whole")
        room = sum((self.scratch / "whole" / name).stat().st_size for name in ("paths.bin", "checkpoint.bin"))
        # Room for the paths and two checkpoints (one is written beside the other), not for the database as well.
        size = room + (self.scratch / "whole/checkpoint.bin").stat().st_size + 600_000
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(disk)], capture_output=True)
        if mounted.returncode != 0:
            self.skipTest("only root can mount a small disk here")
        try:
            self.call("run", MINIMAL, "--paths", 20000, "--out", "disk/out", status=4)
            names = {file.name for file in (disk / "out").iterdir()}
            self.assertFalse(names & {"manifest.json"}, names)
            self.assertFalse([name for name in names if ".part" in name], names)
        finally:
            subprocess.run(["umount", str(disk)], check=True)
        self.assertTrue(whole["digest"])

    def test_standard_output_that_cannot_be_written_is_said(self):
        with open("/dev/full", "w") as full:
            done = subprocess.run([PROGRAM, "explain", str(MINIMAL)], stdout=full, stderr=subprocess.PIPE, text=True)
        self.assertEqual(done.returncode, 4)
        self.assertIn("standard output", done.stderr)


    def test_closed_standard_streams_do_not_end_up_in_files(self):
        done = subprocess.run(["sh", "-c", 'exec "$0" run "$1" --paths 100 --out out <&- >&- 2>&-', PROGRAM, str(MINIMAL)],
                              cwd=self.scratch)
        self.assertEqual(done.returncode, 4)  # its words could not be said
        whole = self.run_json("--paths", 100, "--out", "whole")
        self.assertTrue(whole["digest"])
        for name in ("paths.bin", "checkpoint.bin"):
            self.assertEqual((self.scratch / "out" / name).read_bytes(), (self.scratch / "whole" / name).read_bytes())

    def test_a_run_without_a_report_leaves_none_of_an_earlier_run(self):
        self.call("run", MINIMAL, "--paths", 100, "--out", "out")
        self.call("run", MINIMAL, "--paths", 100, "--out", "out", "--seed", 2, "--no-report")
        names = {file.name for file in (self.scratch / "out").iterdir()}
        self.assertFalse(names & {"report.html", "report_data.json"}, names)


class Resuming(Cli):
    PATHS = 60000

    def setUp(self):
        super().setUp()
        self.whole = self.run_json("--paths", self.PATHS, "--out", "whole", "--no-report")

    def stop(self, kind, folder):
        command = [PROGRAM, "run", str(MINIMAL), "--paths", str(self.PATHS), "--out", folder, "--threads", "1"]
        process = subprocess.Popen(command, cwd=self.scratch, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
        wait_for(self.scratch / folder / "checkpoint.bin", process)
        process.send_signal(kind)
        _, said = process.communicate(timeout=60)
        return process.returncode, said

    def test_ctrl_c_keeps_what_is_done_and_says_how_to_carry_on(self):
        status, said = self.stop(signal.SIGINT, "out")
        self.assertEqual(status, 130)
        self.assertIn("the same command carries on", said)
        self.assertFalse((self.scratch / "out/manifest.json").exists())

    def test_an_interrupted_run_carries_on_to_the_digest_of_one_that_was_not(self):
        for kind in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
            folder = f"out{kind}"
            self.stop(kind, folder)
            out = self.run_json("--paths", self.PATHS, "--out", folder, "--no-report")
            self.assertTrue(0 < out["resumed_from"] < self.PATHS)
            self.assertEqual(out["digest"], self.whole["digest"])

    def test_a_finished_run_is_extended_to_more_paths(self):
        self.run_json("--paths", 1280, "--out", "out", "--no-report")
        out = self.run_json("--paths", self.PATHS, "--out", "out", "--no-report")
        self.assertEqual(out["resumed_from"], 1280)
        self.assertEqual(out["digest"], self.whole["digest"])

    def test_a_path_file_cut_short_starts_the_run_over(self):
        first = self.run_json("--paths", 1280, "--out", "out", "--no-report")
        with open(self.scratch / "out/paths.bin", "r+b") as paths:
            paths.truncate(5000)
        again = self.run_json("--paths", 1280, "--out", "out", "--no-report")
        self.assertEqual((again["resumed_from"], again["digest"]), (0, first["digest"]))

    def test_a_damaged_checkpoint_starts_the_run_over(self):
        self.run_json("--paths", 1280, "--out", "out", "--no-report")
        checkpoint = self.scratch / "out/checkpoint.bin"
        bytes_ = bytearray(checkpoint.read_bytes())
        bytes_[len(bytes_) // 2] ^= 1
        checkpoint.write_bytes(bytes_)
        out = self.run_json("--paths", self.PATHS, "--out", "out", "--no-report")
        self.assertEqual(out["resumed_from"], 0)
        self.assertEqual(out["digest"], self.whole["digest"])


def wait_for(file, process):
    """Until `file` is there and has bytes; fails if the process ends first."""
    deadline = time.monotonic() + 60
    while not (file.exists() and file.stat().st_size > 0):
        if process.poll() is not None or time.monotonic() > deadline:
            raise AssertionError(f"the run ended before it wrote {file}")
        time.sleep(0.005)


if __name__ == "__main__":
    unittest.main()
