#include "certificate/certificate.hpp"

#include <fmt/format.h>

#include <array>
#include <ranges>

namespace assent::certificate {
namespace {

// Whether the parts add up to `whole`, even if their sum would overflow.
template <class Parts>
bool add_up(const Parts& parts, std::uint64_t whole) {
  for (const std::uint64_t part : parts) {
    if (part > whole) return false;
    whole -= part;
  }
  return whole == 0;
}

std::optional<Contradiction> contradiction_in(const LogSpan& span) {
  if (span.end.size < span.begin.size) return Contradiction{Contradiction::Kind::log_shrinks, span.log};
  if (span.end.size == span.begin.size && span.end.root != span.begin.root) {
    return Contradiction{Contradiction::Kind::log_two_roots, span.log};
  }
  for (const TreeHead& head : {span.begin, span.end}) {
    if (head.size == 0 && head.root != evidence::sha256({}))
      return Contradiction{Contradiction::Kind::log_empty_root, span.log};
  }
  return std::nullopt;
}

}  // namespace

std::string to_string(const Contradiction& contradiction) {
  switch (contradiction.kind) {
    case Contradiction::Kind::rows: return "the permitted and the refused rows do not add up to all rows";
    case Contradiction::Kind::reasons: return "the rows by reason do not add up to all rows";
    case Contradiction::Kind::unreadable_rows: return "more rows are unreadable than are refused";
    case Contradiction::Kind::validity: return "it is valid until an instant that is not after the one decided about";
    case Contradiction::Kind::log_shrinks: return fmt::format("log {} ends before it begins", contradiction.log);
    case Contradiction::Kind::log_two_roots: return fmt::format("log {} has two roots at one size", contradiction.log);
    case Contradiction::Kind::log_empty_root: return fmt::format("log {} has a root over nothing", contradiction.log);
  }
  return {};
}

std::optional<Contradiction> contradiction_in(const Certificate& certificate) {
  if (!add_up(std::array{certificate.permitted, certificate.refused}, certificate.rows)) {
    return Contradiction{Contradiction::Kind::rows};
  }
  if (!add_up(certificate.by_reason | std::views::values, certificate.rows))
    return Contradiction{Contradiction::Kind::reasons};
  if (certificate.unreadable > certificate.refused) return Contradiction{Contradiction::Kind::unreadable_rows};
  if (certificate.valid_until && *certificate.valid_until <= certificate.at) {
    return Contradiction{Contradiction::Kind::validity};
  }
  for (const LogSpan& span : certificate.logs) {
    if (auto found = contradiction_in(span)) return found;
  }
  return std::nullopt;
}

}  // namespace assent::certificate
