#include "access/caller_id.hpp"

#include "base/ascii.hpp"
#include "evidence/hash.hpp"
#include "written/section.hpp"

#include <algorithm>

namespace assent::access {
namespace {

constexpr std::size_t kLongestName = 128;

// With or without `tel:`, blanks and the like: from seven digits on, and little else.
bool reads_like_number(std::string_view name) {
  if (name.starts_with("tel:")) return true;
  const auto figures = std::ranges::count_if(name, is_digit);
  const bool nothing_else = std::ranges::all_of(
      name, [](char c) { return is_digit(c) || std::string_view{"+-.() /"}.find(c) != std::string_view::npos; });
  return nothing_else && figures >= 7;
}

}  // namespace

std::string caller_id(std::string_view name) {
  const bool plain = written::is_name(name) && name.size() <= kLongestName &&
                     name.find('@') == std::string_view::npos && !reads_like_number(name);
  return plain ? std::string(name) : "sub-" + evidence::to_hex(evidence::sha256(evidence::view_of(name))).substr(0, 32);
}

}  // namespace assent::access
