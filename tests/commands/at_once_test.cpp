// Two of everything at once: each result is complete and from one run, or a run reports that another run is writing it.

#include "program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

namespace assent::test::at_once_test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class AtOnce : public testing::Test {
 protected:
  Carrier carrier;
};

Start scrub(const std::string& list, const std::string& results) {
  return {{"scrub", "camp.toml", list, "--permitted", results + ".csv", "--refused", results + ".no.csv"}, {}, {}, {}};
}

// Once, the first scrub ended with 0, and its list was the other one's unfinished list.
TEST_F(AtOnce, AScrubWhoseResultsAnotherWritesIsTold) {
  Gate list("A");
  Program first(scrub("A", "p"));
  list.open();
  const std::string rows = wide_rows("GOOD,");
  list.give("account,x\n" + rows);

  put("b.csv", "account,x\nLATE,b\n");
  for (const char* results : {"--permitted p.csv --refused other", "--permitted other --refused p.no.csv",
                              "--permitted other --refused another --certificate p.csv.certificate"}) {
    const Ended second = run(std::string("scrub camp.toml b.csv ") + results);
    EXPECT_EQ(second.status, 1) << results;
    EXPECT_THAT(second.err, HasSubstr("another run is writing `")) << results;
    EXPECT_THAT(second.err, HasSubstr("wait until it ends, or name another file")) << results;
  }
  list.close();
  const Ended ended = first.wait();
  EXPECT_EQ(ended.status, 0) << ended.err;
  EXPECT_TRUE(bytes_of("p.csv") == "account,x\n" + rows);
  EXPECT_EQ(
      run("certificate verify p.csv.certificate --key t.ledger.key.pub --permitted p.csv --refused p.no.csv").status,
      0);
  EXPECT_THAT(Carrier::others(),
              ElementsAre("A", "b.csv", "p.csv", "p.csv.certificate", "p.no.csv", "t.ledger.key", "t.ledger.key.pub"));

  EXPECT_EQ(run(scrub("b.csv", "p")).status, 0);
  EXPECT_EQ(bytes_of("p.csv"), "account,x\nLATE,b\n");
}

TEST_F(AtOnce, AnImportWhoseRejectsAnotherWritesRecordsNothing) {
  put("flags.toml", "[account]\ncolumn=\"a\"\n[choice]\ncolumn=\"c\"\nvalues={N=\"opted_out\"}\n");
  Gate list("A");
  Program first({{"import", "approvals", "--mapping", "flags.toml", "A", "--rejects", "r.csv"}, {}, {}, {}});
  list.open();
  list.give("a,c,x\n" + wide_rows("LATE,N,"));
  put("b.csv", "a,c\nGOOD,N\nGOOD,?\n");
  const Ended second = run("import approvals --mapping flags.toml b.csv --rejects r.csv");
  EXPECT_EQ(second.status, 1);
  EXPECT_THAT(second.err, HasSubstr("another run is writing `r.csv`"));
  EXPECT_EQ(run("--now 2026-03-05T08:00:00Z decide --account GOOD --offer long_distance").status, 0);
  list.close();
  EXPECT_EQ(first.wait().status, 0);
}

// Once, most of them failed over the key, and said that trying again would not help.
TEST_F(AtOnce, FirstScrubsShareOneKey) {
  put("l.csv", "account\nGOOD\nBAD\n");
  std::vector<std::unique_ptr<Program>> programs;
  for (int i = 0; i < 16; ++i) programs.push_back(std::make_unique<Program>(scrub("l.csv", "p" + std::to_string(i))));
  for (auto& each : programs) {
    const Ended ended = each->wait();
    EXPECT_EQ(ended.status, 0) << ended.err;
  }
  const std::string verifier = bytes_of("t.ledger.key.pub");
  EXPECT_EQ(run("key show t.ledger.key").out, verifier);
  for (int i = 0; i < 16; ++i) {
    const std::string results = "p" + std::to_string(i);
    EXPECT_EQ(
        run("certificate verify " + results + ".csv.certificate --key t.ledger.key.pub --permitted " + results + ".csv")
            .status,
        0);
  }
}

TEST_F(AtOnce, OneOfManyMakesTheKey) {
  std::vector<std::unique_ptr<Program>> programs;
  for (int i = 0; i < 16; ++i) {
    programs.push_back(std::make_unique<Program>(Start{{"key", "create", "k.key"}, {}, {}, {}}));
  }
  int made = 0;
  std::string verifier;
  for (auto& each : programs) {
    const Ended ended = each->wait();
    made += ended.status == 0 ? 1 : 0;
    if (ended.status == 0) {
      verifier = ended.out;
    } else {
      EXPECT_EQ(ended.status, 3) << ended.err;
      EXPECT_THAT(ended.err, HasSubstr("there is already a `k.key`"));
    }
  }
  EXPECT_EQ(made, 1);
  EXPECT_EQ(run("key show k.key").out, verifier);
  EXPECT_EQ(bytes_of("k.key.pub"), verifier);
  EXPECT_THAT(Carrier::others(), ElementsAre("k.key", "k.key.pub"));
}

TEST_F(AtOnce, IndexesBuiltAtOnceAreEachWhole) {
  std::vector<std::unique_ptr<Program>> programs;
  for (int i = 0; i < 8; ++i) {
    programs.push_back(std::make_unique<Program>(Start{{"index", "build"}, {}, {}, {}}));
  }
  for (auto& each : programs) EXPECT_EQ(each->wait().status, 0);
  EXPECT_EQ(run("index show").status, 0);
  EXPECT_THAT(Carrier::others(), ElementsAre("t.ledger.index", "t.ledger.index.checked"));
}

TEST_F(AtOnce, AListOfInventedCustomersIsOneRunsAlone) {
  std::vector<std::unique_ptr<Program>> programs;
  for (int i = 0; i < 8; ++i) {
    programs.push_back(std::make_unique<Program>(
        lab({"synth", "list", "--customers", "3000", "--list-seed", std::to_string(i), "--output", "s.csv"})));
  }
  int made = 0;
  for (auto& each : programs) {
    const Ended ended = each->wait();
    made += ended.status == 0 ? 1 : 0;
    if (ended.status == 0) continue;
    EXPECT_EQ(ended.status, 1) << ended.err;
    EXPECT_THAT(ended.err, testing::AllOf(HasSubstr("another run is writing `"), HasSubstr("s.csv`")));
  }
  EXPECT_GE(made, 1);
  const std::string rows = bytes_of("s.csv");
  EXPECT_EQ(std::count(rows.begin(), rows.end(), '\n'), 3001);
  EXPECT_THAT(Carrier::others(), ElementsAre("s.csv"));
}

}  // namespace
}  // namespace assent::test::at_once_test
