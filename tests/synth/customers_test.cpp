// What is true of every customer, for any seed and number.

#include "evidence/hash.hpp"
#include "synth/base.hpp"
#include "synth/carrier.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>
#include <thread>
#include <unordered_set>

namespace assent::synth_test::customers_test {

using namespace synth;
namespace {

constexpr std::uint64_t kSeed = 20260601;

// A customer as all their entries: two customers are the same if and only if these are.
std::string told(const SyntheticBase& base, std::uint64_t number) {
  std::vector<ledger::Draft> drafts;
  const SyntheticCustomer customer = base.customer(number);
  base.append_drafts(customer, drafts);
  base.append_failure_drafts(customer, std::vector<Position>(customer.notices.size()), drafts);
  std::string text;
  for (ledger::Draft& draft : drafts) {
    auto* profile = std::get_if<evidence::CustomerRecorded>(&draft.entry.body);
    if (profile != nullptr) evidence::seal(*profile, draft.entry.account, {1, {}}, {});
    const evidence::Bytes bytes = evidence::encode(draft.entry);
    text.append(bytes.begin(), bytes.end());
  }
  return text;
}

std::string hash_of(const std::string& text) { return evidence::to_hex(evidence::sha256(evidence::view_of(text))); }

// Changes if any draw changes, and then every base changes that users have made: say so in the changelog.
TEST(SameSeedSameCustomers, OnEveryMachine) {
  const SyntheticBase base(kSeed, 1'000);
  std::string text;
  for (std::uint64_t number = 0; number < 1'000; ++number) text += told(base, number);
  for (const ledger::Draft& draft : base.carrier_drafts()) {
    const evidence::Bytes bytes = evidence::encode(draft.entry);
    text.append(bytes.begin(), bytes.end());
  }
  EXPECT_EQ(hash_of(text), "f6520f6a6e6f5179750e6aa526f3fe242111845fc00a5d90fb324b2241df8184");
}

RC_GTEST_PROP(SameSeedSameCustomers, WhateverTheSizeAndTheOrder, (std::uint64_t seed, std::uint32_t first)) {
  const SyntheticBase one(seed, SyntheticBase::kSizeMax);
  const SyntheticBase other(seed, 1);
  const std::uint64_t number = std::uint64_t{first} % SyntheticBase::kSizeMax;
  const std::string before = told(one, number);
  told(one, number + 1);
  RC_ASSERT(told(one, number) == before);
  RC_ASSERT(told(other, number) == before);
}

RC_GTEST_PROP(OtherSeedOtherCustomers, AccountsAndAll, (std::uint64_t seed)) {
  const SyntheticBase one(seed, 100);
  const SyntheticBase other(seed + 1, 100);
  int same = 0;
  for (std::uint64_t number = 0; number < 100; ++number) same += told(one, number) == told(other, number) ? 1 : 0;
  RC_ASSERT(same == 0);
}

RC_GTEST_PROP(AnAccount, LeadsBackToItsNumber, (std::uint64_t seed)) {
  const SyntheticBase base(seed, 1'000);
  const auto number = *rc::gen::inRange<std::uint64_t>(0, 2 * SyntheticBase::kSizeMax);
  RC_ASSERT(base.number_of(base.account_of(number)) == number);
}

TEST(AnAccount, OfAnotherKindHasNoNumber) {
  const SyntheticBase base(1, 10);
  for (const char* each : {"", "S", "S123456789", "S12345678901", "T1234567890", "S12345x7890"}) {
    EXPECT_FALSE(base.number_of(each)) << each;
  }
}

TEST(SameSeedSameCustomers, InAnyThread) {
  constexpr std::uint64_t kSize = 20'000;
  const SyntheticBase base(kSeed, kSize);
  std::vector<std::string> in_turn(kSize);
  for (std::uint64_t number = 0; number < kSize; ++number) in_turn[number] = told(base, number);
  std::vector<std::string> at_random(kSize);
  std::vector<std::thread> threads;
  for (std::uint64_t thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&, thread] {
      for (std::uint64_t i = thread; i < kSize; i += 4) {
        const std::uint64_t number = i * 7'919 % kSize;  // no common divisor: each once
        at_random[number] = told(base, number);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_TRUE(in_turn == at_random);
}

TEST(Accounts, NobodySharesOneAndNeighboursAreFarApart) {
  constexpr std::uint64_t kSize = 1'000'000;
  const SyntheticBase base(kSeed, kSize);
  std::unordered_set<std::string> accounts;
  std::uint64_t rising = 0;
  std::string before;
  for (std::uint64_t number = 0; number < kSize; ++number) {
    std::string account = base.account_of(number);
    ASSERT_EQ(account.size(), SyntheticBase::kAccountSize);
    ASSERT_EQ(account[0], 'S');
    ASSERT_TRUE(std::all_of(account.begin() + 1, account.end(), [](char c) { return c >= '0' && c <= '9'; }));
    if (account > before) ++rising;
    before = account;
    ASSERT_TRUE(accounts.insert(std::move(account)).second) << number;
  }
  EXPECT_NEAR(static_cast<double>(rising), kSize / 2.0, kSize / 100.0);
  EXPECT_EQ(base.account_of(2 * SyntheticBase::kSizeMax - 1).size(), SyntheticBase::kAccountSize);
}

// The tables to which the customer's indices point, and the order in which things happen.
void expect_in_order(const SyntheticBase& base, std::uint64_t number) {
  const SyntheticCustomer customer = base.customer(number);
  ASSERT_EQ(customer.number, number);
  ASSERT_FALSE(customer.profiles.empty());
  ASSERT_LE(base.begins(), customer.profiles[0].effective);
  ASSERT_LE(customer.profiles[0].effective, base.as_of());
  for (std::size_t i = 0; i < customer.profiles.size(); ++i) {
    ASSERT_LT(customer.profiles[i].profile, base.profiles().size());
    if (i > 0) {
      ASSERT_LT(customer.profiles[i - 1].effective, customer.profiles[i].effective);
    }
    if (customer.profiles[i].effective > base.as_of()) {
      ASSERT_EQ(i + 1, customer.profiles.size());
    }
  }
  const auto earliest = [](const SyntheticNotice& notice) {
    if (const auto* instant = std::get_if<Instant>(&notice.sent)) return *instant;
    return Instant{std::get<Date>(notice.sent).time_since_epoch()};
  };
  for (std::size_t i = 0; i < customer.notices.size(); ++i) {
    const SyntheticNotice& notice = customer.notices[i];
    ASSERT_LT(notice.text, base.texts().size());
    ASSERT_LT(notice.channel, base.channels().size());
    ASSERT_LT(customer.profiles[0].effective, earliest(notice));
    ASSERT_LT(earliest(notice), base.as_of());
    ASSERT_EQ(base.channels()[notice.channel] == "mail", std::holds_alternative<Date>(notice.sent));
    if (i > 0) {
      ASSERT_LT(earliest(customer.notices[i - 1]) + std::chrono::days{1}, earliest(notice));
    }
    ASSERT_EQ(notice.delivery == Delivery::sent, notice.failed_known == kNever);
    if (notice.delivery != Delivery::sent) {
      ASSERT_LT(earliest(notice), notice.failed_known);
      ASSERT_LT(notice.failed_known, base.as_of());
    }
  }
  if (customer.email_permission) {
    ASSERT_LT(customer.email_permission->at, base.as_of());
  }
  for (std::size_t i = 0; i < customer.choices.size(); ++i) {
    const SyntheticChoice& choice = customer.choices[i];
    ASSERT_LT(choice.choice, base.choices().size());
    ASSERT_LE(customer.profiles[0].effective, choice.at);
    ASSERT_LT(choice.at, base.as_of());
    ASSERT_LE(choice.at, choice.to);
    if (i > 0) {
      ASSERT_LE(customer.choices[i - 1].at, choice.at);
    }
  }
}

TEST(Lives, ComeInOrder) {
  const SyntheticBase base(kSeed, 100'000);
  for (std::uint64_t number = 0; number < base.size(); ++number) {
    expect_in_order(base, number);
    if (HasFatalFailure()) FAIL() << "customer " << number;
  }
}

RC_GTEST_PROP(Lives, ComeInOrderWhateverTheSeedAndTheDay,
              (std::uint64_t seed, std::uint16_t days, std::uint16_t number)) {
  const SyntheticBase base(seed, 100'000, {}, kSyntheticDay - std::chrono::hours{7 * std::int64_t{days % 40'000}});
  expect_in_order(base, number);
  RC_ASSERT(!testing::Test::HasFatalFailure());
}

// Every entry may be recorded, and says that it is synthetic.
TEST(Entries, MayBeRecordedAndSayWhatTheyAre) {
  const SyntheticBase base(kSeed, 3'000);
  std::vector<ledger::Draft> drafts = base.carrier_drafts();
  for (std::uint64_t number = 0; number < base.size(); ++number) {
    const SyntheticCustomer customer = base.customer(number);
    base.append_drafts(customer, drafts);
    base.append_failure_drafts(customer, std::vector<Position>(customer.notices.size()), drafts);
  }
  std::set<evidence::EntryKind> kinds;
  for (const ledger::Draft& draft : drafts) {
    const auto checked = evidence::check(draft.entry);
    ASSERT_TRUE(checked) << to_string(checked.error());
    EXPECT_EQ(draft.entry.actor, "synth");
    EXPECT_EQ(draft.entry.channel, "synthetic");
    kinds.insert(draft.entry.kind());
  }
  EXPECT_EQ(kinds.size(), 11U) << "every kind of entry occurs";
}

}  // namespace
}  // namespace assent::synth_test::customers_test
