// How an import is called, so that it can be told apart from all others and taken back.
#pragma once

#include "base/result.hpp"
#include "service/kept_refusals.hpp"

#include <string>

namespace assent {

// `asked`, or where it is empty a name that nobody has had, made from what `draw` gives.
//
//   invalid      it is no name: letters, figures, hyphens, dots and underscores, at most 64 of them
//   unavailable  as `draw`
Result<std::string> run_name(const std::string& asked, const DrawKey& draw);

}  // namespace assent
