// Help: what `--help` prints, and what to say of a command line that cannot be read.
#pragma once

#include "base/result.hpp"

#include <CLI/App.hpp>

#include <string>
#include <string_view>

namespace assent {

// The whole help of a command or a group of commands, at most 100 columns wide.
std::string help_text(const CLI::App& app);

// The innermost command that the command line names.
const CLI::App& innermost(const CLI::App& app);

// "assent record opt-out".
std::string full_name(const CLI::App& app);

// A parse error of CLI11's in the words of this program; a misspelt command or option gets a suggestion.
Error told(const CLI::App& app, const CLI::ParseError& error);

// The first option that names a file or a folder, or argument, which the command line gives an empty name; nullptr:
// none. Nobody means that, but a script whose variable is not set writes it.
const CLI::Option* empty_name_in(const CLI::App& app);

}  // namespace assent
