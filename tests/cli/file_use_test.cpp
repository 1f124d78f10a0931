// No result replaces the ledger, a file beside it, the rules, or a file that is read.

#include "cli/transcript.hpp"
#include "embed/same_file.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <map>

namespace assent::test::file_use_test {
namespace {

namespace fs = std::filesystem;

constexpr const char* kCampaign =
    "name = \"spring\"\nregime = \"tra\"\npurpose = \"marketing\"\noffer = \"internet\"\nrecipient = \"carrier\"\n"
    "information = [\"contact\", \"services\"]\n";

class FileUses : public testing::Test {
 protected:
  FileUses() {
    write_text("mapping.toml",
               "[account]\ncolumn = \"id\"\n[state]\nconstant = \"active\"\n[kind]\nconstant = \"residential\"\n"
               "[[services]]\nconstant = \"local\"\n");
    write_text("base.csv", "id\nA-1\nA-2\n");
    write_text("spring.toml", kCampaign);
    write_text("list.csv", "account\nA-1\nA-2\n");
    write_text("q.csv.partial", "account\nA-1\n");
    fs::copy(std::string(ASSENT_SOURCE_DIR) + "/regimes", "rules");
    write_text("offers.toml", read_text(std::string(ASSENT_SOURCE_DIR) + "/catalogues/default.toml"));
    run("init");
    run("import customers --mapping mapping.toml base.csv");
    run("index build");
    run("index show");
    run("key create assent.ledger.key");
    run("scrub spring.toml list.csv --permitted earlier.csv --refused earlier-no.csv");
    write_text("reach.json", run("reach spring.toml --from 2026-01-01 --to 2026-01-02 --json").out);
  }

  Outcome run(const std::string& command) {
    const Outcome outcome = tried(command);
    EXPECT_EQ(outcome.status, 0) << command << "\n" << outcome.err;
    return outcome;
  }
  Outcome tried(const std::string& command) {
    const std::string program = command.starts_with("assent-lab ") ? "" : "assent ";
    return bench_.run(words_of(program + command + " --regimes rules --catalogue offers.toml"));
  }

  // Every file here, with its bytes.
  static std::map<std::string, std::string> files() {
    std::map<std::string, std::string> files;
    for (const auto& each : fs::recursive_directory_iterator(".")) {
      if (each.is_regular_file()) files[each.path().string()] = read_text(each.path().string());
    }
    return files;
  }

  void expect_refused(const std::string& command) {
    const auto before = files();
    const Outcome outcome = tried(command);
    EXPECT_EQ(outcome.status, 3) << command << "\n" << outcome.out << outcome.err;
    EXPECT_TRUE(outcome.err.find(" is ") != std::string::npos ||
                outcome.err.find("would be read and written") != std::string::npos)
        << command << "\n"
        << outcome.err;
    EXPECT_TRUE(files() == before) << command;
  }

  Bench bench_;
};

TEST_F(FileUses, NoResultReplacesWhatCannotBeMadeAgain) {
  const std::string scrub = "scrub spring.toml list.csv ";
  for (const std::string precious :
       {"assent.ledger", "./assent.ledger", "assent.ledger-wal", "assent.ledger-shm", "assent.ledger.index",
        "assent.ledger.index.checked", "assent.ledger.key", "assent.ledger.key.pub", "rules/tra.toml", "offers.toml"}) {
    for (const std::string& command : std::vector<std::string>{
             scrub + "--refused no.csv --permitted ", scrub + "--permitted yes.csv --refused ",
             scrub + "--permitted yes.csv --refused no.csv --report ",
             scrub + "--permitted yes.csv --refused no.csv --certificate ",
             scrub + "--permitted yes.csv --refused no.csv --since earlier.csv.certificate --report ",
             "assent-lab chart reach.json --picture ", "assent-lab synth list --customers 10 --output ",
             "assent-lab synth table --customers 10 --output ",
             "import customers --mapping mapping.toml base.csv --rejects ", "record answers list.csv --rejects "}) {
      expect_refused(command + precious);
    }
  }
  for (const std::string precious : {"assent.ledger", "assent.ledger-wal", "rules/tra.toml", "offers.toml"}) {
    expect_refused("index build --output " + precious);
    expect_refused("key create " + precious);
  }
}

TEST_F(FileUses, NoResultReplacesWhatIsRead) {
  const std::string scrub = "scrub spring.toml list.csv --permitted yes.csv --refused no.csv ";
  run("key create other.key");
  run("index build --output other.index");
  fs::create_symlink("list.csv", "link.csv");
  for (const char* command : {
           "--report spring.toml",
           "--report link.csv",
           "--report other.key --key other.key",
           "--certificate other.key.pub --key other.key",
           "--report other.index --index other.index",
           "--report other.index.checked --index other.index",
           "--report yes.csv.partial",
           "--report no.csv.partial",
           "--report yes.csv.resume",
           "--report yes.csv.certificate",
       }) {
    expect_refused(scrub + command);
  }
  expect_refused("scrub spring.toml q.csv.partial --permitted q.csv --refused no.csv");
  expect_refused("scrub spring.toml q.csv.partial --permitted yes.csv --refused q.csv");
  fs::copy("list.csv", "q.csv.resume");
  expect_refused("scrub spring.toml q.csv.resume --permitted q.csv --refused no.csv");
  expect_refused("scrub spring.toml list.csv --permitted out.csv.gz --refused ./out.csv.gz");
  expect_refused("reach spring.toml --index spring.toml");
  expect_refused("assent-lab chart reach.json --picture reach.json");
  fs::copy("rules/tra.toml", "draft.toml");
  expect_refused("reach spring.toml --regime draft.toml --index draft.toml");
  expect_refused("import customers --mapping mapping.toml base.csv --rejects mapping.toml");
  EXPECT_EQ(tried("scrub - - --permitted yes.csv --refused no.csv").status, 3);
}

TEST_F(FileUses, OneNameInTwoSpellingsIsOneFile) {
  EXPECT_TRUE(embed::same_file("none.csv", "./none.csv"));
  EXPECT_TRUE(embed::same_file("none.csv", "rules/../none.csv"));
  EXPECT_TRUE(embed::same_file("none.csv", fs::absolute("none.csv").string()));
  fs::create_directory_symlink(".", "here");
  EXPECT_TRUE(embed::same_file("none.csv", "here/none.csv"));
  EXPECT_FALSE(embed::same_file("none.csv", "nothing.csv"));
  EXPECT_FALSE(embed::same_file("-", "./-"));
}

}  // namespace
}  // namespace assent::test::file_use_test
