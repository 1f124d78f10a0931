// The laws of folding, by name, over random ledgers.
#include "evidence/generators.hpp"
#include "ledger/fold_entries.hpp"
#include "ledger/reviews.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace assent {

// History has no comparison of its own; this says what must be equal in the laws.
static bool same(const NoticeGiven& a, const NoticeGiven& b) {
  return a.entry == b.entry && *a.terms == *b.terms && a.channel == b.channel && a.sent == b.sent &&
         a.email_permission == b.email_permission && a.delivery == b.delivery && a.delivery_known == b.delivery_known &&
         a.delivery_entry == b.delivery_entry;
}
static bool same(const OptOut& a, const OptOut& b) {
  return a.entry == b.entry && a.received == b.received && a.scope == b.scope && a.provisional == b.provisional;
}
static bool same(const Withdrawal& a, const Withdrawal& b) {
  return a.entry == b.entry && a.at == b.at && a.scope == b.scope && a.provisional == b.provisional;
}
static bool same(const OptIn& a, const OptIn& b) {
  return a.entry == b.entry && a.at == b.at && a.evidence == b.evidence && a.after_notice == b.after_notice;
}
static bool same(const OneTimeConsent& a, const OneTimeConsent& b) {
  return a.entry == b.entry && a.from == b.from && a.to == b.to && a.evidence == b.evidence;
}
static bool same(const Verification& a, const Verification& b) { return a.entry == b.entry && a.at == b.at; }
static bool same(const Agreement& a, const Agreement& b) { return a.entry == b.entry && a.party == b.party; }

template <class T>
static bool same(const std::vector<T>& a, const std::vector<T>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const T& x, const T& y) { return same(x, y); });
}

static bool same(const History& a, const History& b) {
  return same(a.notices, b.notices) && same(a.opt_outs, b.opt_outs) && same(a.withdrawals, b.withdrawals) &&
         same(a.opt_ins, b.opt_ins) && same(a.one_time_consents, b.one_time_consents) &&
         same(a.verifications, b.verifications) && same(a.agreements, b.agreements);
}

namespace {

using fold_test::day;
using fold_test::Writer;

// A random life: published and given notices, failures of those, and any other entries, recorded in order.
Writer random_ledger(bool corrections = false) {
  Writer ledger;
  ledger.publish(0);
  std::vector<Position> given;
  int recorded = 0;
  for (int count = *rc::gen::inRange(0, 25); count > 0; --count) {
    recorded += *rc::gen::inRange(0, 4);
    const int effective = recorded + *rc::gen::element(0, 0, 0, 0, 0, 0, -7, -1, 5);
    auto kind = static_cast<evidence::EntryKind>(*rc::gen::inRange(1, 16));
    if (kind == evidence::EntryKind::correction && !corrections) kind = evidence::EntryKind::opt_out;
    switch (kind) {
      case evidence::EntryKind::notice_given:
        given.push_back(ledger.give(recorded, *rc::gen::element<std::string>("email", "mail")));
        break;
      case evidence::EntryKind::notice_delivery:
        if (!given.empty()) {
          ledger.add(effective, recorded,
                     evidence::NoticeDelivery{*rc::gen::elementOf(given),
                                              *generate::code(evidence::NoticeDelivery::Result::returned), ""});
        }
        break;
      case evidence::EntryKind::correction:
        if (ledger.entries.size() > 1) {
          auto body = std::get<evidence::CorrectionRecorded>(*generate::body(kind));
          body.corrected = (*rc::gen::elementOf(ledger.entries)).position;
          body.confirmed_by.clear();
          ledger.add(effective, recorded, std::move(body));
        }
        break;
      case evidence::EntryKind::notice_published:
      case evidence::EntryKind::simulation:
      case evidence::EntryKind::number_key:
      case evidence::EntryKind::partner:
      case evidence::EntryKind::agreement: ledger.add("", effective, recorded, *generate::body(kind)); break;
      case evidence::EntryKind::review: break;        // drawn by the laws about them
      case evidence::EntryKind::campaign_run: break;  // not of an account
      case evidence::EntryKind::customer:
      case evidence::EntryKind::opt_out:
      case evidence::EntryKind::opt_in:
      case evidence::EntryKind::withdrawal:
      case evidence::EntryKind::one_time_consent:
      case evidence::EntryKind::verification:
      case evidence::EntryKind::email_permission:
      case evidence::EntryKind::notice_sending:
      case evidence::EntryKind::contact:
      case evidence::EntryKind::erasure:
      case evidence::EntryKind::privacy_document:
      case evidence::EntryKind::reading:
      case evidence::EntryKind::link: ledger.add(effective, recorded, *generate::body(kind)); break;
    }
  }
  return ledger;
}

int last_day(const Writer& ledger) {
  const auto since = ledger.entries.back().entry.recorded - day(0);
  return static_cast<int>(std::chrono::floor<std::chrono::days>(since).count());
}

// Whatever is added, every refusal on record stays, with its instant and scope.
RC_GTEST_PROP(RefusalSurvives, WhateverIsAddedAfterIt, ()) {
  const Writer whole = random_ledger();
  Writer part = whole;
  part.entries.resize(*rc::gen::inRange<std::size_t>(1, whole.entries.size() + 1));
  const History before = part.history();
  const History after = whole.history();
  RC_ASSERT(before.opt_outs.size() <= after.opt_outs.size());
  RC_ASSERT(before.withdrawals.size() <= after.withdrawals.size());
  for (std::size_t i = 0; i < before.opt_outs.size(); ++i) RC_ASSERT(same(before.opt_outs[i], after.opt_outs[i]));
  for (std::size_t i = 0; i < before.withdrawals.size(); ++i) {
    RC_ASSERT(same(before.withdrawals[i], after.withdrawals[i]));
  }
}

// Each refusal of the account is there once, and counts no later than it was recorded.
RC_GTEST_PROP(RefusalTakesEffectAtOnce, HoweverItIsStamped, ()) {
  const Writer ledger = random_ledger();
  const History history = ledger.history(0);
  std::size_t refusals = 0;
  for (const ledger::Recorded& each : ledger.entries)
    refusals += each.entry.kind() == evidence::EntryKind::opt_out ? 1U : 0U;
  RC_ASSERT(history.opt_outs.size() == refusals);
  for (const OptOut& refusal : history.opt_outs) {
    const evidence::Entry& entry = ledger.entries[refusal.entry.index].entry;
    RC_ASSERT(refusal.received <= entry.recorded);
    RC_ASSERT(refusal.received <= entry.effective);
  }
}

// What was known on a day is the same, whether you ask on that day or years later.
RC_GTEST_PROP(WhatWasKnownStaysKnown, HoweverTheLedgerGrew, ()) {
  const Writer whole = random_ledger();
  const int known_at = *rc::gen::inRange(0, last_day(whole) + 1);
  const int at = *rc::gen::inRange(-10, last_day(whole) + 10);
  Writer then = whole;
  std::erase_if(then.entries, [&](const ledger::Recorded& each) { return each.entry.recorded > day(known_at); });

  const auto asked_then = then.fold(at, *rc::gen::element(known_at, 10'000));
  const auto asked_later = whole.fold(at, known_at);
  RC_ASSERT(asked_then.has_value());
  RC_ASSERT(asked_later.has_value());
  RC_ASSERT((asked_then->customer == asked_later->customer));
  RC_ASSERT((asked_then->profile_until == asked_later->profile_until));
  RC_ASSERT(same(asked_then->history, asked_later->history));
}

// The instant decided about picks the profile and nothing else.
RC_GTEST_PROP(HistoryIsWhole, WhateverInstantIsAskedAbout, ()) {
  const Writer ledger = random_ledger();
  RC_ASSERT(same(ledger.history(*rc::gen::inRange(-10, 100)), ledger.history()));
}

// A failure of delivery that is known never becomes unknown again.
RC_GTEST_PROP(AFailureIsFinal, WhateverIsAddedAfterIt, ()) {
  const Writer whole = random_ledger();
  Writer part = whole;
  part.entries.resize(*rc::gen::inRange<std::size_t>(1, whole.entries.size() + 1));
  const auto before = part.history().notices;
  const auto after = whole.history().notices;
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (before[i].delivery == Delivery::sent) continue;
    RC_ASSERT(after[i].delivery != Delivery::sent);
    RC_ASSERT((after[i].delivery_known <= before[i].delivery_known));
  }
}

// A correction without a confirmation by a second person takes away and never gives.
RC_GTEST_PROP(CorrectionNeverGives, WithoutASecondPerson, ()) {
  const Writer corrected = random_ledger(true);
  Writer plain = corrected;
  std::erase_if(plain.entries,
                [](const ledger::Recorded& each) { return each.entry.kind() == evidence::EntryKind::correction; });
  const History before = plain.history();
  const History after = corrected.history();
  const auto among = [](const auto& some, const auto& all) {
    return std::all_of(some.begin(), some.end(), [&](const auto& one) {
      return std::any_of(all.begin(), all.end(), [&](const auto& each) { return same(one, each); });
    });
  };
  RC_ASSERT(among(before.opt_outs, after.opt_outs));
  RC_ASSERT(among(before.withdrawals, after.withdrawals));
  RC_ASSERT(after.opt_ins.size() <= before.opt_ins.size());
  RC_ASSERT(among(after.opt_ins, before.opt_ins));
  RC_ASSERT(after.one_time_consents.size() <= before.one_time_consents.size());
  RC_ASSERT(after.notices.size() <= before.notices.size());
  for (const NoticeGiven& each : after.notices) {
    const auto was = std::find_if(before.notices.begin(), before.notices.end(),
                                  [&](const NoticeGiven& notice) { return notice.entry == each.entry; });
    RC_ASSERT(was != before.notices.end());
    RC_ASSERT((was->delivery == Delivery::sent || each.delivery != Delivery::sent));
  }
}

// Reviews of any entries, by any person.
Writer with_reviews(const Writer& plain) {
  Writer ledger = plain;
  const int last = last_day(plain) + 1;
  for (int count = *rc::gen::inRange(0, 8); count > 0; --count) {
    auto body = std::get<evidence::ReviewRecorded>(*generate::body(evidence::EntryKind::review));
    body.reviewed = (*rc::gen::elementOf(ledger.entries)).position;
    ledger.add(last, std::move(body));
    ledger.entries.back().entry.actor = *rc::gen::element<std::string>("clerk", "reader", "reader-2");
  }
  return ledger;
}

// The entries of that kind of refusal, recorded as provisional or not.
template <class Kept>
bool stays(const Writer& ledger, const std::vector<Kept>& before, const std::vector<Kept>& after) {
  const auto is_there = [&](const Kept& one) {
    return std::any_of(after.begin(), after.end(), [&](const Kept& each) { return each.entry == one.entry; });
  };
  return std::all_of(before.begin(), before.end(), [&](const Kept& one) {
    return ledger::is_provisional(ledger.entries[one.entry.index].entry.body) || is_there(one);
  });
}

// A review takes away nothing except a refusal that was recorded as provisional, and gives nothing itself.
RC_GTEST_PROP(ReviewTakesOnlyWhatIsProvisional, WhoeverReviewsWhatever, ()) {
  const Writer plain = random_ledger();
  const Writer reviewed = with_reviews(plain);
  const History before = plain.history();
  const History after = reviewed.history();
  RC_ASSERT(stays(plain, before.opt_outs, after.opt_outs));
  RC_ASSERT(stays(plain, before.withdrawals, after.withdrawals));
  RC_ASSERT(after.opt_outs.size() <= before.opt_outs.size());
  RC_ASSERT(after.withdrawals.size() <= before.withdrawals.size());
  RC_ASSERT(same(after.agreements, before.agreements));
  // Until it is recorded, it is unknown.
  RC_ASSERT(same(reviewed.history(1'000, last_day(plain)), plain.history(1'000, last_day(plain))));
}

// A confirmed refusal counts as if it had never been provisional, whatever other reviews say.
RC_GTEST_PROP(AConfirmedRefusalStays, WhateverElseIsFound, ()) {
  Writer ledger = random_ledger();
  const auto body = *rc::gen::element<evidence::Body>(evidence::OptOutRecorded{}, evidence::WithdrawalRecorded{});
  const Position refusal = ledger.add(last_day(ledger) + 1, std::visit(
                                                                [](auto said) -> evidence::Body {
                                                                  if constexpr (requires { said.provisional; })
                                                                    said.provisional = true;
                                                                  return said;
                                                                },
                                                                body));
  Writer firm = ledger;
  std::visit(
      [](auto& said) {
        if constexpr (requires { said.provisional; }) said.provisional = false;
      },
      firm.entries[refusal.index].entry.body);
  const int day = last_day(ledger) + 1;
  std::vector<evidence::ReviewRecorded::Outcome> outcomes(*rc::gen::inRange<std::size_t>(0, 4),
                                                          evidence::ReviewRecorded::Outcome::not_a_refusal);
  outcomes.insert(outcomes.begin() + *rc::gen::inRange<std::ptrdiff_t>(0, std::ssize(outcomes) + 1),
                  evidence::ReviewRecorded::Outcome::confirmed);
  for (const auto outcome : outcomes) {
    ledger.add(day, evidence::ReviewRecorded{refusal, outcome, {}});
    ledger.entries.back().entry.actor = "reader";
  }
  RC_ASSERT(same(ledger.history(), firm.history()));
}

}  // namespace
}  // namespace assent
