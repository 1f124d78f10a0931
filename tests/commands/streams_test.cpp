// Standard input, output and error, by any of their names: closed, full or leading to the same file.

#include "program.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <string>
#include <vector>

namespace assent::test::streams_test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class Streams : public testing::Test {
 protected:
  Streams() {
    put("l.csv", "account,x\nGOOD,a\nBAD,b\nLATE,c\n");
    put("flags.toml", "[account]\ncolumn=\"a\"\n[choice]\ncolumn=\"c\"\nvalues={N=\"opted_out\"}\n");
    put("f.csv", "a,c\nX1,N\nX2,Q\n");
  }

  Carrier carrier;
};

constexpr const char* kPermitted = "account,x\nGOOD,a\nLATE,c\n";

// Once, the report stood inside the list, at a place that depended on buffers.
TEST_F(Streams, AResultOnStandardOutputIsThereAlone) {
  for (const std::string name : {"-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "/dev/./stdout"}) {
    for (const bool append : {false, true}) {
      SCOPED_TRACE(name);
      Start start{{"scrub", "camp.toml", "l.csv", "--permitted", name, "--refused", "r.csv"}, {}, {}, {}};
      if (append) {
        put("out", "before\n");
        start.out = "out";
        start.before = [] { ::dup2(::open("out", O_WRONLY | O_APPEND), STDOUT_FILENO); };
      }
      const Ended ended = run(start);
      EXPECT_EQ(ended.status, 0) << ended.err;
      EXPECT_EQ(append ? bytes_of("out") : ended.out, (append ? "before\n" : "") + std::string(kPermitted));
      EXPECT_THAT(ended.err, HasSubstr("permitted"));
      EXPECT_THAT(ended.err, HasSubstr("no certificate is written"));
    }
  }
  const Ended report = run("scrub camp.toml l.csv --permitted p.csv --refused r.csv --report /dev/stdout");
  EXPECT_EQ(report.status, 0);
  EXPECT_EQ(report.out.front(), '{');
  EXPECT_EQ(std::count(report.out.begin(), report.out.end(), '\n'), 1);
  const Ended rejects = run("import approvals --mapping flags.toml f.csv --rejects /dev/stdout --json");
  EXPECT_EQ(rejects.out, run("import approvals --mapping flags.toml f.csv --rejects -").out);
  EXPECT_THAT(rejects.out, HasSubstr("X2,Q"));
  EXPECT_THAT(rejects.out, testing::Not(HasSubstr("rows")));
}

TEST_F(Streams, WhatCannotBeToldApartIsRefused) {
  const Ended twice = run("scrub camp.toml l.csv --permitted /dev/stdout --refused /dev/fd/1");
  EXPECT_EQ(twice.status, 3);
  EXPECT_EQ(twice.out, "");
  const Ended messages = run("scrub camp.toml l.csv --permitted /dev/stderr --refused r.csv");
  EXPECT_EQ(messages.status, 3);
  EXPECT_THAT(messages.err, HasSubstr("standard error, where messages go"));
  put("out", "");
  Start same{{"scrub", "camp.toml", "l.csv", "--permitted", "out", "--refused", "r.csv"}, {}, "out", {}};
  const Ended refused = run(same);
  EXPECT_EQ(refused.status, 3);
  EXPECT_THAT(refused.err, HasSubstr("`out` is also where standard output goes"));
  EXPECT_EQ(run("scrub camp.toml - --permitted p --refused r --since /dev/stdin").status, 3);
}

// Once, `--help` ended with 0.
TEST_F(Streams, AFullStandardOutputIsAFailure) {
  for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
           {"--help"},
           {"--version"},
           {"scrub", "--help"},
           {"ledger", "head"},
           {"ledger", "log", "--account", "GOOD"},
           {"status", "--account", "GOOD", "--json"},
           {"regime", "list"},
           {"catalogue", "show"},
           {"ledger", "verify"},
           {"decide", "--account", "BAD"},
           {"scrub", "camp.toml", "l.csv", "--permitted", "-", "--refused", "r.csv"}}) {
    const Ended ended = run(Start{words, {}, "/dev/full", {}});
    EXPECT_EQ(ended.status, 1) << words.front();
    EXPECT_THAT(ended.err, HasSubstr("standard output")) << words.front();
  }
}

TEST_F(Streams, APipeThatNobodyReadsIsAFailure) {
  Start start = lab({"synth", "list", "--customers", "100000", "--output", "-"});
  start.before = [] {
    int ends[2];
    if (::pipe(ends) != 0) ::_exit(97);
    ::dup2(ends[1], STDOUT_FILENO);
    ::close(ends[0]);
    ::close(ends[1]);
  };
  const Ended ended = run(start);
  EXPECT_EQ(ended.status, 1);
  EXPECT_THAT(ended.err, HasSubstr("check the program that reads the output"));
}

// Once, a warning stood in the reject file, which had got the number of standard error.
TEST_F(Streams, WhatIsMeantForAClosedStreamGoesNowhere) {
  EXPECT_EQ(run("import approvals --mapping flags.toml f.csv").status, 4);
  const std::string rejects = bytes_of("f.csv.rejects.csv");
  for (int closed = 1; closed < 8; ++closed) {
    SCOPED_TRACE(closed);
    const auto close_some = [closed] {
      for (const int each : {0, 1, 2}) {
        if ((closed & (1 << each)) != 0) ::close(each);
      }
    };
    const bool out_closed = (closed & 2) != 0;
    const Ended ended = run(Start{{"import", "approvals", "--mapping", "flags.toml", "f.csv"}, {}, {}, close_some});
    EXPECT_EQ(ended.status, out_closed ? 1 : 4);
    EXPECT_EQ(bytes_of("f.csv.rejects.csv"), rejects);
    const Ended scrubbed =
        run(Start{{"scrub", "camp.toml", "l.csv", "--permitted", "p.csv", "--refused", "r.csv"}, {}, {}, close_some});
    EXPECT_EQ(scrubbed.status, out_closed ? 1 : 0);
    EXPECT_EQ(bytes_of("p.csv"), kPermitted);
    EXPECT_EQ(
        run(Start{{"scrub", "camp.toml", "-", "--permitted", "-", "--refused", "r.csv"}, {}, {}, close_some}).status,
        (closed & 1) != 0 ? 1 : 3);  // an empty list is no list
  }
  EXPECT_EQ(run("ledger verify").status, 0);
}

// Once, the catalogue was read twice; from a pipe the second time gave nothing, and that was signed.
TEST_F(Streams, WhatIsReadByAPipeIsReadOnce) {
  const std::string catalogue = bytes_of(std::string(ASSENT_SOURCE_DIR) + "/catalogues/default.toml");
  Gate pipe("catalogue");
  Gate campaign("campaign");
  Program program(
      {{"--catalogue", "catalogue", "scrub", "campaign", "l.csv", "--permitted", "p.csv", "--refused", "r.csv"},
       {},
       {},
       {}});
  pipe.open();
  pipe.give(catalogue);
  pipe.close();
  campaign.open();
  campaign.give(bytes_of("camp.toml"));
  campaign.close();
  EXPECT_EQ(program.wait().status, 0);
  put("q.toml", catalogue);
  ASSERT_EQ(run("--catalogue q.toml scrub camp.toml l.csv --permitted q.csv --refused r.csv").status, 0);
  const auto hash = [](const std::string& certificate) {
    const std::string text = bytes_of(certificate);
    return text.substr(text.find("catalogue_sha256: "), 18 + 64);
  };
  EXPECT_EQ(hash("p.csv.certificate"), hash("q.csv.certificate"));

  Gate flags("flags");
  Program import({{"import", "approvals", "--mapping", "flags.toml", "flags", "--rejects", "r.csv"}, {}, {}, {}});
  flags.open();
  flags.give("a,c\nX3,N\n");
  flags.close();
  const Ended imported = import.wait();
  EXPECT_EQ(imported.status, 4) << imported.err;
  EXPECT_THAT(run("ledger log --account X3").out, HasSubstr("opted out"));
}

}  // namespace
}  // namespace assent::test::streams_test
