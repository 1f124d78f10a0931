#include "base/issue.hpp"

namespace assent {

std::string to_string(const Issue& issue) {
  std::string text = issue.file;
  if (issue.line > 0) {
    text += ':' + std::to_string(issue.line);
    if (issue.column > 0) text += ':' + std::to_string(issue.column);
  }
  text += ": " + issue.problem;
  if (!issue.mend.empty()) text += "; " + issue.mend;
  return text;
}

}  // namespace assent
