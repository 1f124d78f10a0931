// Fields: the keys of one JSON object of a case, each read with its type and its default.
//
// The first fault is kept, and what is read after it is meaningless. So a reader reads everything and checks for a
// fault once, at the end. `null` counts as absent.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "consent/coverage.hpp"
#include "written/written.hpp"

namespace assent::cases {

// The words that a key can have, and their meanings.
template <class T>
using Choices = std::initializer_list<std::pair<std::string_view, T>>;

class Fields {
 public:
  // `section` and `index` name the object in messages: `use`, `history[2]`; an empty section is the case itself.
  Fields(const written::Written& object, std::string_view section, std::optional<std::size_t> index,
         std::optional<Error>& fault)
      : object_(object), section_(section), index_(index), fault_(fault) {}

  // Any other key is a fault; the message names the nearest of these, or all of them.
  void only(std::initializer_list<std::string_view> known) const;

  // A key that looks like a misspelt one of these is a fault.
  void not_nearly(std::string_view key, std::initializer_list<std::string_view> known) const;

  bool has(std::string_view key) const { return find(key) != nullptr; }

  std::string text(std::string_view key) const;  // required, not empty
  std::string text(std::string_view key, std::string_view absent) const;
  bool flag(std::string_view key, bool absent) const;
  int number(std::string_view key, int least, int most, int absent) const;
  Names names(std::string_view key) const;  // absent: none

  // A list of names, or one name; `all` or `*`, alone or in the list, means everything. `none_means_any`: an empty list
  // also means everything.
  Coverage coverage(std::string_view key, Coverage absent, bool none_means_any = false) const;

  Instant instant(std::string_view key) const;                              // required
  Date date(std::string_view key) const;                                    // required
  std::variant<Instant, Date> instant_or_date(std::string_view key) const;  // required

  template <class T>
  T choice(std::string_view key, Choices<T> choices, std::optional<T> absent = std::nullopt) const {
    const written::Written* value = find(key);
    if (value == nullptr && absent) return *absent;
    const std::string word = text(key);
    std::string words;
    for (const auto& [name, meaning] : choices) {
      if (name == word) return meaning;
      words += words.empty() ? "`" : ", `";
      words.append(name).append("`");
    }
    refuse(key, "is `" + clipped(word) + "`", "write one of " + words);
    return choices.begin()->second;
  }

  // The object or the list under the key; nullptr: absent, or another kind of value (which is a fault).
  const written::Written* object(std::string_view key) const;
  const written::Written* array(std::string_view key) const;

  void refuse(std::string_view key, std::string_view problem, std::string_view mend) const;
  void lacks(std::string_view key, std::string_view mend) const;

  // A user's word, cut to the length that a message can have.
  static std::string clipped(std::string_view word);

 private:
  const written::Written* find(std::string_view key) const;
  std::string place(std::string_view key) const;
  bool read_names(std::string_view key, const written::Written& value, Names& names) const;

  const written::Written& object_;
  std::string_view section_;
  std::optional<std::size_t> index_;
  std::optional<Error>& fault_;
};

}  // namespace assent::cases
