// The name of an import, which distinguishes it from all others, so that it can be taken back.
#pragma once

#include "base/result.hpp"
#include "service/kept_refusals.hpp"

#include <string>

namespace assent::service {

// `asked`, or if it is empty a new name, made from what `draw` gives.
//
//   invalid      it is not a name: letters, digits, hyphens, dots and underscores, at most 64 of them
//   unavailable  as `draw`
Result<std::string> run_name(const std::string& asked, const DrawKey& draw);

}  // namespace assent::service
