// WordList: the words and thresholds that a check looks for, as data. Immutable after reading; thread-safe.
//
// words.toml is the usual one, and says how words match; docs/notices.md says how to replace it.
#pragma once

#include "base/issue.hpp"
#include "notice_check/finding.hpp"
#include "regime/regime.hpp"

#include <tl/expected.hpp>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace assent::notice_check {

struct Rule {
  std::string source;
  regime::Standing standing = regime::Standing::house;
};

using WordsOfLanguages = std::map<std::string, std::vector<std::string>, std::less<>>;  // by `en`, `fr`, `ar`

struct Forbidden {
  FindingCode code = FindingCode::words_urge;
  bool subject_only = false;
  Rule rule;
  WordsOfLanguages words;
};

struct WordList {
  Rule easy_to_read_rule;
  std::map<std::string, int, std::less<>> least_score;  // by language
  int words_least = 0;                                  // a shorter text is not measured
  Rule sms_rule;
  int sms_parts_most = 0;
  WordsOfLanguages prefixes;
  WordsOfLanguages days;  // behind a number of days
  Rule topic_rule;
  WordsOfLanguages topic;
  std::vector<Forbidden> forbidden;
};

// Every fault is an Issue with line and column; never empty on failure.
tl::expected<WordList, Issues> read_word_list(std::string_view text, std::string_view file);

// The one that is part of the program.
const WordList& usual_word_list();

// Those of a language or tag (`ar-LB`); empty: there are none.
const std::vector<std::string>& of_language(const WordsOfLanguages& words, std::string_view language);

}  // namespace assent::notice_check
