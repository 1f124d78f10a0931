// Random entries for property tests: every kind, every member, defaults and other values, accepted by check(). Include
// `generators.hpp` before the properties that take an Entry: rc::Arbitrary<Entry> is specialised here.
#pragma once

#include "consent/kept_account.hpp"
#include "evidence/entry.hpp"

#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace assent::generate {

// Short texts: plain ones, Arabic, four-byte characters, and texts whose length just needs a longer head.
inline rc::Gen<std::string> text() {
  return rc::gen::weightedOneOf<std::string>(
      {{6, rc::gen::element<std::string>("", "a", "owner", "carrier", "phone", "electronic", "purposes", "5.1.1")},
       {2, rc::gen::container<std::string>(rc::gen::inRange('a', 'z'))},
       {2, rc::gen::element<std::string>("إشعار", "é", "\U0001F4E8", std::string("\0x", 2))},
       {1, rc::gen::map(rc::gen::element<std::size_t>(23, 24, 255, 256),
                        [](std::size_t size) { return std::string(size, 'x'); })}});
}

inline rc::Gen<std::string> account() {
  return rc::gen::map(rc::gen::inRange(0, 20), [](int number) { return "A" + std::to_string(number); });
}

inline rc::Gen<Instant> instant() {
  const auto within = [](std::int64_t from, std::int64_t to) { return rc::gen::inRange<std::int64_t>(from, to); };
  return rc::gen::map(
      rc::gen::oneOf(within(1'700'000'000'000'000, 1'900'000'000'000'000),
                     within(microseconds_of(kEarliest), microseconds_of(kNever)), within(-300, 300),
                     rc::gen::element<std::int64_t>(microseconds_of(kEarliest), microseconds_of(kNever), 0)),
      instant_of);
}

inline rc::Gen<Date> date() {
  return rc::gen::map(rc::gen::oneOf(rc::gen::inRange(19'000, 22'000), rc::gen::element(-719'162, 2'932'896, 0, -1)),
                      [](int days) { return Date{std::chrono::days{days}}; });
}

inline rc::Gen<Names> names() { return rc::gen::scale(0.2, rc::gen::container<Names>(text())); }

inline rc::Gen<Names> sorted_names() {
  return rc::gen::map(names(), [](Names names) {
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
  });
}

// Each name once, none empty, in any order.
inline rc::Gen<Names> distinct_names() {
  return rc::gen::map(names(), [](const Names& names) {
    Names distinct;
    for (const std::string& each : names) {
      if (!each.empty() && !contains(distinct, each)) distinct.push_back(each);
    }
    return distinct;
  });
}

inline rc::Gen<Coverage> coverage() {
  return rc::gen::oneOf(rc::gen::just(Coverage::everything()), rc::gen::just(Coverage::only({"carrier"})),
                        rc::gen::map(names(), Coverage::only));
}

inline rc::Gen<evidence::Hash> hash() {
  return rc::gen::map(rc::gen::arbitrary<std::uint64_t>(), [](std::uint64_t seed) {
    evidence::Hash hash{};
    for (std::size_t i = 0; i < hash.size(); ++i) hash[i] = static_cast<std::uint8_t>(seed >> (i % 8 * 8));
    return hash;
  });
}

// rc::gen::maybe gives RapidCheck's own Maybe.
template <class T>
rc::Gen<std::optional<T>> perhaps(const rc::Gen<T>& value) {
  return rc::gen::oneOf(rc::gen::just(std::optional<T>{}),
                        rc::gen::map(value, [](T some) { return std::optional<T>(std::move(some)); }));
}

template <class E>
rc::Gen<E> code(E highest) {
  return rc::gen::map(rc::gen::inRange(0, static_cast<int>(highest) + 1), [](int n) { return static_cast<E>(n); });
}

// Names in order, each once, none empty; or everything.
inline rc::Gen<Coverage> kinds() {
  return rc::gen::element(Coverage::everything(), Coverage::everything(), Coverage::only({"email"}),
                          Coverage::only({"call", "email", "sms"}), Coverage::only({"a", "\xd9\x85"}));
}

// From here on gen::exec, not gen::build: it compiles in a tenth of the time.
template <class Make>
auto made(Make make) {
  return rc::gen::exec(std::move(make));
}

inline rc::Gen<evidence::Evidence> evidence() {
  return made([] { return evidence::Evidence{*text(), *perhaps(hash())}; });
}

inline rc::Gen<About> about() {
  return made([] { return About{*kinds(), *kinds(), *kinds()}; });
}

inline rc::Gen<evidence::PostalAddress> address() {
  return made([] { return evidence::PostalAddress{*names(), *rc::gen::element<std::string>("", "LB", "US")}; });
}

inline rc::Gen<Position> position() {
  return made([] {
    const auto log = *rc::gen::oneOf(rc::gen::just(0U), rc::gen::arbitrary<std::uint32_t>());
    return Position{log, *rc::gen::oneOf(rc::gen::inRange<std::uint64_t>(0, 300), rc::gen::arbitrary<std::uint64_t>())};
  });
}

// At most one for each language, in order.
inline rc::Gen<std::vector<evidence::NoticeText>> notice_texts() {
  return made([] {
    std::vector<evidence::NoticeText> texts;
    for (const char* language : {"ar", "en", "fr"}) {
      if (!*rc::gen::arbitrary<bool>()) continue;
      evidence::NoticeText& each = texts.emplace_back(evidence::NoticeText{language, *text(), {}});
      for (int blocks = *rc::gen::inRange(0, 4); blocks > 0; --blocks) each.blocks.push_back({*text(), *text()});
    }
    return texts;
  });
}

inline rc::Gen<std::variant<Instant, Date>> sent() {
  return made([]() -> std::variant<Instant, Date> {
    if (*rc::gen::arbitrary<bool>()) return *date();
    return *instant();
  });
}

inline rc::Gen<std::optional<evidence::SealedIdentity>> sealed_identity() {
  return made([]() -> std::optional<evidence::SealedIdentity> {
    if (*rc::gen::inRange(0, 4) == 0) return std::nullopt;
    evidence::SealedIdentity sealed;
    for (int left = *rc::gen::inRange(0, 3); left > 0; --left) {
      evidence::NumberHash& hash = sealed.telephones.emplace_back();
      hash.fill(static_cast<std::uint8_t>(left));
      hash[0] = *rc::gen::arbitrary<std::uint8_t>();
    }
    if (!sealed.telephones.empty() && *rc::gen::arbitrary<bool>()) return sealed;
    sealed.key = *rc::gen::inRange<std::uint64_t>(1, 300);
    sealed.box.assign(*rc::gen::inRange<std::size_t>(41, 300), *rc::gen::arbitrary<std::uint8_t>());
    return sealed;
  });
}

// Picks within a generator's run (gen::exec). A customer is in the form that the bytes have.
inline evidence::Body any_body(evidence::EntryKind kind) {
  const auto boolean = [] { return *rc::gen::arbitrary<bool>(); };
  switch (kind) {
    case evidence::EntryKind::customer:
      return evidence::CustomerRecorded{*code(CustomerState::former),
                                        *code(CustomerKind::business),
                                        *text(),
                                        *text(),
                                        *sorted_names(),
                                        {},
                                        {},
                                        {},
                                        *text(),
                                        *perhaps(date()),
                                        *sealed_identity()};
    case evidence::EntryKind::notice_published:
      return evidence::NoticePublished{*text(),
                                       *text(),
                                       *text(),
                                       *coverage(),
                                       *coverage(),
                                       *coverage(),
                                       *rc::gen::arbitrary<int>(),
                                       *code(Translation::partial),
                                       *notice_texts()};
    case evidence::EntryKind::notice_given:
      return evidence::NoticeGivenRecorded{*text(), *text(), *text(), *text(), *sent()};
    case evidence::EntryKind::notice_delivery:
      return evidence::NoticeDelivery{*position(), *code(evidence::NoticeDelivery::Result::returned), *text()};
    case evidence::EntryKind::opt_out:
      return evidence::OptOutRecorded{*coverage(), *text(),  *perhaps(date()), *code(evidence::Grade::unknown),
                                      *evidence(), *about(), boolean()};
    case evidence::EntryKind::opt_in:
      return evidence::OptInRecorded{
          *text(),     *coverage(), *coverage(),     *coverage(), *coverage(),
          *text(),     *text(),     *text(),         *names(),    *code(evidence::Grade::unknown),
          *evidence(), *about(),    *perhaps(date())};
    case evidence::EntryKind::withdrawal:
      return evidence::WithdrawalRecorded{*coverage(), *text(), *evidence(), *about(), boolean()};
    case evidence::EntryKind::one_time_consent:
      return evidence::OneTimeConsentRecorded{*instant(), *text(), *text(), boolean(), *names(), *evidence()};
    case evidence::EntryKind::verification: return evidence::VerificationRecorded{*text(), boolean(), *evidence()};
    case evidence::EntryKind::email_permission: {
      evidence::EmailPermissionRecorded permission{boolean(), *evidence()};
      permission.provisional = !permission.granted && boolean();
      return permission;
    }
    case evidence::EntryKind::agreement:
      return evidence::AgreementRecorded{*text(), *date(), *date(), *names(), *evidence()};
    case evidence::EntryKind::correction:
      return evidence::CorrectionRecorded{*position(), *perhaps(instant()), *text(), *evidence()};
    case evidence::EntryKind::link:
      return evidence::LinkRecorded{*code(evidence::LinkRecorded::Role::successor), *text(),
                                    *code(evidence::LinkRecorded::Cause::split), *evidence()};
    case evidence::EntryKind::simulation: return evidence::SimulationRecorded{*text()};
    case evidence::EntryKind::number_key: return evidence::NumberKeyRecorded{*hash()};
    case evidence::EntryKind::notice_sending:
      return evidence::NoticeSendingRecorded{
          *text(), *text(), *text(), *text(), *code(evidence::NoticeSendingRecorded::Stage::failed),
          *text(), *text(), *text()};
    case evidence::EntryKind::contact: return evidence::ContactRecorded{*text(), *text(), *text(), *text()};
    case evidence::EntryKind::erasure: return evidence::ErasureRecorded{*evidence()};
    case evidence::EntryKind::privacy_document: {
      evidence::PrivacyDocumentRecorded document{*text(), *text(),
                                                 *code(evidence::PrivacyDocumentRecorded::State::deleted)};
      // As it stands in the bytes.
      if (boolean()) {
        evidence::SealedIdentity& sealed = document.sealed.emplace();
        sealed.key = *rc::gen::inRange<std::uint64_t>(1, 300);
        sealed.box.assign(*rc::gen::inRange<std::size_t>(41, 300), *rc::gen::arbitrary<std::uint8_t>());
      }
      return document;
    }
    case evidence::EntryKind::reading: {
      evidence::ReadingRecorded reading{
          *text(), *text(), *text(), *text(), *text(), *rc::gen::arbitrary<std::uint64_t>(), {}};
      if (boolean()) {
        evidence::QueryHash& query = reading.query.emplace();
        for (std::uint8_t& byte : query) byte = *rc::gen::arbitrary<std::uint8_t>();
      }
      return reading;
    }
    case evidence::EntryKind::campaign_run: {
      evidence::CampaignRunRecorded run{*text(), *text(), *text(),  *text(), *text(),
                                        *text(), *text(), *names(), *text()};
      run.at = *instant();
      run.rows = *rc::gen::arbitrary<std::uint64_t>();
      run.permitted = *rc::gen::arbitrary<std::uint64_t>();
      run.refused = *rc::gen::arbitrary<std::uint64_t>();
      run.list = *hash();
      run.permitted_list = *hash();
      run.certificate = *perhaps(hash());
      return run;
    }
    case evidence::EntryKind::review:
      return evidence::ReviewRecorded{*position(), *code(evidence::ReviewRecorded::Outcome::not_a_refusal),
                                      *evidence()};
    case evidence::EntryKind::partner:
      return evidence::PartnerRecorded{
          *text(), *text(), *text(), *text(), *code(evidence::PartnerRecorded::State::ended), *evidence()};
  }
  return {};
}

inline evidence::Entry any_entry(evidence::EntryKind kind) {
  const bool carrier_wide = kind == evidence::EntryKind::notice_published || kind == evidence::EntryKind::agreement ||
                            kind == evidence::EntryKind::simulation || kind == evidence::EntryKind::number_key ||
                            kind == evidence::EntryKind::partner;
  const bool run = kind == evidence::EntryKind::campaign_run;
  const bool of_many = kind == evidence::EntryKind::reading && *rc::gen::arbitrary<bool>();
  const std::string whose = carrier_wide ? ""
                            : run        ? std::string(kCampaignRuns)
                            : of_many    ? std::string(kReadings)
                                         : *account();
  return evidence::Entry{whose, *instant(), *instant(), *text(), *text(), *text(), any_body(kind), *text()};
}

inline rc::Gen<evidence::Body> body(evidence::EntryKind kind) {
  return made([kind] { return any_body(kind); });
}

inline rc::Gen<evidence::Entry> entry(evidence::EntryKind kind) {
  return made([kind] { return any_entry(kind); });
}

inline rc::Gen<evidence::Entry> entry() {
  return made([] {
    return any_entry(static_cast<evidence::EntryKind>(
        *rc::gen::inRange(1, static_cast<int>(std::variant_size_v<evidence::Body>) + 1)));
  });
}

}  // namespace assent::generate

namespace rc {

template <>
struct Arbitrary<assent::evidence::Entry> {
  static Gen<assent::evidence::Entry> arbitrary() { return assent::generate::entry(); }
};

}  // namespace rc
