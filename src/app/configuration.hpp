// Configuration: what a carrier sets once for all its commands and servers (TOML). Pure.
//
//   ledger     the ledger's file
//   regimes    the folder of the rule packs
//   catalogue  the offer catalogue's file
//   regime     the id of the default rule pack
//   language   of explanations and of reasons in lists, as `--language` states it
//   actor      the default actor
//   reporting_zone  the time zone in which days are the carrier's (`notice coverage`, `notice due`)
//
// Every key is optional. A file or folder without a leading `/` is relative to the folder of the configuration.
#pragma once

#include "base/issue.hpp"

#include <tl/expected.hpp>

#include <string>
#include <string_view>

namespace assent::app {

// The regime that counts if no option, variable or configuration names one.
inline constexpr std::string_view kUsualRegime = "tra";

// Empty: not set.
struct Configuration {
  std::string ledger;
  std::string regimes;
  std::string catalogue;
  std::string regime;
  std::string language;
  std::string actor;
  std::string reporting_zone;
};

// A path that stands in the configuration `file`, from where the program runs. An empty one stays empty.
std::string meant_from(std::string_view file, std::string path);

// `file` is the configuration's name, for issues and for relative paths. Every fault is an Issue with line and column.
tl::expected<Configuration, Issues> read_configuration(std::string_view text, std::string_view file);

}  // namespace assent::app
