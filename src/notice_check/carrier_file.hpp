// CarrierFile: what notices say of the carrier: its name, and the ways by which customers refuse. A TOML file
// (docs/notices.md gives its grammar). Immutable after reading; thread-safe.
#pragma once

#include "base/issue.hpp"

#include <tl/expected.hpp>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace assent::notice_check {

using TextOfLanguages = std::map<std::string, std::string, std::less<>>;  // by BCP 47 tag; `*`: in every language

// A way to refuse.
struct Way {
  std::string name;       // as `{way:NAME}` names it
  std::string channel;    // `phone`, `sms`, `email`, `web`, `mail`, `shop`
  TextOfLanguages shown;  // what the customer reads: a number, an address, a word to send
  bool live = false;      // it works now
  bool free = false;      // it costs the customer nothing
  bool always = false;    // at every hour of every day
};

struct CarrierFile {
  TextOfLanguages name;
  std::vector<Way> ways;

  const Way* way(std::string_view named) const;  // nullptr: there is none
};

// The text in that language; else in the language of which the tag is a kind (`ar` for `ar-LB`); else the one for every
// language. Empty: none.
std::string_view in_language(const TextOfLanguages& texts, std::string_view language);

// Every fault is an Issue with line and column; never empty on failure.
tl::expected<CarrierFile, Issues> read_carrier_file(std::string_view text, std::string_view file);

}  // namespace assent::notice_check
