// Commands that are killed: before each call that changes a file, and by the signals that end a program.

#include "program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace assent::test::killed_test {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr int kKilled = 128 + SIGKILL;

class Killed : public testing::Test {
 protected:
  // Runs the words again and again, each time killed one call later, until they end without being killed. `prepare`
  // runs before each time, `look` after each kill.
  template <class Prepare, class Look>
  void at_each_call(const std::vector<std::string>& words, Prepare prepare, Look look) {
    at_each_call(Start{words, {}, {}, {}}, prepare, look);
  }
  template <class Prepare, class Look>
  void at_each_call(Start start, Prepare prepare, Look look) {
    for (int call = 1;; ++call) {
      ASSERT_LT(call, 2000);
      SCOPED_TRACE("killed before call " + std::to_string(call));
      prepare();
      start.environment = {{"LD_PRELOAD", ASSENT_KILLER}, {"ASSENT_KILLED_AT", std::to_string(call)}};
      const Ended ended = run(start);
      if (ended.status != kKilled) {
        EXPECT_EQ(ended.status, 0) << ended.err;
        EXPECT_GT(call, 5);
        return;
      }
      look();
      if (HasFailure()) return;
    }
  }

  Carrier carrier;
};

constexpr const char* kVerify =
    "certificate verify p.csv.certificate --key t.ledger.key.pub --list l.csv --permitted p.csv --refused r.csv";

// Each result is the earlier run's or this one's, or is missing. A certificate stands only beside its own lists. The
// permitted list and the refused list are never from two runs.
TEST_F(Killed, AScrubLeavesNoMixtureOfTwoRuns) {
  put("old.csv", "account,x\nGOOD,old\nBAD,old\n");
  put("new.csv", "account,x\nGOOD,new\nBAD,new\nLATE,new\n");
  const auto lists = [] {
    const std::string permitted = there("p.csv") ? bytes_of("p.csv") : "none";
    const std::string refused = there("r.csv") ? bytes_of("r.csv") : "none";
    return std::pair(permitted, refused);
  };
  const auto begin = [&](const std::string& list) {
    fs::copy_file(list, "l.csv", fs::copy_options::overwrite_existing);
  };
  const std::vector<std::string> words = {"scrub",     "camp.toml", "l.csv",    "--permitted", "p.csv",
                                          "--refused", "r.csv",     "--report", "j.json"};
  const std::string scrub = "scrub camp.toml l.csv --permitted p.csv --refused r.csv --report j.json";
  begin("new.csv");
  ASSERT_EQ(run(scrub).status, 0);
  const auto made = lists();
  begin("old.csv");
  ASSERT_EQ(run(scrub).status, 0);
  const auto earlier = lists();

  const auto prepare = [&] {
    begin("old.csv");
    ASSERT_EQ(run(scrub).status, 0);
    begin("new.csv");
  };
  const auto look = [&] {
    const auto now = lists();
    const bool old_one = now == earlier;
    const bool new_one = now == made;
    EXPECT_TRUE(old_one || new_one || now.first == "none") << now.first << now.second;
    if (there("p.csv.certificate")) {
      if (old_one) begin("old.csv");
      EXPECT_TRUE(old_one || new_one);
      EXPECT_EQ(run(kVerify).status, 0);
    }
    for (const std::string& each : Carrier::others()) {
      if (each.starts_with("p.csv.") && each != "p.csv.certificate" && each != "p.csv.partial") fs::remove(each);
      if (each.starts_with("p.csv.certificate.") || each.starts_with("r.csv.") || each.starts_with("j.json.")) {
        fs::remove(each);
      }
    }
  };
  at_each_call(words, prepare, look);
  EXPECT_EQ(lists(), made);
  EXPECT_EQ(run(kVerify).status, 0);
  EXPECT_THAT(Carrier::others(), ElementsAre("j.json", "l.csv", "new.csv", "old.csv", "p.csv", "p.csv.certificate",
                                             "r.csv", "t.ledger.key", "t.ledger.key.pub"));
}

// The public key was written first: a kill in between left it alone, and no later scrub could continue.
TEST_F(Killed, AKeyHalfMadeBlocksNothing) {
  put("l.csv", "account\nGOOD\n");
  const std::string scrub = "scrub camp.toml l.csv --permitted p.csv --refused r.csv";
  const auto prepare = [] {
    for (const std::string& each : Carrier::others()) {
      if (each != "l.csv") fs::remove(each);
    }
  };
  const auto look = [&] {
    const bool made = there("t.ledger.key");
    const std::string key = made ? bytes_of("t.ledger.key") : "";
    EXPECT_TRUE(made || !there("t.ledger.key.pub"));
    ASSERT_EQ(run(scrub).status, 0);
    if (made) {
      EXPECT_EQ(bytes_of("t.ledger.key"), key);
    }
    EXPECT_EQ(run("key show t.ledger.key").out, bytes_of("t.ledger.key.pub"));
    EXPECT_EQ(run(kVerify).status, 0);
  };
  at_each_call({"key", "create", "t.ledger.key"}, prepare, look);
}

TEST_F(Killed, AFileWrittenAsAWholeIsTheOldOneOrTheNewOne) {
  ASSERT_EQ(run(lab({"synth", "list", "--customers", "3", "--list-seed", "1", "--output", "s.csv"})).status, 0);
  const std::string old_one = bytes_of("s.csv");
  at_each_call(
      lab({"synth", "list", "--customers", "300", "--output", "s.csv"}), [&] { put("s.csv", old_one); },
      [&] {
        const std::string now = bytes_of("s.csv");
        EXPECT_TRUE(now == old_one || std::count(now.begin(), now.end(), '\n') == 301);
      });
  EXPECT_THAT(Carrier::others(), ElementsAre("s.csv"));
}

// A signal that ends the program leaves no part of a result.
TEST_F(Killed, SignalsLeaveNothingUnfinished) {
  ASSERT_EQ(run("key create t.ledger.key").status, 0);
  const std::string rows = "account,x\n" + wide_rows("GOOD,") + wide_rows("BAD,");
  for (const int signal : {SIGTERM, SIGINT, SIGHUP}) {
    for (const std::string packed : {"", ".gz"}) {
      Gate list("A");
      Program program(
          {{"scrub", "camp.toml", "A", "--permitted", "p.csv" + packed, "--refused", "r.csv", "--report", "j.json"},
           {},
           {},
           {}});
      list.open();
      list.give(rows);
      EXPECT_TRUE(there("r.csv.partial"));
      program.send(signal);
      EXPECT_EQ(program.wait().status, 128 + signal);
      list.close();
      fs::remove("A");
      EXPECT_THAT(Carrier::others(), ElementsAre("t.ledger.key", "t.ledger.key.pub"));
    }
  }
}

// However it ends: a documented status, a message, no part of a result and no image of its memory.
TEST_F(Killed, WhatBreaksTheProgramLeavesNothingUnfinished) {
  ASSERT_EQ(run("key create t.ledger.key").status, 0);
  const std::string rows = "account,x\n" + wide_rows("GOOD,") + wide_rows("BAD,");
  for (const int signal : {SIGSEGV, SIGBUS, SIGABRT}) {
    Gate list("A");
    Program program({{"scrub", "camp.toml", "A", "--permitted", "p.csv", "--refused", "r.csv"}, {}, {}, {}});
    list.open();
    list.give(rows);
    EXPECT_TRUE(there("r.csv.partial"));
    program.send(signal);
    const auto ended = program.wait();
    EXPECT_EQ(ended.status, 1);
    EXPECT_THAT(ended.err, HasSubstr("the program failed"));
    list.close();
    fs::remove("A");
    EXPECT_THAT(Carrier::others(), ElementsAre("t.ledger.key", "t.ledger.key.pub"));
  }
}

TEST_F(Killed, ASignalThatIsIgnoredStaysSo) {
  Gate list("A");
  Program program({{"scrub", "camp.toml", "A", "--permitted", "p.csv", "--refused", "r.csv"}, {}, {}, [] {
                     ::signal(SIGHUP, SIG_IGN);
                   }});
  list.open();
  list.give("account\nGOOD\n");
  program.send(SIGHUP);
  list.close();
  EXPECT_EQ(program.wait().status, 0);
  EXPECT_EQ(bytes_of("p.csv"), "account\nGOOD\n");
}

}  // namespace
}  // namespace assent::test::killed_test
