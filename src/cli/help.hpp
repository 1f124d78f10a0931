// Help: what `--help` prints, and the message about a command line that cannot be read.
#pragma once

#include "base/result.hpp"

#include <CLI/App.hpp>

#include <string>
#include <string_view>

namespace assent::cli {

// The whole help of a command or a group of commands, at most 100 columns wide.
std::string help_text(const CLI::App& app);

// The innermost command that the command line names.
const CLI::App& innermost(const CLI::App& app);

// "assent record opt-out".
std::string full_name(const CLI::App& app);

// CLI11's parse error in the words of this program. A misspelt command or option gets a suggestion.
Error told(const CLI::App& app, const CLI::ParseError& error);

// The first argument, or option that names a file or folder, to which the command line gives an empty name; nullptr:
// none. A script with an unset variable writes such a name.
const CLI::Option* empty_name_in(const CLI::App& app);

}  // namespace assent::cli
