// Reads what people write: rule packs and offer catalogues, from text to compiled values or a list of issues. Pure: the
// text is an argument; `file` is only the name in issues.
#pragma once

#include "base/issue.hpp"
#include "consent/offer.hpp"
#include "regime/regime.hpp"

#include <tl/expected.hpp>

#include <string_view>

namespace assent::regime {

// Every fault in the text is an Issue with line and column, from the top of the text down; never empty on failure. A
// syntax error ends the reading, so it is the only issue. Never throws; any bytes are allowed.
tl::expected<Regime, Issues> read_regime(std::string_view text, std::string_view file);

// A catalogue in JSON if the file's name ends in `.json`, otherwise in TOML. Both have the same keys (docs/regimes.md).
// Fails as read_regime does.
tl::expected<Catalogue, Issues> read_catalogue(std::string_view text, std::string_view file);

}  // namespace assent::regime
