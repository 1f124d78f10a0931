// What a scrub leaves behind if it is interrupted and continued, and if it fails.

#include "cli/transcript.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace assent::test::resume_test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

// A disk on which no file may be larger than so many bytes, while this object lives.
class SmallDisk {
 public:
  explicit SmallDisk(rlim_t bytes) : signal_(::signal(SIGXFSZ, SIG_IGN)) {
    EXPECT_EQ(::getrlimit(RLIMIT_FSIZE, &before_), 0);
    const rlimit small{bytes, before_.rlim_max};
    EXPECT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
  }
  ~SmallDisk() {
    EXPECT_EQ(::setrlimit(RLIMIT_FSIZE, &before_), 0);
    ::signal(SIGXFSZ, signal_);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

 private:
  sighandler_t signal_;
  rlimit before_{};
};

class AScrubAtTheCommandLine : public testing::Test {
 protected:
  AScrubAtTheCommandLine() {
    write_text("mapping.toml",
               "[account]\ncolumn = \"id\"\n[state]\nconstant = \"active\"\n[kind]\nconstant = \"residential\"\n"
               "[[services]]\nconstant = \"internet\"\n");
    write_text("base.csv", "id\nA-1\nA-2\n");
    write_text("spring.toml",
               "name = \"Spring\"\nregime = \"tra\"\npurpose = \"marketing\"\noffer = \"internet\"\n"
               "recipient = \"carrier\"\ninformation = [\"services\"]\ninstant = \"2026-03-01T09:00:00+02:00\"\n");
    write_text("list.csv", "account,n\nA-1,1\nA-9,2\nA-2,3\n");
    bench.set_clock("2026-01-01T00:00:00Z");
    EXPECT_EQ(bench.run(words_of("assent init")).status, 0);
    EXPECT_EQ(bench.run(words_of("assent import customers --mapping mapping.toml base.csv")).status, 0);
  }

  Outcome scrub(const std::string& more) {
    return bench.run(words_of("assent scrub spring.toml list.csv --permitted yes.csv --refused no.csv " + more));
  }
  Outcome verify() {
    return bench.run(
        words_of("assent certificate verify yes.csv.certificate --key assent.ledger.key.pub --list list.csv "
                 "--permitted yes.csv --refused no.csv --against-ledger"));
  }
  static void expect_nothing_left() {
    for (const char* each : {"yes.csv.partial", "no.csv.partial", "yes.csv.resume"}) EXPECT_FALSE(fs::exists(each));
  }

  Bench bench;
};

// More than lies between two marks.
std::string long_list() {
  std::string list = "account,n\n";
  const std::string padding(30'000, 'x');
  for (int i = 0; i < 2400; ++i) list += (i % 40 == 7 ? "A-9," : "A-1,") + padding + '\n';
  return list;
}

void flip(const std::string& file, std::size_t at) {
  std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
  stream.seekg(static_cast<std::streamoff>(at));
  const int byte = stream.get();
  stream.seekp(static_cast<std::streamoff>(at));
  stream.put(static_cast<char>(byte ^ 1));
}

TEST_F(AScrubAtTheCommandLine, GoesOnWithWhatItWroteAndNothingElse) {
  write_text("small.csv", read_text("list.csv"));
  write_text("list.csv", long_list());
  ASSERT_EQ(scrub("").status, 0);
  expect_nothing_left();
  const std::string permitted = read_text("yes.csv");
  const std::string refused = read_text("no.csv");
  for (const char* each : {"yes.csv", "no.csv", "yes.csv.certificate"}) fs::remove(each);

  {
    const SmallDisk disk(rlim_t{68'000'000});
    const Outcome interrupted = scrub("");
    EXPECT_EQ(interrupted.status, 1);
    EXPECT_THAT(interrupted.err, HasSubstr("cannot write `yes.csv.partial`"));
  }
  ASSERT_TRUE(fs::exists("yes.csv.resume"));
  EXPECT_FALSE(fs::exists("yes.csv"));

  for (const std::string file : {"yes.csv.partial", "no.csv.partial"}) {
    for (const std::size_t at : {std::size_t{0}, std::size_t{1'000'000}}) {
      flip(file, at);
      const Outcome changed = scrub("--resume");
      EXPECT_EQ(changed.status, 1);
      EXPECT_THAT(changed.err, HasSubstr("`" + file + "` is not what the interrupted scrub wrote; begin again"));
      flip(file, at);
    }
  }
  flip("yes.csv.resume", 100);
  EXPECT_EQ(scrub("--resume").status, 1);
  flip("yes.csv.resume", 100);

  ASSERT_EQ(bench.run(words_of("assent init --ledger other.ledger")).status, 0);
  const Outcome other = scrub("--resume --ledger other.ledger");
  EXPECT_EQ(other.status, 3);
  EXPECT_THAT(other.err, HasSubstr("the interrupted scrub used another ledger"));
  const Outcome another = scrub("--resume --country LB");
  EXPECT_EQ(another.status, 3);
  EXPECT_THAT(another.err, HasSubstr("the interrupted scrub was another"));
  const Outcome from_input =
      bench.run(words_of("assent scrub spring.toml - --permitted yes.csv --refused no.csv --resume"));
  EXPECT_EQ(from_input.status, 3);
  EXPECT_THAT(from_input.err, HasSubstr("a list that is not a plain file"));

  bench.set_clock("2026-01-02T00:00:00Z");
  const Outcome resumed = scrub("--resume");
  EXPECT_EQ(resumed.status, 0);
  EXPECT_THAT(resumed.out, HasSubstr("2,400  100.0 %"));
  EXPECT_TRUE(read_text("yes.csv") == permitted);
  EXPECT_TRUE(read_text("no.csv") == refused);
  EXPECT_EQ(verify().status, 0);
  expect_nothing_left();

  // With --since and a certificate of another list: the fault is found after as many rows as that list had.
  const std::string small = "assent scrub spring.toml small.csv --permitted s.csv --refused t.csv";
  ASSERT_EQ(bench.run(words_of("assent index build")).status, 0);
  ASSERT_EQ(bench.run(words_of(small)).status, 0);
  const Outcome since = scrub("--since s.csv.certificate");
  EXPECT_EQ(since.status, 3);
  EXPECT_THAT(since.err, HasSubstr("the certificate is for another list"));
  expect_nothing_left();
}

TEST_F(AScrubAtTheCommandLine, BeginsAnewWhereThereIsNothingToGoOnWith) {
  const Outcome outcome = scrub("--resume");
  EXPECT_EQ(outcome.status, 0);
  EXPECT_THAT(outcome.err, HasSubstr("no interrupted scrub left these results; the scrub begins again"));
  EXPECT_EQ(verify().status, 0);
  const Outcome packed =
      bench.run(words_of("assent scrub spring.toml list.csv --permitted y.csv.gz --refused n.csv --resume"));
  EXPECT_EQ(packed.status, 0);
  EXPECT_THAT(packed.err, HasSubstr("packed results and standard output cannot be continued"));
}

// Once, the note of another run stood beside results that had been begun again.
TEST_F(AScrubAtTheCommandLine, ForgetsAnEarlierInterruptionWhenItBeginsAnew) {
  write_text("yes.csv.resume", "what another scrub noted");
  write_text("list.csv", "account,n\nA-1,\"" + std::string(2'000'000, 'x') + "\n");
  EXPECT_EQ(scrub("").status, 3);
  expect_nothing_left();
}

// Once, new lists stood beside the old certificate.
TEST_F(AScrubAtTheCommandLine, ReplacesNothingWithoutItsCertificate) {
  ASSERT_EQ(scrub("").status, 0);
  const std::string permitted = read_text("yes.csv");
  const std::string refused = read_text("no.csv");
  write_text("list.csv", "account,n\nA-2,3\n");
  EXPECT_EQ(scrub("--certificate no/such/folder").status, 3);
  EXPECT_EQ(read_text("yes.csv"), permitted);
  EXPECT_EQ(read_text("no.csv"), refused);
  expect_nothing_left();
  EXPECT_EQ(scrub("").status, 0);
  EXPECT_EQ(read_text("yes.csv"), "account,n\nA-2,3\n");
  EXPECT_EQ(verify().status, 0);
}

// Once, a list that was cut while it was read was certified up to that point.
TEST_F(AScrubAtTheCommandLine, FailsWhereTheListIsChangedMeanwhile) {
  bench.at_each_look_at_the_clock([] { std::ofstream("list.csv", std::ios::app) << "A-2,more\n"; });
  const Outcome outcome = scrub("");
  EXPECT_EQ(outcome.status, 1);
  EXPECT_THAT(outcome.err, HasSubstr("the list was changed while it was read"));
  EXPECT_FALSE(fs::exists("yes.csv"));
  EXPECT_FALSE(fs::exists("yes.csv.certificate"));
  expect_nothing_left();
}

TEST_F(AScrubAtTheCommandLine, LeavesNoListsOfAListWithAQuoteNotClosed) {
  std::string list = "account,n\nA-1,\"open\n";
  while (list.size() < 2'000'000) list += "A-2,3\n";
  write_text("list.csv", list);
  const Outcome outcome = scrub("");
  EXPECT_EQ(outcome.status, 3);
  EXPECT_THAT(outcome.err, HasSubstr("line 2: a row of more than 1 MiB; look for a quote that is not closed"));
  EXPECT_FALSE(fs::exists("yes.csv"));
  EXPECT_FALSE(fs::exists("no.csv"));
  expect_nothing_left();
}

}  // namespace
}  // namespace assent::test::resume_test
