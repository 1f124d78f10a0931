// SenderFile: what is the same in all letters of a carrier: a TOML file (docs/letters.md). Immutable after reading;
// thread-safe.
#pragma once

#include "base/issue.hpp"

#include <tl/expected.hpp>

#include <map>
#include <string>
#include <string_view>

namespace assent::letter_jobs {

using TextOfLanguages = std::map<std::string, std::string, std::less<>>;  // by BCP 47 tag; `*`: in every language

struct SenderFile {
  TextOfLanguages line;     // above the recipient's address: the sender's name and address
  TextOfLanguages at_code;  // at the code that leads to the customer's page
  std::string country;      // of the sender, ISO 3166-1: letters to it have no country in their address
};

// The text in that language; else in the language of which the tag is a kind (`ar` for `ar-LB`); else the one for every
// language. Empty: none.
std::string_view in_language(const TextOfLanguages& texts, std::string_view language);

// Every fault is an Issue with line and column; never empty on failure.
tl::expected<SenderFile, Issues> read_sender_file(std::string_view text, std::string_view file);

}  // namespace assent::letter_jobs
