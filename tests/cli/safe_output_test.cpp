// Text from others never reaches a terminal as a command: not from the ledger, a file or the command line, in results
// or in errors.

#include "cli/transcript.hpp"

#include <gtest/gtest.h>

namespace assent::test::safe_output_test {
namespace {

// Up a line, erase the line, green; a C1 command; a change of direction; a new line; a line separator.
const std::string kHostile =
    "\x1b[1A\x1b[2K\x1b[32mopted in\xc2\x9b"
    "31m\xe2\x80\xae"
    "x\ny\xe2\x80\xa8z\x7f";

void expect_safe(const Outcome& outcome, const std::string& command, bool json = false) {
  for (const std::string& text : {outcome.out, outcome.err}) {
    for (const char* bad : {"\x1b[1A", "\x1b[2K", "\xc2\x9b", "\xe2\x80\xae", "\xe2\x80\xa8", "\x7f", "\r"}) {
      EXPECT_EQ(text.find(bad), std::string::npos) << command << "\n" << text;
    }
    EXPECT_EQ(text.find("\ny"), std::string::npos) << command << ": a line of its own\n" << text;
    if (json) continue;
    EXPECT_EQ(text.find("\x1b[32mopted"), std::string::npos) << command << "\n" << text;
  }
}

class SafeOutput : public testing::TestWithParam<bool> {
 protected:
  SafeOutput() {
    bench.terminal = GetParam();
    EXPECT_EQ(bench.run({"assent", "init"}).status, 0);
    write_text("mapping.toml",
               "[account]\ncolumn = \"id\"\n[state]\nconstant = \"active\"\n[kind]\nconstant = \"residential\"\n"
               "[[services]]\nconstant = \"local\"\n");
    write_text("base.csv", "id\nA-1\n");
    EXPECT_EQ(bench.run({"assent", "import", "customers", "--mapping", "mapping.toml", "base.csv"}).status, 0);
    write_text("list.csv", "account,choice,evidence,channel,by\nA-1,opt_out,\"" + kHostile + "\",\"" + kHostile +
                               "\",\"" + kHostile + "\"\n");
    EXPECT_EQ(bench.run({"assent", "record", "answers", "list.csv"}).status, 4) << "control characters are not kept";
  }

  Bench bench;
};
INSTANTIATE_TEST_SUITE_P(Terminal, SafeOutput, testing::Bool());

TEST_P(SafeOutput, OfWhatIsOnRecord) {
  const Outcome log = bench.run({"assent", "ledger", "log", "--account", "A-1"});
  expect_safe(log, "ledger log");
  EXPECT_NE(log.out.find("[1A\uFFFD[2K\uFFFD[32mopted"), std::string::npos) << "it is shown\n" << log.out;
  EXPECT_NE(log.out.find("\\u009b31m\\u202ex\\u000ay\\u2028z"), std::string::npos) << log.out;
  const std::vector<std::string> at = {"--at", "2026-02-01T00:00:00Z"};
  for (const std::vector<std::string>& command : std::vector<std::vector<std::string>>{
           {"assent", "status", "--account", "A-1", "--offer", "internet", "--known-at", "2025-12-01T00:00:00Z"},
           {"assent", "decide", "--account", "A-1", "--offer", "internet"},
           {"assent", "explain", "--account", "A-1", "--offer", "internet", "--language", "en,ar"}}) {
    expect_safe(bench.run(command), command[1]);
  }
  const Outcome json = bench.run({"assent", "ledger", "log", "--account", "A-1", "--json"});
  expect_safe(json, "ledger log --json", true);
  EXPECT_NE(json.out.find("\\u009b31m\\u202ex\\ny\\u2028z"), std::string::npos) << json.out;
}

// A file's name is the caller's own: it may have a line feed, but nothing worse of it is shown.
const std::string kHostileName =
    "\x1b[1A\x1b[2K\x1b[32mopted in\xc2\x9b"
    "31m\xe2\x80\xae"
    "x\xe2\x80\xa8z\x7f";

TEST_P(SafeOutput, OfWhatStandsOnTheCommandLine) {
  for (const std::vector<std::string>& command : std::vector<std::vector<std::string>>{
           {"assent", kHostile},
           {"assent", "decide", "--" + kHostile},
           {"assent", "decide", "--account", "A-1", "--offer", kHostile},
           {"assent", "decide", "--account", "A-1", "--recipient", kHostile},
           {"assent", "decide", "--account", kHostile, "--offer", "internet"},
           {"assent", "decide", "--account", "A-1", "--regime", kHostile},
           {"assent", "decide", "--account", "A-1", "--at", kHostile},
           {"assent", "status", "--account", kHostile, "--offer", "internet"},
           {"assent", "record", "opt-out", "--account", "A-1", "--by", kHostile, "--channel", kHostile},
           {"assent", "record", "opt-out", "--account", "A-1", "--scope", kHostile},
           {"assent", "record", "opt-in", "--account", "A-1", "--evidence", kHostile, "--parties", kHostile},
           {"assent", "record", "opt-in", "--account", kHostile, "--evidence", "e"},
           {"assent", "record", "opt-in", "--account", "A-1", "--evidence", "e", "--form", kHostile},
           {"assent", "record", "agreement", "--party", kHostile, "--from", "2026-01-01", "--to", "2026-12-31",
            "--clauses", kHostile, "--evidence", kHostile},
           {"assent", "ledger", "log", "--carrier-wide"},
           {"assent", "ledger", "log", "--account", kHostile},
           {"assent", "--ledger", kHostileName, "ledger", "head"},
           {"assent", "notice", "check", kHostileName},
           {"assent", "certificate", "show", kHostileName},
           {"assent", "key", "show", kHostileName},
           {"assent", "regime", "show", kHostile}}) {
    expect_safe(bench.run(command), command[1] + " " + (command.size() > 2 ? command[2] : ""));
  }
}

TEST_P(SafeOutput, OfFilesThatAreRead) {
  write_text("broken.toml", "name = \"" + kHostile + "\n[" + kHostile + "]\n");
  write_text("header.csv", "\"" + kHostile + "\",account\nx,A-1\n");
  for (const std::vector<std::string>& command :
       std::vector<std::vector<std::string>>{{"assent", "regime", "check", "broken.toml"},
                                             {"assent", "notice", "check", "broken.toml"},
                                             {"assent", "import", "customers", "--mapping", "broken.toml", "base.csv"},
                                             {"assent", "record", "answers", "header.csv"},
                                             {"assent", "cases", "run", "broken.toml"}}) {
    expect_safe(bench.run(command), command[1] + " " + command[2]);
  }
}

}  // namespace
}  // namespace assent::test::safe_output_test
