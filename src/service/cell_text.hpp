// The text of a list's cell. Pure.
#pragma once

#include <string_view>

namespace assent {

// Without the blanks around it.
inline std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

}  // namespace assent
