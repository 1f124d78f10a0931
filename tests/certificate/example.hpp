// A sound certificate, and random sound ones.
#pragma once

#include "certificate/certificate.hpp"

#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace assent::example {

inline certificate::Certificate certificate() {
  certificate::Certificate c;
  c.program = "0.1.0";
  c.issued = parse_instant("2026-03-01T07:00:05.25Z").value();
  c.campaign = "Fibre in spring, الألياف";
  c.use.purpose = "marketing";
  c.use.offer = Offer{"fibre_100", "information_service", "internet", {"local", "mobile"}};
  c.use.recipient = "agent";
  c.use.party = "PX";
  c.use.information = {"contact", "services"};
  c.regime = "tra";
  c.regime_version = "1";
  c.regime_sha256 = evidence::sha256(evidence::view_of("regime"));
  c.catalogue_sha256 = evidence::sha256(evidence::view_of("catalogue"));
  c.zone_data = "2026f";
  c.at = parse_instant("2026-03-01T07:00:00Z").value();
  c.valid_until = parse_instant("2026-03-14T22:00:00Z").value();
  c.column = "msisdn";
  c.column_telephone = true;
  c.country = "LB";
  c.list = {211, evidence::sha256(evidence::view_of("list"))};
  c.permitted_list = {123, evidence::sha256(evidence::view_of("permitted"))};
  c.refused_list = {450, evidence::sha256(evidence::view_of("refused"))};
  c.rows = 7043;
  c.permitted = 4434;
  c.refused = 2609;
  c.unreadable = 3;
  c.by_reason = {{Reason::status_unknown, 3}, {Reason::opted_out, 2606}, {Reason::opt_out_deemed, 4434}};
  c.logs = {{0,
             {120, evidence::sha256(evidence::view_of("root at 120"))},
             {130, evidence::sha256(evidence::view_of("root at 130"))}}};
  return c;
}

// Texts that try to be more than one line, or another line.
inline rc::Gen<std::string> text() {
  return rc::gen::weightedOneOf<std::string>(
      {{4, rc::gen::element<std::string>("", "a", "none", "never", "\"", "\\", "a\nrows: 1", "\r\n", "\", \"", "\\n",
                                         "\\u000a", std::string("\0", 1), "\x7f", "\u0085", "\u2028", "\u202e",
                                         "\u2067", "\ufeff", "\u061c", "حملة", "\U0001F4E8")},
       {1, rc::gen::container<std::string>(rc::gen::inRange('\0', '\x7f'))}});
}
inline rc::Gen<std::string> full_text() {
  return rc::gen::suchThat(text(), [](const std::string& each) { return !each.empty(); });
}

inline rc::Gen<Names> names() { return rc::gen::scale(0.1, rc::gen::container<Names>(text())); }

inline rc::Gen<evidence::Hash> hash() {
  return rc::gen::map(rc::gen::arbitrary<std::uint32_t>(),
                      [](std::uint32_t seed) { return evidence::sha256(evidence::view_of(std::to_string(seed))); });
}

inline rc::Gen<std::uint64_t> number() {
  return rc::gen::oneOf(rc::gen::inRange<std::uint64_t>(0, 300), rc::gen::arbitrary<std::uint64_t>());
}

inline rc::Gen<Instant> instant() {
  return rc::gen::map(
      rc::gen::oneOf(rc::gen::inRange<std::int64_t>(1'700'000'000'000'000, 1'900'000'000'000'000),
                     rc::gen::element<std::int64_t>(microseconds_of(kEarliest), microseconds_of(kNever), 0)),
      instant_of);
}

template <class T>
std::optional<T> perhaps(const rc::Gen<T>& value) {
  if (*rc::gen::arbitrary<bool>()) return std::nullopt;
  return *value;
}

// Any numbers that check() accepts: they need not fit together.
inline rc::Gen<certificate::Certificate> any_certificate() {
  return rc::gen::exec([] {
    certificate::Certificate c;
    c.program = *text();
    c.issued = *instant();
    c.campaign = *text();
    c.use = {
        *text(), std::nullopt, *text(), *text(), *names(), *rc::gen::arbitrary<bool>(), *rc::gen::arbitrary<bool>(),
        *text()};
    if (*rc::gen::arbitrary<bool>()) c.use.offer = Offer{*text(), *text(), *text(), *names()};
    c.regime = *text();
    c.regime_version = *text();
    c.regime_sha256 = *hash();
    c.catalogue_sha256 = *hash();
    c.zone_data = *text();
    c.at = *instant();
    c.known_at = perhaps(instant());
    c.valid_until = perhaps(instant());
    c.column = *text();
    c.column_telephone = *rc::gen::arbitrary<bool>();
    c.country = *text();
    c.list = {*number(), *hash()};
    c.permitted_list = {*number(), *hash()};
    c.refused_list = {*number(), *hash()};
    c.rows = *number();
    c.permitted = *number();
    c.refused = *number();
    c.unreadable = *number();
    for (const Reason reason : all_reasons()) {
      if (*rc::gen::inRange(0, 8) == 0) c.by_reason[reason] = std::max<std::uint64_t>(1, *number());
    }
    std::uint32_t log = *rc::gen::inRange(0U, 3U);
    for (int logs = *rc::gen::inRange(1, 4); logs > 0; --logs, log += *rc::gen::inRange(1U, 1000U)) {
      c.logs.push_back({log, {*number(), *hash()}, {*number(), *hash()}});
    }
    return c;
  });
}

}  // namespace assent::example
