/// What the program tells the shell.
#pragma once

namespace waferline::app {

inline constexpr int exit_done = 0;
inline constexpr int exit_usage = 2;
inline constexpr int exit_bad_input = 3;
inline constexpr int exit_environment = 4;
inline constexpr int exit_bug = 70;
inline constexpr int exit_interrupted = 130;  ///< as shells name a program ended by Ctrl-C

}  // namespace waferline::app
