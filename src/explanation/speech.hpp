// Speech: fills the templates of one language. For explanation, and for the words of service.
//
// Pure; thread-safe.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "consent/coverage.hpp"
#include "explanation/words.hpp"

namespace assent::explanation {

class Speech {
 public:
  // The value of each placeholder. Precondition: it knows every placeholder of the templates.
  using Values = std::function<std::string(std::string_view placeholder)>;

  explicit Speech(Language language) : language_(language) {}

  Language language() const { return language_; }

  std::string say(Message key, const Values& values) const { return fill(message(key, language_), values); }
  std::string say(Message key) const { return std::string(message(key, language_)); }

  static std::string fill(std::string_view pattern, const Values& values);

  // The text between the isolates of Unicode UAX #9 (FSI and PDI).
  static std::string isolated(std::string_view text);
  // Characters that could command a terminal or escape the isolation are replaced.
  static std::string without_commands(std::string_view text);

  // A word of data: a name, a code, a date. In Arabic it is isolated, so that the direction of its letters and digits
  // does not disturb the sentence (Unicode UAX #9, FSI and PDI). Characters that could command a terminal or
  // escape the isolation are replaced.
  std::string data(std::string_view text) const;

  // The term's words, or the name as data defines it.
  std::string named(Term kind, std::string_view name) const;

  // "a, b and c".
  std::string list(const std::vector<std::string>& parts) const;
  std::string named_list(Term kind, const Names& names) const;

 private:
  Language language_;
};

}  // namespace assent::explanation
