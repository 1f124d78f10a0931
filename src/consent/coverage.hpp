// Coverage: what a notice, an approval or a refusal covers: everything of a kind, or the listed names.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace assent {

// A plain list of names; short, so it is searched from the front.
using Names = std::vector<std::string>;

inline bool contains(const Names& names, std::string_view name) {
  return std::any_of(names.begin(), names.end(), [&](const std::string& each) { return each == name; });
}

struct Coverage {
  bool any = false;  // covers everything; `names` is then empty
  Names names;

  static Coverage everything() { return {true, {}}; }
  static Coverage only(Names names) { return {false, std::move(names)}; }

  bool covers(std::string_view name) const { return any || contains(names, name); }
  bool covers_all(const Names& wanted) const {
    return any || std::all_of(wanted.begin(), wanted.end(), [&](const std::string& each) { return covers(each); });
  }

  friend bool operator==(const Coverage&, const Coverage&) = default;
};

}  // namespace assent
