// Issues of a text that a person wrote, as the one error of whoever has no list to show.
#pragma once

#include "base/issue.hpp"
#include "base/result.hpp"

#include <fmt/format.h>

#include <functional>
#include <string>

namespace assent {

// invalid: the first issue, with its place, and how many follow it. Precondition: there is one.
inline tl::unexpected<Error> faulty_text(const Issues& issues) {
  const std::string more = issues.size() == 1 ? "" : fmt::format(" (and {} more)", issues.size() - 1);
  return fail(ErrorCode::invalid, to_string(issues.front()) + more, "mend the file and try again");
}

// Who is told the issues of a text that has some; gives the error that it is then.
using OnIssues = std::function<Error(const std::string& file, const Issues& issues)>;

}  // namespace assent
