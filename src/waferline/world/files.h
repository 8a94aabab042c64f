/// Where the text of world files and their tables comes from.
///
/// The reader asks for files by path; a fuzzer or a test answers from memory, the program from the disk. A file that is
/// too large is refused before it is read.
#pragma once

#include <expected>
#include <filesystem>
#include <functional>
#include <string>

namespace waferline {

/// The text, or a sentence that says why there is none.
using FileSource = std::function<std::expected<std::string, std::string>(const std::filesystem::path&)>;

/// Reads from the disk: regular files only, at most world_max_bytes.
std::expected<std::string, std::string> read_text_file(const std::filesystem::path& path);

}  // namespace waferline
