// RejectsTo: where the rows go that a person must look at, and the language of their reasons. Values.
#pragma once

#include "base/byte_stream.hpp"
#include "explanation/language.hpp"
#include "reasons/row_reason.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace assent::service {

// For how many rows a reason is given, alone or beside others, and its words for the first of them.
struct TalliedReason {
  reasons::RowCode code;
  std::uint64_t rows = 0;
  std::uint64_t line = 0;  // of the first; 0: it is about no row of the text
  std::string reason;      // in words
};
using TalliedReasons = std::vector<TalliedReason>;  // each code once

// Sink and tally outlive it. The reasons are worded in the language.
struct RejectsTo {
  ByteSink& sink;
  explanation::Language language;
  TalliedReasons* tally;  // nullptr: not counted

  RejectsTo(ByteSink& to, explanation::Language in = explanation::Language::en, TalliedReasons* counted = nullptr)
      : sink(to), language(in), tally(counted) {}
};

}  // namespace assent::service
