/// A check for options that take a whole number. Without it CLI11 reads -1 as 2^64 - 1, and so whatever is too large.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>

namespace waferline::app {

CLI::Validator whole_number(std::uint64_t least, std::uint64_t most);

/// Adds --seed: any 64 bits.
void add_seed_option(CLI::App& command, std::uint64_t& seed, const std::string& help);

}  // namespace waferline::app
