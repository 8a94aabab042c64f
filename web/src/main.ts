import "./style/page.css";
import { show_problem, show_report } from "./page";
import { read_report } from "./read_report";

async function data(): Promise<string | null> {
  const embedded = document.getElementById("run")?.textContent?.trim() ?? null;
  if (import.meta.env.DEV && (embedded === null || embedded === "null")) return (await fetch("/fixture/report.json")).text();
  return embedded;
}

const reading = read_report(await data());
if ("problem" in reading) show_problem(reading.problem, reading.detail);
else {
  try {
    show_report(reading.report, reading.oddities);
  } catch (error) {
    show_problem("This report could not be drawn.", `Part of its data is not as expected: ${(error as Error).message}`);
  }
}
