// The known spelling that a misspelt word most likely meant.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace assent::written {

// The candidate with the fewest letters to change, insert, drop or swap; of equals, the first. None if even that one
// differs in more than a third of its letters, or if there are over a thousand candidates.
std::optional<std::string_view> nearest(std::string_view word, std::span<const std::string_view> candidates);

}  // namespace assent::written
