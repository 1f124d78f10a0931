// Everything happens as often as stated.

#include "synth/base.hpp"
#include "synth/carrier.hpp"
#include "synth/templates.hpp"

#include <gtest/gtest.h>

#include <map>
#include <unordered_map>

namespace assent::synth_test::shares_test {

using namespace synth;
namespace {

constexpr std::uint64_t kSize = 200'000;

const SyntheticBase& base() {
  static const SyntheticBase made(20260601, kSize);
  return made;
}

template <class Holds>
double per_10_000(Holds holds) {
  std::uint64_t count = 0;
  for (std::uint64_t number = 0; number < kSize; ++number) count += holds(base().customer(number)) ? 1U : 0U;
  return 10'000.0 * static_cast<double>(count) / static_cast<double>(kSize);
}

const evidence::CustomerRecorded& profile_at(const SyntheticCustomer& customer, std::size_t place) {
  return base().profiles()[customer.profiles[place].profile];
}
bool left_before(const SyntheticCustomer& customer) { return profile_at(customer, 0).state == CustomerState::former; }
bool active_now(const SyntheticCustomer& customer) {
  std::size_t now = 0;
  while (now + 1 < customer.profiles.size() && customer.profiles[now + 1].effective <= base().as_of()) ++now;
  return profile_at(customer, now).state == CustomerState::active;
}
bool first_choice_is(const SyntheticCustomer& customer, synth::ChoicePlace choice) {
  for (const SyntheticChoice& each : customer.choices) {
    const bool in_a_call = each.choice == synth::one_time_consent || each.choice == synth::one_time_consent_lacking ||
                           each.choice == synth::verification;
    if (!in_a_call) return each.choice == choice;
  }
  return false;
}

TEST(Shares, OfWhoTheyAre) {
  const SyntheticShares shares;
  EXPECT_NEAR(per_10_000([](const auto& each) { return profile_at(each, 0).kind == CustomerKind::business; }),
              shares.business, 30);
  EXPECT_NEAR(per_10_000([](const auto& each) { return each.telephone == 0; }), shares.without_telephone, 20);
  EXPECT_NEAR(per_10_000([](const auto& each) { return profile_at(each, 0).language == "ar"; }), 5'500, 50);
  EXPECT_NEAR(per_10_000([](const auto& each) { return profile_at(each, 0).language.empty(); }), 600, 30);
  EXPECT_NEAR(per_10_000([](const auto& each) { return profile_at(each, 0).time_zone == "Asia/Beirut"; }), 9'200, 50);
  EXPECT_NEAR(
      per_10_000([](const auto& each) { return profile_at(each, 0).services == Names{"local"} && !left_before(each); }),
      2'000 * 0.98, 50);
  EXPECT_NEAR(per_10_000(left_before), shares.former_before, 20);
}

TEST(Shares, OfWhatBecomesOfThem) {
  const SyntheticShares shares;
  const double former = per_10_000([](const auto& each) { return !active_now(each); });
  EXPECT_NEAR(former, shares.former_before + shares.leave + shares.telephone_recycled / 2.0, 150);
  EXPECT_NEAR(per_10_000([](const auto& each) { return each.profiles.back().effective > base().as_of(); }),
              shares.changes_ahead * 0.81, 15);
}

TEST(Shares, OfNotices) {
  const SyntheticShares shares;
  std::uint64_t letters = 0;
  std::uint64_t returned = 0;
  std::uint64_t emails = 0;
  std::uint64_t bounced = 0;
  std::uint64_t short_messages = 0;
  std::uint64_t without = 0;
  std::uint64_t opened = 0;
  for (std::uint64_t number = 0; number < kSize; ++number) {
    const SyntheticCustomer customer = base().customer(number);
    const bool all_along =
        customer.profiles.size() == 1 && customer.profiles[0].effective == base().begins() && !left_before(customer);
    opened += all_along ? 1U : 0U;
    without += all_along && customer.notices.empty() ? 1U : 0U;
    for (const SyntheticNotice& notice : customer.notices) {
      if (notice.channel == synth::sms) ++short_messages;
      if (notice.channel == synth::mail) ++letters, returned += notice.delivery == Delivery::returned ? 1U : 0U;
      if (notice.channel == synth::email) ++emails, bounced += notice.delivery == Delivery::bounced ? 1U : 0U;
    }
  }
  const auto share = [](std::uint64_t part, std::uint64_t whole) {
    return 10'000.0 * static_cast<double>(part) / static_cast<double>(whole);
  };
  EXPECT_NEAR(share(without, opened), shares.never_given, 30);
  EXPECT_NEAR(share(returned, letters), shares.mail_returned, 20);
  EXPECT_NEAR(share(bounced, emails), shares.email_bounced, 30);
  EXPECT_NEAR(share(short_messages, letters + emails + short_messages), shares.by_sms, 60);
}

TEST(Shares, OfChoices) {
  const SyntheticShares shares;
  const double present = (10'000.0 - shares.former_before) / 10'000.0;
  // Some leave, or the base's day comes, before they would have chosen.
  const auto expect_share = [&](synth::ChoicePlace choice, double stated) {
    const double found = per_10_000([&](const auto& each) { return first_choice_is(each, choice); });
    EXPECT_LE(found, stated * present * 1.1) << choice;
    EXPECT_GE(found, stated * present * 0.8) << choice;
  };
  expect_share(synth::opt_out_all, shares.opt_out * (10'000.0 - shares.refusal_ungraded) / 10'000.0);
  expect_share(synth::opt_out_partners, shares.opt_out_partners);
  expect_share(synth::opt_in_carrier, shares.opt_in_carrier + shares.opt_in_both);
  expect_share(synth::opt_in_partner_px, shares.opt_in_partner);
  expect_share(synth::opt_in_unproved, shares.opt_in_unproved);
  expect_share(synth::opt_in_pre_ticked, shares.opt_in_pre_ticked);
  std::map<std::uint16_t, int> seen;
  for (std::uint64_t number = 0; number < kSize; ++number) {
    for (const SyntheticChoice& each : base().customer(number).choices) ++seen[each.choice];
  }
  EXPECT_EQ(seen.size(), base().choices().size()) << "every choice occurs";
}

// A recycled number was given up before another customer got it; two active holders are as rare as stated.
TEST(Shares, OfTelephoneNumbers) {
  const SyntheticShares shares;
  std::unordered_map<std::uint64_t, std::vector<std::uint64_t>> holders;
  for (std::uint64_t number = 0; number < kSize; ++number) {
    const std::uint64_t telephone = base().customer(number).telephone;
    if (telephone == 0) continue;
    ASSERT_EQ(telephone / 100'000'000'000, 888U) << "a code that no country has";
    holders[telephone].push_back(number);
  }
  std::uint64_t recycled = 0;
  std::uint64_t doubled = 0;
  for (const auto& [telephone, numbers] : holders) {
    if (numbers.size() == 1) continue;
    ASSERT_EQ(numbers.size(), 2U);
    const SyntheticCustomer first = base().customer(numbers[0]);
    const SyntheticCustomer second = base().customer(numbers[1]);
    if (active_now(first) && active_now(second)) {
      doubled += 2;
      continue;
    }
    recycled += 2;
    EXPECT_TRUE(!active_now(first) && active_now(second));
    EXPECT_LT(first.profiles.back().effective, second.profiles.front().effective);
  }
  EXPECT_NEAR(10'000.0 * static_cast<double>(recycled) / kSize, shares.telephone_recycled, 30);
  EXPECT_NEAR(10'000.0 * static_cast<double>(doubled) / kSize, shares.telephone_doubled, 3);
}

TEST(Shares, CanBeStatedOtherwise) {
  SyntheticShares shares;
  shares.opt_out = 0;
  shares.never_given = 10'000;
  shares.leave = 0;
  const SyntheticBase quiet(1, 5'000, shares);
  for (std::uint64_t number = 0; number < quiet.size(); ++number) {
    const SyntheticCustomer customer = quiet.customer(number);
    EXPECT_TRUE(customer.notices.empty());
    EXPECT_FALSE(first_choice_is(customer, synth::opt_out_all));
  }
}

}  // namespace
}  // namespace assent::synth_test::shares_test
