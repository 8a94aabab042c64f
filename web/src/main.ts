const run: unknown = JSON.parse(document.getElementById("run")?.textContent ?? "null");

const page = document.getElementById("report");
if (page && run === null) {
  page.textContent = "This page is the empty form of a report: `waferline run` fills it.";
}
