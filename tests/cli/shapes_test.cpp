// What `--json` prints where no transcript can go: a damaged ledger, an index of another ledger, time zone data with a
// version and others that differ. golden/shapes.txt is written like a transcript, and tests/schema checks it against
// the schemas.

#include "cli/transcript.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

namespace assent::test::shapes_test {
namespace {

namespace fs = std::filesystem;

class Session {
 public:
  Session() { bench_.set_clock("2026-03-01T09:00:00Z"); }

  Bench& bench() { return bench_; }

  // A command whose result does not matter here.
  void prepare(const std::string& command) { ASSERT_EQ(bench_.run(words_of(command)).status, 0) << command; }

  void show(const std::string& command, int status) {
    const Outcome outcome = bench_.run(words_of(command));
    EXPECT_EQ(outcome.status, status) << outcome.err;
    text_ += fmt::format("$ {}\n  {}", command, outcome.out);
    if (status != 0) text_ += fmt::format("? {}\n", status);
  }

  const std::string& text() const { return text_; }

 private:
  Bench bench_;
  std::string text_;
};

void make_carrier(Session& session, const std::string& customers) {
  write_text("map.toml",
             "[account]\ncolumn = \"id\"\n[state]\nconstant = \"active\"\n[kind]\nconstant = \"residential\"\n"
             "[time_zone]\nconstant = \"Asia/Beirut\"\n[[services]]\nconstant = \"local\"\n");
  write_text("base.csv", "id\n" + customers);
  write_text("campaign.toml",
             "name = \"Spring\"\nregime = \"tra\"\npurpose = \"marketing\"\noffer = \"voice_mail\"\n"
             "recipient = \"carrier\"\ninformation = [\"services\"]\n");
  write_text("list.csv", "account\nA-1\n");
  session.prepare("assent init");
  session.prepare("assent import customers --mapping map.toml base.csv");
}

// Zones whose local times differ from the machine's: one under another zone's name, and one that the machine does not
// know.
void make_other_zones() {
  const fs::path data = fs::path(ASSENT_SOURCE_DIR) / "tests/world/data/zones-2026f";
  fs::create_directories("zones/Asia");
  fs::create_directories("zones/Nowhere");
  fs::copy_file(data / "tzdata.zi", "zones/tzdata.zi");
  fs::copy_file(data / "Asia/Beirut", "zones/Asia/Dubai");
  fs::copy_file(data / "UTC", "zones/Nowhere/City");
}

TEST(Shapes, WhereNoTranscriptCanGo) {
  Session session;
  session.bench().zone_data = "2026f";
  make_carrier(session, "A-1\n");
  session.show("assent decide --account A-1 --offer voice_mail --json", 0);
  session.show("assent scrub campaign.toml list.csv --permitted yes.csv --refused no.csv --json", 0);
  session.show("assent reach campaign.toml --json", 0);
  session.show("assent reach campaign.toml --against strict-opt-in --json", 0);
  session.show("assent reach campaign.toml --from 2026-03-01 --to 2026-03-02 --json", 0);

  session.prepare("assent index build");
  session.prepare("assent key create scrubs.key --name example.com/scrubs");
  session.prepare(
      "assent scrub campaign.toml list.csv --permitted yes.csv --refused no.csv --certificate spring.cert --key "
      "scrubs.key");
  session.show(
      "assent scrub campaign.toml list.csv --permitted more.csv --refused less.csv --since spring.cert --key "
      "scrubs.key --json",
      0);

  make_other_zones();
  session.show("assent zones check --json", 0);
  session.show("assent zones check zones --json", 4);

  session.prepare("assent init --ledger other.ledger");
  session.show("assent index show assent.ledger.index --ledger other.ledger --json", 1);

  fs::copy_file(fs::path(ASSENT_SOURCE_DIR) / "tests/store/formats/format-1.ledger", "former.ledger");
  session.show("assent ledger upgrade --ledger former.ledger --json", 0);
  session.show("assent ledger upgrade --ledger former.ledger --json", 0);
  expect_golden(std::string(ASSENT_SOURCE_DIR) + "/tests/cli/golden/shapes.txt", session.text());
}

TEST(Shapes, OfADamagedLedger) {
  Session session;
  std::string customers = "A-1\n";
  for (int i = 0; i < 400; ++i) customers += "B-" + std::to_string(i) + '\n';
  make_carrier(session, "A-1\n");
  session.prepare("assent record withdrawal --account A-1 --evidence call-4711");
  // More customers, so that A-1's entries stand on a page of their own, and the pages read at every opening stay whole.
  write_text("base.csv", "id\n" + customers);
  session.prepare("assent import customers --mapping map.toml base.csv");
  std::string bytes = read_text("assent.ledger");
  int changed = 0;
  for (std::size_t at = bytes.find("call-4711"); at != std::string::npos; at = bytes.find("call-4711", at + 1)) {
    bytes[at + 8] = '2';
    ++changed;
  }
  ASSERT_GT(changed, 0);
  write_text("assent.ledger", bytes);
  session.show("assent ledger verify --json", 1);
  expect_golden(std::string(ASSENT_SOURCE_DIR) + "/tests/cli/golden/shapes_damaged.txt", session.text());
}

}  // namespace
}  // namespace assent::test::shapes_test
