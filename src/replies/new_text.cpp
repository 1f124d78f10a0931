#include "replies/new_text.hpp"

#include "base/marks.hpp"

#include <algorithm>
#include <vector>

namespace assent::replies {
namespace {

constexpr std::size_t kLinesOfIntroduction = 3;

bool begins_with_any(std::string_view line, const std::vector<std::string>& beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(),
                     [&](const std::string& each) { return line.starts_with(each); });
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

class NewText {
 public:
  NewText(std::string_view text, const Words& words) : words_(words), lines_(lines_of(text)) {
    for (const std::string_view line : lines_) keys_.push_back(line_key(line));
  }

  std::string read() {
    std::string kept;
    for (std::size_t i = 0; i < lines_.size();) {
      if (is_quoted(i)) {
        ++i;
      } else if (is_signature(i) || begins_original(i)) {
        break;
      } else if (const std::size_t introduction = introduction_at(i); introduction > 0) {
        i += introduction;
        while (i < lines_.size() && keys_[i].empty()) ++i;
        // Without `>` nobody can say where the quoted text ends.
        if (i < lines_.size() && !is_quoted(i)) break;
      } else {
        kept.append(lines_[i]).append("\n");
        ++i;
      }
    }
    return kept;
  }

 private:
  bool is_quoted(std::size_t i) const { return keys_[i].starts_with('>') || keys_[i].starts_with("|>"); }

  bool is_signature(std::size_t i) const {
    return lines_[i] == "-- " || keys_[i] == "--" || begins_with_any(keys_[i], words_.signature_begins());
  }

  // A line of dashes and words is enough; a header such as `From:` needs another line with a colon beside it.
  bool begins_original(std::size_t i) const {
    if (keys_[i].starts_with("____________")) return true;
    for (const std::string& each : words_.quote_begins()) {
      if (!keys_[i].starts_with(each)) continue;
      const bool header = !each.starts_with('-') && each.size() < 12;
      if (!header) return true;
      if (i + 1 < keys_.size() && keys_[i + 1].find(':') != std::string::npos) return true;
    }
    return false;
  }

  // How many lines from there are "On … wrote:"; 0: none. The first of them begins it: no line of the text itself is
  // taken, so it has a digit (of the day) or an address.
  std::size_t introduction_at(std::size_t i) const {
    std::string together;
    for (std::size_t k = i; k < std::min(i + kLinesOfIntroduction, keys_.size()) && !keys_[k].empty(); ++k) {
      together += keys_[k];
      const bool ends = std::any_of(words_.quote_ends().begin(), words_.quote_ends().end(),
                                    [&](const std::string& end) { return together.ends_with(end); });
      if (!ends) continue;
      const bool dated =
          together.find_first_of("0123456789@<") != std::string::npos || together.find("٢") != std::string::npos;
      // A reply that stands in the line before ("stop" and then "On … wrote:") is not a part of it.
      const bool first = keys_[i].find_first_of("0123456789@<") != std::string::npos || k == i ||
                         together.find("٢") != std::string::npos;
      return dated && first ? k - i + 1 : 0;
    }
    return 0;
  }

  const Words& words_;
  std::vector<std::string_view> lines_;
  std::vector<std::string> keys_;
};

}  // namespace

std::string new_text(std::string_view text, const Words& words) { return NewText(text, words).read(); }

}  // namespace assent::replies
