/// What the program says: results on standard output, everything else on standard error.
#pragma once

#include <string>
#include <vector>

#include "waferline/base/file.h"
#include "waferline/base/problem.h"

namespace waferline::app {

void say(const std::string& line);       ///< standard output
void complain(const std::string& line);  ///< standard error, after "waferline: "

/// All problems, one a line; returns the exit code of bad input.
int report_problems(const Problems& problems);
/// Returns the exit code of a faulty environment.
int report_failure(const FileFailure& failure);

/// Columns as wide as their widest cell; the first to the left, the others to the right.
std::string table(const std::vector<std::vector<std::string>>& rows);

/// Puts something that refuses in the place of a standard stream that the caller closed: the next file to be opened
/// would take its number, and our messages.
void hold_standard_streams();

/// Flushes standard output: a full disk or a closed pipe is a fault of the environment, unless `status` says worse.
int finish(int status);

}  // namespace waferline::app
