// Running decision cases: does decide() give the expected outcome for the expected reason?
//
// Pure: the caller opens the file. Thread-safe.
#pragma once

#include "base/byte_stream.hpp"
#include "cases/case.hpp"
#include "decision/decide.hpp"
#include "explanation/explain.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace assent::cases {

// The regime of that id in the version that is in effect then. The results must outlive the run; nullptr: there is no
// such pack.
struct CaseWorld {
  const Catalogue& catalogue;
  const TimeZones& zones;
  std::function<const regime::Regime*(std::string_view id, Instant at)> regime;
};

// The result of one line.
struct CaseResult {
  int line = 0;  // from 1
  std::string id;
  std::optional<Error> malformed;  // the line cannot be run; it counts as failed
  Expectation expected;
  decision::Decision actual;             // as decided; meaningless when malformed
  explanation::Explanation explanation;  // filled only if the decision differs from the expected one

  bool passed() const { return !malformed && actual.outcome == expected.outcome && actual.reason == expected.reason; }
};

// Runs one line. A line is malformed if it cannot be read, or names a regime or a footprint zone that does not exist.
CaseResult run_case(std::string_view json_line, int line, const CaseWorld& world, explanation::Language language);

// A blank line is not a case.
bool is_blank(std::string_view line);

// Runs those of a text, one a line; `told` is called with what became of each. Fails as the text fails.
Result<void> run_cases(ByteSource& text, const CaseWorld& world, explanation::Language language,
                       const std::function<void(const CaseResult&)>& told);

// A failed case for the terminal, with its explanation: "file:12: `tra-007` expected deny opted_out, got permit
// opt_in". Precondition: the case did not pass.
std::string to_text(const CaseResult& result, std::string_view file);

// The closing line: "149 passed, 1 failed".
std::string summary_line(long passed, long failed);

}  // namespace assent::cases
