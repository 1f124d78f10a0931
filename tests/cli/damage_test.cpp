// A ledger that was changed from outside: `ledger verify` names the damage, and there is never a permit.

#include "cli/transcript.hpp"

#include <gtest/gtest.h>

namespace assent::test::damage_test {
namespace {

TEST(Damage, IsNamedAndNeverAPermit) {
  Bench bench;
  write_text("mapping.toml",
             "[account]\ncolumn = \"id\"\n[state]\nconstant = \"active\"\n[kind]\nconstant = \"residential\"\n"
             "[[services]]\nconstant = \"local\"\n");
  write_text("base.csv", "id\nA-1\n");
  ASSERT_EQ(bench.run({"assent", "init"}).status, 0);
  ASSERT_EQ(bench.run({"assent", "import", "customers", "--mapping", "mapping.toml", "base.csv"}).status, 0);
  ASSERT_EQ(bench.run({"assent", "record", "withdrawal", "--account", "A-1", "--evidence", "call-4711"}).status, 0);
  // More customers, so that A-1's entries stand on a page of their own, and the pages read at every opening stay whole.
  std::string more = "id\n";
  for (int i = 0; i < 400; ++i) more += "B-" + std::to_string(i) + '\n';
  write_text("more.csv", more);
  ASSERT_EQ(bench.run({"assent", "import", "customers", "--mapping", "mapping.toml", "more.csv"}).status, 0);
  ASSERT_EQ(bench.run({"assent", "ledger", "verify"}).status, 0);
  const std::vector<std::string> question = {"assent", "decide", "--account", "A-1", "--offer", "voice_mail"};
  ASSERT_EQ(bench.run(question).status, 0);

  std::string bytes = read_text("assent.ledger");
  int changed = 0;
  for (std::size_t at = bytes.find("call-4711"); at != std::string::npos; at = bytes.find("call-4711", at + 1)) {
    bytes[at + 8] = '2';
    ++changed;
  }
  ASSERT_GT(changed, 0);
  write_text("assent.ledger", bytes);

  const Outcome found = bench.run({"assent", "ledger", "verify"});
  EXPECT_EQ(found.status, 1);
  EXPECT_NE(found.out.find("entry 0/1: "), std::string::npos) << found.out;
  EXPECT_NE(found.out.find("damaged: "), std::string::npos) << found.out;
  EXPECT_NE(bench.run({"assent", "ledger", "verify", "--json"}).out.find("\"whole\":false"), std::string::npos);

  const std::string why =
      "warning: denied because the ledger could not be read, for 1 customer: ledger `assent.ledger` is "
      "damaged";
  const Outcome answer = bench.run(question);
  EXPECT_EQ(answer.status, 2);
  EXPECT_TRUE(answer.out.starts_with("deny status_unknown: ")) << answer.out;
  EXPECT_TRUE(answer.err.starts_with(why)) << answer.err;

  // A scrub fails at once, too: else the damage would show up only years later.
  write_text("campaign.toml",
             "name = \"n\"\nregime = \"tra\"\npurpose = \"marketing\"\noffer = \"voice_mail\"\n"
             "recipient = \"carrier\"\ninformation = [\"services\"]\n");
  write_text("list.csv", "account\nA-1\n");
  const Outcome scrubbed = bench.run({"assent", "scrub", "campaign.toml", "list.csv", "--permitted", "yes.csv",
                                      "--refused", "no.csv", "--index", "none"});
  EXPECT_EQ(scrubbed.status, 1);
  EXPECT_NE(scrubbed.err.find(why), std::string::npos) << scrubbed.err;
  EXPECT_EQ(read_text("yes.csv"), "account\n");
}

}  // namespace
}  // namespace assent::test::damage_test
