#include "written/bounds.hpp"

#include "written/written.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace assent::written {
namespace {

// Goes over the text once, skips strings and comments, and counts the open levels: each bracket is one, and so is each
// dot in the current key or header, until its value has ended.
class DepthOfToml {
 public:
  explicit DepthOfToml(std::string_view text) : rest_(text) {}

  // Where it is first deeper than `most`.
  std::optional<Place> deeper_than(int most) {
    while (!rest_.empty()) {
      const Place here = place_;
      if (rest_[0] == '#') pass_comment();
      else if (rest_[0] == '"' || rest_[0] == '\'') pass_string();
      else take(rest_[0]);
      if (held_ + dots_ > most) return here;
    }
    return std::nullopt;
  }

 private:
  void pass(std::size_t count) {
    for (; count > 0 && !rest_.empty(); --count) {
      if (rest_[0] == '\n') place_ = {place_.line + 1, 1};
      else if ((static_cast<unsigned char>(rest_[0]) & 0xC0) != 0x80) ++place_.column;
      rest_.remove_prefix(1);
    }
  }

  void pass_comment() { pass(std::min(rest_.find('\n'), rest_.size())); }

  void pass_string() {
    const char quote = rest_[0];
    const std::string of_lines(3, quote);
    if (rest_.starts_with(of_lines)) pass_string_of_lines(quote, of_lines);
    else pass_string_of_one_line(quote);
  }

  void pass_string_of_one_line(char quote) {
    pass(1);
    while (!rest_.empty() && rest_[0] != quote && rest_[0] != '\n') pass(escapes(quote) ? 2 : 1);
    if (!rest_.empty() && rest_[0] == quote) pass(1);
  }

  void pass_string_of_lines(char quote, std::string_view of_lines) {
    pass(3);
    while (!rest_.empty() && !rest_.starts_with(of_lines)) pass(escapes(quote) ? 2 : 1);
    pass(3);
    // Up to two more quotes belong to the string.
    for (int more = 0; more < 2 && !rest_.empty() && rest_[0] == quote; ++more) pass(1);
  }

  bool escapes(char quote) const { return quote == '"' && rest_[0] == '\\' && rest_.size() > 1 && rest_[1] != '\n'; }

  void take(char c) {
    if (c == '.') ++dots_;
    else if (c == '[' || c == '{') open();
    else if (c == ']' || c == '}') close();
    else if (c == ',' || (c == '\n' && open_.empty())) dots_ = 0;
    pass(1);
  }

  void open() {
    open_.push_back(dots_);
    held_ += std::exchange(dots_, 0) + 1;
  }

  void close() {
    if (open_.empty()) return;
    dots_ = open_.back();
    open_.pop_back();
    held_ -= dots_ + 1;
  }

  std::string_view rest_;
  Place place_{1, 1};
  std::vector<int> open_;  // of each open bracket: the dots of the key whose value it begins
  int held_ = 0;           // levels of open brackets and those keys
  int dots_ = 0;
};

}  // namespace

std::optional<Issue> too_long(std::string_view text, std::string_view file) {
  if (text.size() <= kWrittenBytesMax) return std::nullopt;
  return Issue{std::string(file), 0, 0, "the text is longer than four mebibytes", "name the right file"};
}

std::optional<Issue> beyond_bounds_of_toml(std::string_view text, std::string_view file) {
  if (auto issue = too_long(text, file)) return issue;
  const auto place = DepthOfToml(text).deeper_than(kWrittenDepthMax);
  if (!place) return std::nullopt;
  return Issue{
      std::string(file), place->line, place->column,
      "lists, tables or the parts of a key are nested more than " + std::to_string(kWrittenDepthMax) + " deep here",
      "write it with fewer levels; nothing was read"};
}

}  // namespace assent::written
