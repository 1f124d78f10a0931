// Running decision cases: does decide() give the answer that each case expects, for the reason it expects?
//
// Pure: whoever runs them opens the file. Thread-safe.
#pragma once

#include "base/byte_stream.hpp"
#include "cases/case.hpp"
#include "decision/decide.hpp"
#include "explanation/explain.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace assent {

// What cases are run against: the regime of that id as it is in effect then. Those found must outlive the run; nullptr:
// there is no such pack.
struct CaseWorld {
  const Catalogue& catalogue;
  const TimeZones& zones;
  std::function<const Regime*(std::string_view id, Instant at)> regime;
};

// What became of one line.
struct CaseResult {
  int line = 0;  // from 1
  std::string id;
  std::optional<Error> malformed;  // the line cannot be run; it counts as failed
  Expectation expected;
  Decision actual;          // as decided; meaningless when malformed
  Explanation explanation;  // filled only when the answer differs from the expected one

  bool passed() const { return !malformed && actual.outcome == expected.outcome && actual.reason == expected.reason; }
};

// Runs one line. A line that cannot be read, or names a regime or a footprint zone that is not there, is malformed.
CaseResult run_case(std::string_view json_line, int line, const CaseWorld& world, Language language);

// A blank line is no case.
bool is_blank(std::string_view line);

// Runs those of a text, one a line; `told` is called with what became of each. Fails as the text fails.
Result<void> run_cases(ByteSource& text, const CaseWorld& world, Language language,
                       const std::function<void(const CaseResult&)>& told);

// A failed case for the terminal, with its explanation: "file:12: `tra-007` expected deny opted_out, got permit
// opt_in". Precondition: the case did not pass.
std::string to_text(const CaseResult& result, std::string_view file);

// The closing line: "149 passed, 1 failed".
std::string summary_line(long passed, long failed);

}  // namespace assent
