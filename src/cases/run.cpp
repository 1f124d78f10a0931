#include "cases/run.hpp"

#include "base/lines.hpp"

#include <fmt/format.h>

#include <utility>

namespace assent::cases {
namespace {

std::string answer(Outcome outcome, Reason reason) {
  return fmt::format("{} {}", to_string(outcome), to_string(reason));
}

std::string named(const CaseResult& result) { return result.id.empty() ? "" : fmt::format(" `{}`", result.id); }

// The case's regime, after its zone is settled.
Result<const regime::Regime*> regime_for(DecisionCase& decision_case, const CaseWorld& world) {
  const regime::Regime* regime = world.regime(decision_case.regime, decision_case.now);
  if (regime == nullptr) {
    return fail(ErrorCode::invalid,
                fmt::format("`regime` is `{}`, but there is no such rule pack", decision_case.regime),
                "name an existing rule pack");
  }
  if (!decision_case.zone_pending()) return regime;
  const TimeZone* zone = world.zones.find(regime->footprint_last_zone);
  if (zone == nullptr) {
    return fail(ErrorCode::invalid,
                fmt::format("the last zone of the footprint of `{}` is not a known time zone", decision_case.regime),
                "state `customer.time_zone`, or mend the rule pack");
  }
  settle_zone(decision_case, *zone);
  return regime;
}

}  // namespace

CaseResult run_case(std::string_view json_line, int line, const CaseWorld& world, explanation::Language language) {
  CaseResult result;
  result.line = line;
  auto read = read_case(json_line, world.catalogue, world.zones);
  if (!read) {
    result.malformed = std::move(read.error());
    return result;
  }
  result.id = read->id;
  result.expected = read->expected;
  const auto regime = regime_for(*read, world);
  if (!regime) {
    result.malformed = regime.error();
    return result;
  }
  result.actual = decision::decide(**regime, read->facts, read->use, read->now);
  if (!result.passed()) {
    result.explanation = explanation::explain(**regime, read->facts, read->use, result.actual, read->now, language);
  }
  return result;
}

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t\r\n") == std::string_view::npos; }

Result<void> run_cases(ByteSource& text, const CaseWorld& world, explanation::Language language,
                       const std::function<void(const CaseResult&)>& told) {
  Lines lines(text);
  for (int number = 1;; ++number) {
    const auto line = TRY(lines.next());
    if (!line) return {};
    if (!is_blank(*line)) told(run_case(*line, number, world, language));
  }
}

std::string to_text(const CaseResult& result, std::string_view file) {
  const std::string place = fmt::format("{}:{}:{}", file, result.line, named(result));
  if (result.malformed) return fmt::format("{} {}\n", place, to_string(*result.malformed));
  return fmt::format("{} expected {}, got {}\n{}", place, answer(result.expected.outcome, result.expected.reason),
                     answer(result.actual.outcome, result.actual.reason), explanation::to_text(result.explanation));
}

std::string summary_line(long passed, long failed) { return fmt::format("{} passed, {} failed", passed, failed); }

}  // namespace assent::cases
