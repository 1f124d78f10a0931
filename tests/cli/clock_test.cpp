// Clocks that go wrong, as a user meets them: one that was set back, a present in the future, a ledger that is ahead.

#include "cli/transcript.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace assent::test::clock_test {
namespace {

using testing::HasSubstr;
using testing::Not;

class ClockTest : public testing::Test {
 protected:
  ClockTest() {
    bench.set_clock("2026-03-01T08:00:00Z");
    write_text("mapping.toml",
               "[account]\ncolumn = \"id\"\n[state]\nconstant = \"active\"\n[kind]\nconstant = \"residential\"\n"
               "[time_zone]\nconstant = \"Asia/Beirut\"\n[[services]]\nconstant = \"local\"\n");
    write_text("base.csv", "id\nA-1\nA-2\n");
  }
  Outcome run(const std::string& command) { return bench.run(words_of("assent " + command)); }
  const std::string kApproval = "--evidence e1 --notice your-information --notice-version 2026-1";
  // A carrier with two customers; the first one has approved.
  void carrier() {
    ASSERT_EQ(run("init").status, 0);
    ASSERT_EQ(run("import customers --mapping mapping.toml base.csv").status, 0);
    ASSERT_EQ(run("notice publish " ASSENT_SOURCE_DIR "/examples/notice.toml").status, 0);
    ASSERT_EQ(run("record opt-in --account A-1 " + kApproval).status, 0);
    ASSERT_EQ(decision(), "permit") << run("decide --account A-1 --offer internet").out;
  }
  std::string decision(const std::string& more = "") {
    const std::string out = run("decide --account A-1 --offer internet " + more).out;
    return out.substr(0, out.find(' '));
  }
  std::string status_now() {
    const std::string out = run("status --account A-1 --offer internet --json").out;
    const std::size_t at = out.find("\"decision\":\"", out.find("\"now\":")) + 12;
    return out.substr(at, out.find('"', at) - at);
  }

  Bench bench;
};

// A fast clock recorded an approval at ten; now the clock says half past nine, and a refusal comes.
class SlowClock : public ClockTest, public testing::WithParamInterface<const char*> {};
INSTANTIATE_TEST_SUITE_P(Ways, SlowClock,
                         testing::Values("record opt-out --account A-1", "record withdrawal --account A-1",
                                         "record answers refusals.csv",
                                         "import approvals --mapping flags.toml flags.csv"));

TEST_P(SlowClock, ARefusalAfterAnApprovalStands) {
  write_text("refusals.csv", "account,choice\nA-1,opt_out\n");
  write_text("flags.toml",
             "[account]\ncolumn = \"id\"\n[choice]\ncolumn = \"flag\"\n[choice.values]\nN = \"opted_out\"\n");
  write_text("flags.csv", "id,flag\nA-1,N\n");
  bench.set_clock("2026-03-01T10:00:00Z");
  carrier();
  bench.set_clock("2026-03-01T09:30:00Z");
  const Outcome recorded = run(GetParam());
  EXPECT_EQ(recorded.status, 0) << recorded.err;
  EXPECT_THAT(recorded.err, HasSubstr("warning: the ledger is ahead of the clock"));
  for (const char* later : {"2026-03-01T09:30:00Z", "2026-03-01T09:45:00Z", "2026-03-01T10:00:00Z",
                            "2026-03-01T12:00:00Z", "2026-06-01T12:00:00Z"}) {
    bench.set_clock(later);
    EXPECT_EQ(decision(), "deny") << later;
  }
}

// An older approval is on record. The ledger is ahead because of another customer.
TEST_F(ClockTest, ARefusalCountsAtOnceWhereTheLedgerIsAhead) {
  carrier();
  bench.set_clock("2062-01-01T00:00:00Z");
  ASSERT_EQ(run("record opt-out --account A-2").status, 0);
  bench.set_clock("2026-03-02T08:00:00Z");
  EXPECT_EQ(decision("--quiet"), "permit");
  const Outcome recorded = run("record opt-out --account A-1");
  EXPECT_THAT(recorded.out, HasSubstr("counts from 2062-01-01T00:00:00Z"));
  EXPECT_THAT(recorded.err, HasSubstr("its last entry was recorded at 2062-01-01T00:00:00Z"));
  EXPECT_EQ(decision(), "deny");
  EXPECT_EQ(status_now(), "deny");
  EXPECT_THAT(run("decide --account A-2 --offer internet").out, HasSubstr("opted_out"))
      << "that of the fast clock has been said by now, too";

  // Lists decide the same: their index has the ledger's instants.
  write_text("campaign.toml",
             "name = \"n\"\nregime = \"tra\"\npurpose = \"marketing\"\noffer = \"internet\"\n"
             "recipient = \"carrier\"\ninformation = [\"services\"]\n");
  write_text("list.csv", "account\nA-1\nA-2\n");
  ASSERT_EQ(run("index build").status, 0);
  ASSERT_EQ(run("scrub campaign.toml list.csv --permitted yes.csv --refused no.csv").status, 0);
  EXPECT_EQ(read_text("yes.csv"), "account\n");
}

TEST_F(ClockTest, ALedgerThatIsAheadIsAWarningInEveryCommand) {
  carrier();
  bench.set_clock("2027-01-01T00:00:00Z");
  ASSERT_EQ(run("record opt-out --account A-2").status, 0);
  bench.set_clock("2026-03-02T08:00:00Z");
  for (const char* command :
       {"decide --account A-1 --offer internet", "explain --account A-1 --offer internet",
        "status --account A-1 --offer internet", "record opt-out --account A-1", "ledger log --account A-1",
        "ledger head", "ledger verify", "notice list", "import customers --mapping mapping.toml base.csv"}) {
    EXPECT_THAT(run(command).err, HasSubstr("warning: the ledger is ahead of the clock")) << command;
    EXPECT_THAT(run(std::string(command) + " --quiet").err, Not(HasSubstr("warning"))) << command;
  }
  bench.set_clock("2026-12-31T23:58:00Z");
  EXPECT_EQ(run("ledger head").err, "") << "clocks differ by as much";
}

TEST_F(ClockTest, NothingButARefusalIsRecordedInTheFuture) {
  carrier();
  write_text("accounts.csv", "account\nA-1\n");
  for (const char* command :
       {"record opt-in --account A-2 --evidence e", "record verification --account A-1 --form oral --evidence e",
        "record agreement --party PX --from 2026-01-01 --to 2026-12-31",
        "record email-permission --account A-1 --evidence e", "import customers --mapping mapping.toml base.csv"}) {
    const Outcome refused = run(std::string(command) + " --now 2062-01-01T00:00:00Z");
    EXPECT_EQ(refused.status, 3) << command << refused.out << refused.err;
    EXPECT_THAT(refused.err, HasSubstr("`--now` is 2062-01-01T00:00:00Z, well ahead of the machine's clock"))
        << command;
  }
  EXPECT_THAT(run("ledger head --json").out, HasSubstr("\"size\":4"));

  // The instant asked about may lie ahead, and the instant of recording may lie in the past.
  EXPECT_EQ(run("decide --account A-1 --offer internet --now 2062-01-01T00:00:00Z").status, 0);
  EXPECT_EQ(run("record opt-out --account A-2 --now 2026-02-01T00:00:00Z").status, 0);
  EXPECT_EQ(run("record opt-in --account A-2 --evidence e --now 2026-03-01T08:04:00Z").status, 0);
}

TEST_F(ClockTest, ARefusalInTheFutureIsRecordedAsOfTheMachinesClock) {
  carrier();
  const std::string future = " --now 2062-01-01T00:00:00Z";
  const Outcome recorded = run("record opt-out --account A-1" + future);
  EXPECT_EQ(recorded.status, 0);
  EXPECT_THAT(recorded.out, HasSubstr("at 2026-03-01T08:00:00Z, counts from 2026-03-01T08:00:00Z"));
  EXPECT_THAT(recorded.err,
              HasSubstr("well ahead of the machine's clock: the refusal is recorded with the machine's time"));
  EXPECT_EQ(decision(), "deny");
  EXPECT_EQ(run("record email-permission --account A-1 --revoked" + future).status, 0);

  write_text("list.csv", "account,choice,evidence\nA-2,opt_out,\nA-1,opt_in,e\n");
  const Outcome listed = run("record answers list.csv --json" + future);
  EXPECT_THAT(listed.out, HasSubstr("\"opt_outs\":1,\"opt_ins\":0"));
  EXPECT_THAT(read_text("list.csv.rejects.csv"), HasSubstr("well ahead of the machine's clock"));
  EXPECT_EQ(run("ledger head").err, "") << "the ledger is not ahead of the clock";
}

TEST_F(ClockTest, ASimulationTakesAnyClockAndSaysSo) {
  ASSERT_EQ(run("init --simulation --now 2040-01-01T00:00:00Z").status, 0);
  const std::string future = " --now 2040-02-01T00:00:00Z";
  EXPECT_EQ(run("import customers --mapping mapping.toml base.csv" + future).status, 0);
  EXPECT_EQ(run("record opt-in --account A-1 --evidence e" + future).status, 0);
  EXPECT_THAT(run("record opt-out --account A-1" + future).out, HasSubstr("at 2040-02-01T00:00:00Z"));
  EXPECT_THAT(run("ledger head" + future).out, HasSubstr("a simulation"));
  EXPECT_THAT(run("ledger head --json" + future).out, HasSubstr("\"simulation\":true"));
  EXPECT_THAT(run("status --account A-1 --offer internet" + future).out, HasSubstr("this ledger is a simulation"));
  EXPECT_THAT(run("ledger log --carrier-wide" + future).out, HasSubstr("a simulation"));
  write_text("campaign.toml",
             "name = \"n\"\nregime = \"tra\"\npurpose = \"marketing\"\noffer = \"internet\"\n"
             "recipient = \"carrier\"\ninformation = [\"services\"]\n");
  write_text("list.csv", "account\nA-1\n");
  ASSERT_EQ(run("scrub campaign.toml list.csv --permitted yes.csv --refused no.csv" + future).status, 0);
  EXPECT_THAT(run("certificate show yes.csv.certificate" + future).out, HasSubstr("(simulation)"));
}

// What a decision takes as known, the later side of a status takes as known, too.
TEST_F(ClockTest, StatusSeesWhatADecisionSees) {
  carrier();
  bench.set_clock("2027-01-01T00:00:00Z");
  ASSERT_EQ(run("record opt-out --account A-1 --at 2026-03-01T09:00:00Z").status, 0);
  bench.set_clock("2026-04-01T00:00:00Z");
  EXPECT_EQ(decision(), "deny");
  EXPECT_EQ(status_now(), "deny");
  EXPECT_EQ(decision("--known-at 2026-03-15T00:00:00Z"), "permit") << "nobody knew it then";

  const Outcome nobody = run("status --telephone +9613123456 --offer internet");
  EXPECT_EQ(nobody.status, 0);
  EXPECT_THAT(nobody.out, HasSubstr("unknown_customer"));
}

}  // namespace
}  // namespace assent::test::clock_test
