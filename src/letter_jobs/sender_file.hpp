// SenderFile: what is the same in all letters of a carrier: a TOML file (docs/letters.md). Immutable after reading;
// thread-safe.
#pragma once

#include "base/issue.hpp"
#include "written/language_texts.hpp"

#include <tl/expected.hpp>

#include <string>
#include <string_view>

namespace assent::letter_jobs {

struct SenderFile {
  written::TextOfLanguages line;     // above the recipient's address: the sender's name and address
  written::TextOfLanguages at_code;  // at the code that leads to the customer's page
  std::string country;               // of the sender, ISO 3166-1: letters to it have no country in their address
};

// Every fault is an Issue with line and column; never empty on failure.
tl::expected<SenderFile, Issues> read_sender_file(std::string_view text, std::string_view file);

}  // namespace assent::letter_jobs
