// The place that the name of an entry means. Pure.
#pragma once

#include "base/number.hpp"
#include "consent/position.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace assent {

// What entry_name() has written; with another character `between` log and index, what was written with that. Nothing:
// it is no such name.
inline std::optional<Position> entry_named(std::string_view name, char between = '/') {
  const std::size_t at = name.find(between);
  if (at == std::string_view::npos) return std::nullopt;
  const auto log = number_in<std::uint32_t>(name.substr(0, at));
  const auto index = number_in<std::uint64_t>(name.substr(at + 1));
  if (!log || !index) return std::nullopt;
  return Position{*log, *index};
}

}  // namespace assent
