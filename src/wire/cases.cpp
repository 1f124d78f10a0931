#include "wire/cases.hpp"

#include "wire/decision.hpp"

#include <utility>

namespace assent::wire {
namespace {

namespace json = boost::json;

}  // namespace

json::object json_of(const cases::CaseResult& result, std::string_view file) {
  json::object object{{"file", file}, {"line", result.line}, {"id", result.id}};
  if (result.malformed) {
    object["malformed"] = to_string(*result.malformed);
    return object;
  }
  object["expected"] =
      json::object{{"decision", to_string(result.expected.outcome)}, {"reason", to_string(result.expected.reason)}};
  object["actual"] =
      json::object{{"decision", to_string(result.actual.outcome)}, {"reason", to_string(result.actual.reason)}};
  object["explanation"] = json_of(result.explanation);
  return object;
}

json::object cases_json(long passed, long failed, json::array differing) {
  return {{"passed", passed}, {"failed", failed}, {"differing", std::move(differing)}};
}

}  // namespace assent::wire
