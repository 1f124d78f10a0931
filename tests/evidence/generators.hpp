// Random entries for property tests: every kind, every member, defaults and not, right by check(). Put `generators.hpp`
// before the properties that take an Entry: rc::Arbitrary<Entry> is specialised here.
#pragma once

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

inline rc::Gen<Coverage> coverage() {
  return rc::gen::oneOf(rc::gen::just(Coverage::everything()), rc::gen::just(Coverage::only({"carrier"})),
                        rc::gen::map(names(), Coverage::only));
}

inline rc::Gen<Hash> hash() {
  return rc::gen::map(rc::gen::arbitrary<std::uint64_t>(), [](std::uint64_t seed) {
    Hash hash{};
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

inline rc::Gen<Evidence> evidence() {
  return rc::gen::build<Evidence>(rc::gen::set(&Evidence::reference, text()),
                                  rc::gen::set(&Evidence::sha256, perhaps(hash())));
}

inline rc::Gen<PostalAddress> address() {
  return rc::gen::build<PostalAddress>(
      rc::gen::set(&PostalAddress::lines, names()),
      rc::gen::set(&PostalAddress::country, rc::gen::element<std::string>("", "LB", "US")));
}

inline rc::Gen<Position> position() {
  return rc::gen::build<Position>(
      rc::gen::set(&Position::log, rc::gen::oneOf(rc::gen::just(0U), rc::gen::arbitrary<std::uint32_t>())),
      rc::gen::set(&Position::index,
                   rc::gen::oneOf(rc::gen::inRange<std::uint64_t>(0, 300), rc::gen::arbitrary<std::uint64_t>())));
}

inline rc::Gen<NoticeText> notice_text() {
  return rc::gen::build<NoticeText>(
      rc::gen::set(&NoticeText::language, rc::gen::element<std::string>("ar", "en", "fr")),
      rc::gen::set(&NoticeText::subject, text()),
      rc::gen::set(&NoticeText::blocks,
                   rc::gen::scale(0.1, rc::gen::container<std::vector<NoticeBlock>>(
                                           rc::gen::build<NoticeBlock>(rc::gen::set(&NoticeBlock::disclosure, text()),
                                                                       rc::gen::set(&NoticeBlock::text, text()))))));
}

inline rc::Gen<std::vector<NoticeText>> notice_texts() {
  return rc::gen::map(rc::gen::scale(0.1, rc::gen::container<std::vector<NoticeText>>(notice_text())),
                      [](std::vector<NoticeText> texts) {
                        const auto before = [](const auto& a, const auto& b) { return a.language < b.language; };
                        const auto same = [](const auto& a, const auto& b) { return a.language == b.language; };
                        std::stable_sort(texts.begin(), texts.end(), before);
                        texts.erase(std::unique(texts.begin(), texts.end(), same), texts.end());
                        return texts;
                      });
}

template <class T>
rc::Gen<Body> as_body(const rc::Gen<T>& body) {
  return rc::gen::map(body, [](T each) { return Body(std::move(each)); });
}

inline rc::Gen<Body> body(EntryKind kind) {
  using rc::gen::build;
  using rc::gen::set;
  const auto boolean = rc::gen::arbitrary<bool>();
  switch (kind) {
    case EntryKind::customer: {
      using T = CustomerRecorded;
      return as_body(build<T>(set(&T::state, code(CustomerState::former)), set(&T::kind, code(CustomerKind::business)),
                              set(&T::language, text()), set(&T::time_zone, text()), set(&T::services, sorted_names()),
                              set(&T::telephone, text()), set(&T::mail, text()), set(&T::address, address())));
    }
    case EntryKind::notice_published: {
      using T = NoticePublished;
      return as_body(build<T>(set(&T::notice, text()), set(&T::version, text()), set(&T::regime, text()),
                              set(&T::recipients, coverage()), set(&T::parties, coverage()),
                              set(&T::information, coverage()), set(&T::waiting_days, rc::gen::arbitrary<int>()),
                              set(&T::translation, code(Translation::partial)), set(&T::texts, notice_texts())));
    }
    case EntryKind::notice_given: {
      using T = NoticeGivenRecorded;
      using Sent = std::variant<Instant, Date>;
      const auto sent = rc::gen::oneOf(rc::gen::map(instant(), [](Instant each) { return Sent(each); }),
                                       rc::gen::map(date(), [](Date each) { return Sent(each); }));
      return as_body(build<T>(set(&T::notice, text()), set(&T::version, text()), set(&T::language, text()),
                              set(&T::channel, text()), set(&T::sent, sent)));
    }
    case EntryKind::notice_delivery: {
      using T = NoticeDelivery;
      return as_body(build<T>(set(&T::given, position()), set(&T::result, code(NoticeDelivery::Result::returned)),
                              set(&T::detail, text())));
    }
    case EntryKind::opt_out: {
      using T = OptOutRecorded;
      return as_body(build<T>(set(&T::scope, coverage()), set(&T::by, text()), set(&T::postmarked, perhaps(date())),
                              set(&T::grade, code(Grade::unknown)), set(&T::evidence, evidence())));
    }
    case EntryKind::opt_in: {
      using T = OptInRecorded;
      return as_body(build<T>(set(&T::form, text()), set(&T::recipients, coverage()), set(&T::parties, coverage()),
                              set(&T::information, coverage()), set(&T::offers, coverage()), set(&T::by, text()),
                              set(&T::notice, text()), set(&T::notice_version, text()), set(&T::defects, names()),
                              set(&T::grade, code(Grade::unknown)), set(&T::evidence, evidence())));
    }
    case EntryKind::withdrawal: {
      using T = WithdrawalRecorded;
      return as_body(build<T>(set(&T::scope, coverage()), set(&T::by, text()), set(&T::evidence, evidence())));
    }
    case EntryKind::one_time_consent: {
      using T = OneTimeConsentRecorded;
      return as_body(build<T>(set(&T::to, instant()), set(&T::direction, text()), set(&T::channel, text()),
                              set(&T::granted, boolean), set(&T::missing, names()), set(&T::evidence, evidence())));
    }
    case EntryKind::verification: {
      using T = VerificationRecorded;
      return as_body(build<T>(set(&T::form, text()), set(&T::recorded, boolean), set(&T::evidence, evidence())));
    }
    case EntryKind::email_permission: {
      using T = EmailPermissionRecorded;
      return as_body(build<T>(set(&T::granted, boolean), set(&T::evidence, evidence())));
    }
    case EntryKind::agreement: {
      using T = AgreementRecorded;
      return as_body(build<T>(set(&T::party, text()), set(&T::from, date()), set(&T::to, date()),
                              set(&T::clauses, names()), set(&T::evidence, evidence())));
    }
  }
  return rc::gen::just(Body{});
}

inline rc::Gen<Entry> entry(EntryKind kind) {
  const bool carrier_wide = kind == EntryKind::notice_published || kind == EntryKind::agreement;
  return rc::gen::build<Entry>(rc::gen::set(&Entry::account, carrier_wide ? rc::gen::just(std::string()) : account()),
                               rc::gen::set(&Entry::effective, instant()), rc::gen::set(&Entry::recorded, instant()),
                               rc::gen::set(&Entry::actor, text()), rc::gen::set(&Entry::channel, text()),
                               rc::gen::set(&Entry::key, text()), rc::gen::set(&Entry::body, body(kind)));
}

inline rc::Gen<Entry> entry() {
  return rc::gen::mapcat(rc::gen::inRange(1, static_cast<int>(std::variant_size_v<Body>) + 1),
                         [](int kind) { return entry(static_cast<EntryKind>(kind)); });
}

}  // namespace assent::generate

namespace rc {

template <>
struct Arbitrary<assent::Entry> {
  static Gen<assent::Entry> arbitrary() { return assent::generate::entry(); }
};

}  // namespace rc
