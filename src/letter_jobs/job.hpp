// JobLetter: a letter of a run that is to be printed, as one line of a job (docs/letters.md). Plain values;
// thread-safe.
#pragma once

#include "base/result.hpp"
#include "consent/position.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace assent::letter_jobs {

struct JobLetter {
  Position queued;  // where the ledger says that it waits; it names the letter
  std::string notice;
  std::string version;
  std::string account;
  std::string language;         // BCP 47
  std::vector<std::string> to;  // the lines of the address, without the country
  std::string country;          // ISO 3166-1, such as `LB`; empty: not known
  std::string subject;          // filled in, as are the paragraphs
  std::vector<std::string> paragraphs;
  std::string page;  // the address of the customer's page; empty: there is none

  friend bool operator==(const JobLetter&, const JobLetter&) = default;
};

// Its line, with the end of the line.
std::string line_of(const JobLetter& letter);

// From a line without its end. invalid: it is none of line_of(); the error contains nothing of it.
Result<JobLetter> letter_in(std::string_view line);

}  // namespace assent::letter_jobs
