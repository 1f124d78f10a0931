// Little disk space, few files, little memory, names of nothing: each is reported as what it is, with the status that
// says whether to try again. Nothing is left behind.

#include "program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace assent::test::limits_test {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class Limits : public testing::Test {
 protected:
  Limits() {
    put("l.csv", "account,x\nGOOD,a\nBAD,b\nLATE,c\n");
    put("flags.toml", "[account]\ncolumn=\"a\"\n[choice]\ncolumn=\"c\"\nvalues={N=\"opted_out\"}\n");
  }

  static Ended limited(Start start, __rlimit_resource resource, rlim_t limit) {
    start.before = [resource, limit] {
      const rlimit none{0, 0};
      ::setrlimit(RLIMIT_CORE, &none);
      const rlimit small{limit, limit};
      ::setrlimit(resource, &small);
    };
    return run(start);
  }
  static Ended limited(std::vector<std::string> words, __rlimit_resource resource, rlim_t limit) {
    return limited(Start{std::move(words), {}, {}, {}}, resource, limit);
  }

  Carrier carrier;
};

// Once, SIGXFSZ killed the program without a message, and left a part of the list.
TEST_F(Limits, AFileThatMayNotGrowIsAnError) {
  const Ended ended = limited(lab({"synth", "list", "--customers", "100000", "--output", "s.csv"}), RLIMIT_FSIZE, 4096);
  EXPECT_EQ(ended.status, 1);
  EXPECT_THAT(ended.err, HasSubstr("files may not grow so large: raise that limit (`ulimit -f`)"));
  EXPECT_THAT(Carrier::others(), ElementsAre("flags.toml", "l.csv"));
  ASSERT_EQ(run("scrub camp.toml l.csv --permitted p.csv --refused r.csv").status, 0);
  const std::string certificate = bytes_of("p.csv.certificate");
  for (rlim_t most = 0; most < 1200; most += 40) {
    const Ended scrubbed =
        limited({"scrub", "camp.toml", "l.csv", "--permitted", "p.csv", "--refused", "r.csv"}, RLIMIT_FSIZE, most);
    EXPECT_EQ(scrubbed.status, 1) << most << scrubbed.err;
    EXPECT_EQ(bytes_of("p.csv.certificate"), certificate);
  }
}

// Once, they were reported as a damaged ledger, or as missing rule packs.
TEST_F(Limits, FewOpenFilesAreToldAsSuch) {
  ASSERT_EQ(run("scrub camp.toml l.csv --permitted p.csv --refused r.csv").status, 0);
  const std::string permitted = bytes_of("p.csv");
  bool went_well = false;
  for (rlim_t files = 3; files < 40; ++files) {
    const Ended ended =
        limited({"scrub", "camp.toml", "l.csv", "--permitted", "p.csv", "--refused", "r.csv"}, RLIMIT_NOFILE, files);
    if (ended.status == 127) continue;  // even its libraries could not be opened
    EXPECT_TRUE(ended.status == 1 || ended.status == 0) << files << ": " << ended.status << ended.err;
    EXPECT_THAT(ended.err, Not(HasSubstr("damage")));
    EXPECT_EQ(bytes_of("p.csv"), permitted) << files;
    went_well = went_well || ended.status == 0;
  }
  EXPECT_TRUE(went_well);
}

// Once, a library ended the program with a core dump and its own words.
TEST_F(Limits, LittleMemoryIsAFailureAndNoCrash) {
  std::string rows = "a,c\n";
  for (int i = 0; i < 3000; ++i) rows += "N-" + std::to_string(i) + ",N\n";
  put("f.csv", rows);
  constexpr rlim_t kMebibyte = rlim_t{1} << 20;
  int failed = 0;
  for (rlim_t most = 40; most < 340; most += 30) {
    for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
             {"ledger", "head"},
             {"import", "approvals", "--mapping", "flags.toml", "f.csv"},
             {"scrub", "camp.toml", "l.csv", "--permitted", "p.csv", "--refused", "r.csv"}}) {
      const Ended ended = limited(words, RLIMIT_AS, most * kMebibyte);
      if (ended.status == 127) continue;
      failed += ended.status == 1 ? 1 : 0;
      EXPECT_TRUE(ended.status == 0 || ended.status == 1 || ended.status == 4)
          << most << ' ' << words.front() << ended.status << ended.err;
      if (ended.status == 1) {
        EXPECT_THAT(ended.err, HasSubstr("error: ")) << most;
      }
    }
  }
  EXPECT_GT(failed, 0);
  EXPECT_EQ(run("ledger verify").status, 0);
}

TEST_F(Limits, AWrongNameIsInvalidInput) {
  fs::create_directory("folder");
  fs::create_directory("empty");
  fs::create_directory("empty/regimes");
  for (const std::string words : {"scrub camp.toml l.csv --permitted nodir/p --refused r",
                                  "scrub camp.toml l.csv --permitted p --refused nodir/r",
                                  "scrub camp.toml l.csv --permitted p --refused r --report nodir/j",
                                  "scrub camp.toml l.csv --permitted p --refused r --certificate nodir/c",
                                  "scrub camp.toml l.csv --permitted folder --refused r",
                                  "scrub camp.toml l.csv --permitted folder/ --refused r",
                                  "scrub camp.toml l.csv --permitted l.csv/p --refused r",
                                  "scrub camp.toml nolist.csv --permitted p --refused r",
                                  "scrub nocamp.toml l.csv --permitted p --refused r",
                                  "scrub camp.toml folder --permitted p --refused r",
                                  "cases run nofile.jsonl",
                                  "cases run folder",
                                  "--ledger / ledger head",
                                  "--ledger folder ledger verify",
                                  "--ledger nothing.ledger ledger head",
                                  "--ledger nothing.ledger ledger verify",
                                  "--ledger nodir/new.ledger init",
                                  "--regimes nodir decide --account GOOD",
                                  "--regimes empty decide --account GOOD",
                                  "--catalogue nofile catalogue show",
                                  "key create nodir/k",
                                  "key show nokey",
                                  "index show noindex",
                                  "index build --output nodir/i",
                                  "import approvals --mapping nomap f.csv",
                                  "import approvals --mapping flags.toml nofile.csv",
                                  "import approvals --mapping flags.toml l.csv --rejects nodir/r",
                                  "certificate verify nocertificate --key nokey"}) {
    const Ended ended = run(words);
    EXPECT_EQ(ended.status, 3) << words << "\n" << ended.err;
  }
  for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
           {"scrub", "camp.toml", "l.csv", "--permitted", "", "--refused", "r"},
           {"scrub", "camp.toml", "l.csv", "--permitted", "p", "--refused", "r", "--report", ""},
           {"scrub", "camp.toml", "", "--permitted", "p", "--refused", "r"},
           {"--ledger", "", "ledger", "head"},
           {"cases", "run", ""},
           {"import", "approvals", "--mapping", "flags.toml", "l.csv", "--rejects", ""}}) {
    const Ended ended = run(Start{words, {}, {}, {}});
    EXPECT_EQ(ended.status, 3) << words.front();
    EXPECT_THAT(ended.err, HasSubstr(" is empty; name a file, or leave it out"));
  }
  const Ended data = run(Start{{"decide", "--account", "GOOD"}, {{"ASSENT_DATA", "empty"}}, {}, {}});
  EXPECT_EQ(data.status, 3);
  EXPECT_THAT(data.err, HasSubstr("there are no rule packs in `empty/regimes`"));
}

// Once, a key that everyone could read and write signed without a warning.
TEST_F(Limits, AKeyThatOthersMayReadSignsNothing) {
  ASSERT_EQ(run("key create t.ledger.key").status, 0);
  for (const unsigned mode : {0666U, 0640U, 0604U, 0620U, 0602U, 0610U}) {
    fs::permissions("t.ledger.key", fs::perms{mode});
    const Ended ended = run("scrub camp.toml l.csv --permitted p.csv --refused r.csv");
    EXPECT_EQ(ended.status, 3);
    EXPECT_THAT(ended.err, HasSubstr("other users may read or write `t.ledger.key`"));
    EXPECT_THAT(ended.err, HasSubstr("chmod 600"));
  }
  fs::permissions("t.ledger.key", fs::perms{0400});
  EXPECT_EQ(run("scrub camp.toml l.csv --permitted p.csv --refused r.csv").status, 0);
}

// Once, the decision about an unknown customer did not say whose it was.
TEST_F(Limits, AnAnswerSaysWhoWasAskedAbout) {
  EXPECT_THAT(run("decide --account NOBODY --json").out, HasSubstr("\"account\":\"NOBODY\""));
  EXPECT_THAT(run("explain --account NOBODY --json").out, HasSubstr("\"account\":\"NOBODY\""));
  EXPECT_THAT(run("decide --telephone 03123456 --country LB --json").out,
              HasSubstr("\"account\":null,\"telephone\":\"+9613123456\""));
}

}  // namespace
}  // namespace assent::test::limits_test
