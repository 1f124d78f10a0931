// Configuration: what a carrier settles once for all its commands and servers (TOML). Pure.
//
//   ledger     the ledger's file
//   regimes    the folder of the rule packs
//   catalogue  the offer catalogue's file
//   regime     the id of the rule pack that counts where nobody names one
//   language   of explanations and of reasons in lists, as `--language` states it
//   actor      who records, where nobody says
//
// Every key may be left out. A file or folder without a `/` before it is meant from where the configuration stands.
#pragma once

#include "base/issue.hpp"

#include <tl/expected.hpp>

#include <string>
#include <string_view>

namespace assent {

// The regime that counts where no option, no variable and no configuration names one.
inline constexpr std::string_view kUsualRegime = "tra";

// Empty: not settled.
struct Configuration {
  std::string ledger;
  std::string regimes;
  std::string catalogue;
  std::string regime;
  std::string language;
  std::string actor;
};

// `file` is its name, for issues and for what is meant from there. Every fault is an Issue with line and column.
tl::expected<Configuration, Issues> read_configuration(std::string_view text, std::string_view file);

}  // namespace assent
