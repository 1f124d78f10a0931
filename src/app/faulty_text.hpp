// The issues of a text that a person wrote, as one error, for callers that cannot show a list.
#pragma once

#include "base/issue.hpp"
#include "base/result.hpp"

#include <fmt/format.h>

#include <functional>
#include <string>

namespace assent::app {

// invalid: the first issue, with its place, and how many more there are. Precondition: there is one.
inline tl::unexpected<Error> faulty_text(const Issues& issues) {
  const std::string more = issues.size() == 1 ? "" : fmt::format(" (and {} more)", issues.size() - 1);
  return fail(ErrorCode::invalid, to_string(issues.front()) + more, "mend the file and try again");
}

// Gets the issues of a faulty text, and gives the error for it.
using OnIssues = std::function<Error(const std::string& file, const Issues& issues)>;

}  // namespace assent::app
