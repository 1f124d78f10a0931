// The text of a list's cell. Pure.
#pragma once

#include <string_view>

namespace assent {

inline constexpr std::string_view kNoInstant =
    "this is no instant; write it as `2026-03-01T09:00:00+02:00`, or leave it empty";

// Without the blanks and line ends around it.
inline std::string_view bare_text(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

}  // namespace assent
