// Section: one table of a written text, read key by key. Every fault becomes an issue with its place. Reading continues
// with a harmless value, so that one pass finds every fault. Not thread-safe; lives within one reading.
#pragma once

#include "consent/coverage.hpp"
#include "written/nearest.hpp"
#include "written/written.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assent::written {

// The issues found so far in one text.
class Findings {
 public:
  explicit Findings(std::string_view file) : file_(file) {}

  void add(Place place, std::string problem, std::string mend);
  bool empty() const { return issues_.empty(); }
  std::size_t size() const { return issues_.size(); }

  // From the top of the text to its end; the same for the same text.
  Issues in_order() &&;

 private:
  std::string file_;
  Issues issues_;
};

// The user's word in backticks, cut to a readable length and without control characters.
std::string quoted(std::string_view word);

// One word: not empty, no blank or control character in it.
bool is_name(std::string_view word);

// What suggestion() names: the candidate that is near, or all of them if they are few; empty: neither. As quoted()
// shows them, without the backticks.
std::vector<std::string> suggested(std::string_view word, std::span<const std::string_view> candidates);

// "write `x`" if one candidate is near, or "write one of `a`, `b`" if the candidates are few.
std::string suggestion(std::string_view word, std::span<const std::string_view> candidates);

class Section {
 public:
  // `path` is the table's name in issues: `notice.waiting_days`. Keys that are not in `known` become issues here. If
  // `table` is not a table, that is an issue too, and it reads as empty.
  Section(Findings& findings, const Written& table, std::string path, std::vector<std::string_view> known);

  const std::string& path() const { return path_; }
  Place place() const { return table_.place; }
  bool is_table() const { return table_.kind == Written::Kind::table; }

  // nullptr: absent, which is an issue for `needed` but not for `optional`; or of another kind, which is an issue for
  // both.
  const Written* needed(std::string_view key, Written::Kind kind);
  const Written* optional(std::string_view key, Written::Kind kind);

  // The key's value of any kind; or the value of the misspelt key that was meant, so that it is checked too. nullptr:
  // absent. No issue.
  const Written* find(std::string_view key) const;

  // Text that is not empty. The empty string: an issue was added.
  std::string text(std::string_view key);

  // A word without blanks. The empty string: an issue was added, or the key is optional and absent.
  std::string name(std::string_view key);
  std::string optional_name(std::string_view key);

  // Each a word without blanks, none twice. Empty if the key is absent; only `needed_names` reports that.
  Names needed_names(std::string_view key, bool may_be_empty);
  Names optional_names(std::string_view key);

  // Within [min, max]. `min`: an issue was added.
  int number(std::string_view key, int min, int max);

  bool flag(std::string_view key);
  bool optional_flag(std::string_view key);

  std::optional<Date> optional_date(std::string_view key);

  // One of the words of `choices`. None: an issue was added.
  template <class E>
  std::optional<E> choice(std::string_view key, std::span<const std::pair<std::string_view, E>> choices) {
    const Written* value = needed(key, Written::Kind::text);
    if (value == nullptr) return std::nullopt;
    std::vector<std::string_view> words;
    for (const auto& [word, meaning] : choices) {
      if (word == value->text) return meaning;
      words.push_back(word);
    }
    add_unknown_word(value->place, key, value->text, words);
    return std::nullopt;
  }

  void add(Place place, std::string problem, std::string mend);

 private:
  void add_unknown_word(Place place, std::string_view key, std::string_view word,
                        std::span<const std::string_view> words);
  const Written* of_kind(const Written* value, std::string_view key, Written::Kind kind);
  std::string full(std::string_view key) const;
  Names names_in(const Written& list, std::string_view key);
  std::string name_in(const Written& value, std::string_view key);

  Findings& findings_;
  const Written& table_;
  std::string path_;
  std::vector<std::pair<std::string_view, const Written*>> misspelt_;  // the key that was meant, and its value
};

// The tables `[[key]]` of `parent`, which issues call `key 1`, `key 2` and so on. None: the key is absent, or an issue
// was added.
std::vector<Section> tables_of(Findings& findings, Section& parent, std::string_view key,
                               const std::vector<std::string_view>& known);

}  // namespace assent::written
