// CarrierFile: what notices say of the carrier: its name, and the ways by which customers refuse. A TOML file
// (docs/notices.md gives its grammar). Immutable after reading; thread-safe.
#pragma once

#include "base/issue.hpp"
#include "written/language_texts.hpp"

#include <tl/expected.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace assent::notice_check {

// A way to refuse.
struct Way {
  std::string name;                // as `{way:NAME}` names it
  std::string channel;             // `phone`, `sms`, `email`, `web`, `mail`, `shop`
  written::TextOfLanguages shown;  // what the customer reads: a number, an address, a word to send
  bool live = false;               // it works now
  bool free = false;               // it costs the customer nothing
  bool always = false;             // at every hour of every day
};

struct CarrierFile {
  written::TextOfLanguages name;
  std::vector<Way> ways;

  const Way* way(std::string_view named) const;  // nullptr: there is none
};

// Every fault is an Issue with line and column; never empty on failure.
tl::expected<CarrierFile, Issues> read_carrier_file(std::string_view text, std::string_view file);

}  // namespace assent::notice_check
