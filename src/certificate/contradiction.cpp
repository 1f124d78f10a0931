#include "certificate/certificate.hpp"

#include <fmt/format.h>

#include <array>
#include <ranges>

namespace assent {
namespace {

// Whether the parts add up to `whole`, also where their sum is past all numbers.
template <class Parts>
bool add_up(const Parts& parts, std::uint64_t whole) {
  for (const std::uint64_t part : parts) {
    if (part > whole) return false;
    whole -= part;
  }
  return whole == 0;
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
  if (!add_up(std::array{certificate.permitted, certificate.refused}, certificate.rows)) {
    return "the permitted and the refused rows do not make up all rows";
  }
  if (!add_up(certificate.by_reason | std::views::values, certificate.rows))
    return "the rows by reason do not make up all rows";
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
