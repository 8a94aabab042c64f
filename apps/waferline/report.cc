#include "apps/waferline/console.h"
#include "apps/waferline/exit_codes.h"
#include "apps/waferline/verb.h"
#include "waferline/report/json_numbers.h"
#include "waferline/report/page.h"
#include "waferline/store/run_folder.h"

namespace waferline::app {

namespace {

int rebuild_report(const std::string& folder_name) {
  const RunFolder folder{folder_name};
  const auto data = read_file(folder.report_data());
  if (!data) return report_failure(data.error());
  if (!Json::accept(*data)) {
    complain(folder.report_data().string() + " is not the JSON that a run writes; run the world again.");
    return exit_bad_input;
  }
  const auto lock = FolderLock::take(folder.folder);
  if (!lock) return report_failure(lock.error());
  if (auto written = write_file(folder.report(), report_page(*data)); !written) return report_failure(written.error());
  say("Report: " + folder.report().string());
  return exit_done;
}

}  // namespace

Verb add_report(CLI::App& app) {
  const auto folder = std::make_shared<std::string>();
  CLI::App* command =
      app.add_subcommand("report", "write the report page of a finished run again, with this version's page");
  command->add_option("DIR", *folder, "the run's folder")->required();
  command->footer("Example:\n  waferline report runs/coreweave-ddtl3-1");
  return {command, [folder] { return rebuild_report(*folder); }};
}

}  // namespace waferline::app
