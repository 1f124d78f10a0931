// Any request to a server on which no customer is on record: who asks, method, target, fields and body are the
// fuzzer's. Never a 5xx; never a permit, for nobody can have one; and each refusal of our own interface says what is
// wrong and how to mend it.
#include "serving.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string_view>

using namespace assent;

namespace {

std::string_view line_of(std::string_view& text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  text.remove_prefix(std::min(text.size(), line.size() + 1));
  return line;
}

// What the parser of requests lets through.
bool is_target(std::string_view text) {
  return text.starts_with('/') && std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7F'; });
}
bool is_field_value(std::string_view text) {
  return std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7F'; });
}

bool says_text(const boost::json::object& problem, std::string_view name) {
  const auto* const value = problem.if_contains(name);
  return value != nullptr && value->is_string() && !value->as_string().empty();
}

void check(const api_test::Got& got, bool of_documents) {
  if (got.status < 200 || got.status >= 500 || !got.header("X-Request-ID")) std::abort();
  // A document that is kept comes back as it was sent.
  if (!of_documents) {
    for (const char* permit : {R"("decision":true)", R"("decision":"permit")", R"("status":"GRANTED")"}) {
      if (got.body.find(permit) != std::string::npos) std::abort();
    }
  }
  if (got.header("Content-Type") == "application/problem+json") {
    boost::system::error_code error;
    const auto problem = boost::json::parse(got.body, error);
    if (error || !problem.is_object()) std::abort();
    if (!says_text(problem.as_object(), "detail") || !says_text(problem.as_object(), "mend")) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr int kRequests = 20'000;  // what they record is forgotten then
  static std::unique_ptr<fuzzed::Serving> serving;
  static int requests = 0;
  if (requests++ % kRequests == 0) serving = std::make_unique<fuzzed::Serving>(nullptr, 0);
  if (size == 0) return 0;
  constexpr std::size_t kWithKeys = access::kRoles - 1;  // a customer has no key
  const std::size_t who = data[0] % (kWithKeys + 1);
  std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  std::string_view line = line_of(text);
  const http::Method method = http::method_of(line.substr(0, line.find(' ')));
  line.remove_prefix(std::min(line.size(), line.find(' ')));
  if (!line.empty()) line.remove_prefix(1);
  if (!is_target(line)) return 0;
  const std::string_view target = line;
  api_test::Fields fields;
  for (std::string_view field = line_of(text); !field.empty(); field = line_of(text)) {
    const std::size_t colon = field.find(':');
    if (colon == std::string_view::npos || !is_field_value(field.substr(colon + 1))) return 0;
    fields.emplace_back(std::string(field.substr(0, colon)), std::string(field.substr(colon + 1)));
  }
  const auto got = who == kWithKeys
                       ? serving->served->ask(method, target, text, std::move(fields))
                       : serving->served->ask(static_cast<access::Role>(who), method, target, text, fields);
  serving->served->log.lines.clear();
  check(got, target.starts_with("/tmf-api/"));
  return 0;
}
