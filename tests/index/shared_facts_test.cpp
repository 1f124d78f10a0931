// Shares of facts as bytes: what is read is what was written.

#include "index/shared_facts.hpp"

#include "index/random_ledger.hpp"
#include "ledger/fold.hpp"
#include "store/memory_ledger.hpp"

#include <gtest/gtest.h>

namespace assent::index_test::shared_facts_test {

using namespace index;
namespace {

// Once, an opt-in for agents came back as one for agents and the carrier: the default stayed under the value read.
TEST(SharesAreReadAsWritten, WithoutTheDefaultsOfTheirMembers) {
  ChoiceShare share;
  share.happened = 1;
  OptIn& opt_in = share.history.opt_ins.emplace_back();
  opt_in.at = instant_of(1);
  opt_in.recipients = Coverage::only({"agent"});
  const auto read = decode_choices(encode_share(share));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->history.opt_ins.front().recipients, Coverage::only({"agent"}));
}

TEST(SharesAreReadAsWritten, WhateverWasChosen) {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    twin::Draw draw(seed);
    store::MemoryLedger ledger;
    const auto accounts = fill(draw, ledger, 20);
    const ledger::CarrierFile carrier = ledger::fold_carrier(ledger.entries_of("").value(), kNever);
    for (const std::string& account : accounts) {
      const auto entries = ledger.entries_of(account).value();
      const auto file = ledger::fold_account(entries, carrier, account, kNever, kNever);
      if (!file) continue;
      const ChoiceShare share{file->history, 3, draw.percent(10)};
      const evidence::Bytes bytes = encode_share(share);
      const auto read = decode_choices(bytes);
      ASSERT_TRUE(read);
      EXPECT_EQ(encode_share(*read), bytes);
      EXPECT_EQ(read->asks_ledger, share.asks_ledger);
      EXPECT_EQ(read->history.opt_ins.size(), share.history.opt_ins.size());
      for (std::size_t i = 0; i < read->history.opt_ins.size(); ++i) {
        EXPECT_EQ(read->history.opt_ins[i].recipients, share.history.opt_ins[i].recipients);
        EXPECT_EQ(read->history.opt_ins[i].about, share.history.opt_ins[i].about);
        EXPECT_EQ(read->history.opt_ins[i].until.has_value(), share.history.opt_ins[i].until.has_value());
      }
      if (!file->customer) continue;
      const evidence::Bytes profile = encode_share(*file->customer);
      EXPECT_EQ(encode_share(decode_profile(profile).value()), profile);
    }
  }
}

TEST(SharesAreReadAsWritten, AndNothingElseIsRead) {
  ChoiceShare share;
  share.history.opt_outs.push_back({{}, {}, instant_of(1), Coverage::everything(), {}});
  const evidence::Bytes bytes = encode_share(share);
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_FALSE(decode_choices(evidence::ByteView(bytes).first(size)));
  evidence::Bytes longer = bytes;
  longer.push_back(0);
  EXPECT_FALSE(decode_choices(longer));
}

}  // namespace
}  // namespace assent::index_test::shared_facts_test
