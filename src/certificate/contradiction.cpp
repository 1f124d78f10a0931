#include "certificate/certificate.hpp"

#include <fmt/format.h>

#include <limits>

namespace assent {
namespace {

// Nothing where the sum is past all numbers, which is no sum of rows.
std::optional<std::uint64_t> sum(std::optional<std::uint64_t> a, std::uint64_t b) {
  if (!a || *a > std::numeric_limits<std::uint64_t>::max() - b) return std::nullopt;
  return *a + b;
}

std::optional<std::string> contradiction_in(const LogSpan& span) {
  if (span.end.size < span.begin.size) return fmt::format("log {} ends before it begins", span.log);
  if (span.end.size == span.begin.size && span.end.root != span.begin.root) {
    return fmt::format("log {} has two roots at one size", span.log);
  }
  for (const TreeHead& head : {span.begin, span.end}) {
    if (head.size == 0 && head.root != sha256({})) return fmt::format("log {} has a root over nothing", span.log);
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> contradiction_in(const Certificate& certificate) {
  if (sum(certificate.permitted, certificate.refused) != certificate.rows) {
    return "the permitted and the refused rows do not make up all rows";
  }
  std::optional<std::uint64_t> by_reason = 0;
  for (const auto& [reason, rows] : certificate.by_reason) by_reason = sum(by_reason, rows);
  if (by_reason != certificate.rows) return "the rows by reason do not make up all rows";
  if (certificate.unreadable > certificate.refused) return "more rows are unreadable than are refused";
  if (certificate.valid_until && *certificate.valid_until <= certificate.at) {
    return "it is valid until an instant that is not after the one decided about";
  }
  for (const LogSpan& span : certificate.logs) {
    if (auto found = contradiction_in(span)) return found;
  }
  return std::nullopt;
}

}  // namespace assent
