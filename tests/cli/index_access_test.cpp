// The index is used while it can be, and built again when it cannot, whatever stands at its path.

#include "cli/index_access.hpp"

#include "cli/transcript.hpp"
#include "store/sqlite_ledger.hpp"
#include "world/files.hpp"
#include "world/telephones.hpp"
#include "world/zones.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <sstream>

namespace assent::test::index_access_test {

using namespace cli;
namespace {

class SomeClock final : public Clock {
 public:
  Instant now() const override { return parse_instant("2026-07-01T00:00:00Z").value(); }
};

class IndexBesideALedger : public ::testing::Test {
 protected:
  IndexBesideALedger() { EXPECT_EQ(bench_.run(words_of("assent-lab synth ledger --customers 50")).status, 0); }

  // What `act` does in a run of the program; returns what standard error said.
  std::string in_a_run(const std::function<void(Invocation&, ledger::Ledger&)>& act) {
    std::ostringstream out;
    std::ostringstream err;
    World world{.clock = clock_,
                .stopwatch = [] { return std::chrono::microseconds{0}; },
                .zones = zones_,
                .telephones = telephones_,
                .out = out,
                .err = err,
                .variable = [](std::string_view) { return std::optional<std::string>(); },
                .open_ledger = [](const std::string& file,
                                  LedgerOpening) { return store::SqliteLedger::open(file, store::Access::read_only); },
                .verify_ledger = {},
                .upgrade_ledger = {},
                .random_seed = {},
                .data_directories = {ASSENT_SOURCE_DIR}};
    Invocation call(world);
    act(call, **call.ledger(LedgerOpening::read));
    return err.str();
  }
  std::string open(bool may_build = true, const std::string& path = "assent.ledger.index") {
    return in_a_run([&](Invocation& call, ledger::Ledger& ledger) {
      const auto index = open_index(call, path, ledger, may_build);
      if (!index) {
        call.terminal().note("refused: " + index.error().message);
        return;
      }
      EXPECT_EQ(index->index().size(), 50U);
      EXPECT_EQ(index->heads(), ledger.heads().value());
    });
  }
  static void change(std::size_t at) {
    std::string text = read_text("assent.ledger.index");
    text[at] = static_cast<char>(text[at] ^ 1);
    ASSERT_TRUE(world::write_file("assent.ledger.index", text));
  }

  Bench bench_;
  SomeClock clock_;
  world::SystemTimeZones zones_;
  world::WorldTelephones telephones_;
};

TEST_F(IndexBesideALedger, IsBuiltWhereThereIsNoneAndKept) {
  EXPECT_NE(open(false).find("refused: cannot read `assent.ledger.index`"), std::string::npos);
  EXPECT_NE(open().find("there is no index `assent.ledger.index` yet"), std::string::npos);
  EXPECT_EQ(open(), "");
  EXPECT_TRUE(std::filesystem::exists("assent.ledger.index.checked"));
  EXPECT_EQ(open(false), "");
}

TEST_F(IndexBesideALedger, IsBuiltAgainWhereItIsDamaged) {
  open();
  const std::string text = read_text("assent.ledger.index");
  for (const std::size_t at : {std::size_t{0}, std::size_t{8}, std::size_t{40}, std::size_t{4096}}) {
    open();
    change(at);
    EXPECT_NE(open(false).find("refused: "), std::string::npos) << at;
    EXPECT_NE(open().find("cannot be used: "), std::string::npos) << at;
    EXPECT_EQ(open(), "") << at;
    EXPECT_TRUE(read_text("assent.ledger.index") == text) << at;
  }
}

TEST_F(IndexBesideALedger, IsReadWholeAgainWhereItWasReplaced) {
  open();
  open();  // from here on the note says that it is whole
  change(4096);
  EXPECT_NE(open().find("a part of it is not what was written"), std::string::npos);
}

TEST_F(IndexBesideALedger, IsBroughtUpToDate) {
  open();
  bench_.set_clock("2026-06-02T00:00:00Z");
  const std::string account = in_a_run([&](Invocation& call, ledger::Ledger& ledger) {
    call.world().err << open_index(call, "assent.ledger.index", ledger, false)->index().account(7);
  });
  EXPECT_EQ(bench_.run({"assent", "record", "opt-out", "--account", account}).status, 0);
  EXPECT_EQ(open(false), "");
}

// Once, every command read all of it again.
TEST_F(IndexBesideALedger, ThatWasFarBehindIsKeptAnew) {
  open();
  open();
  const std::string before = read_text("assent.ledger.index");
  std::vector<ledger::Draft> drafts;
  for (int i = 0; i < 1'500; ++i) {
    evidence::EmailPermissionRecorded permission;
    drafts.push_back({{"A-" + std::to_string(i), clock_.now(), {}, "test", "cli", "", permission}, false});
  }
  const auto ledger = store::SqliteLedger::open("assent.ledger", store::Access::read_write);
  ASSERT_TRUE(ledger::append_all(*(*ledger), std::span(drafts).first(1'000), clock_.now()));
  EXPECT_EQ(open(false), "");
  EXPECT_TRUE(read_text("assent.ledger.index") == before) << "so few are read in no time";
  ASSERT_TRUE(ledger::append_all(*(*ledger), std::span(drafts).subspan(1'000), clock_.now()));
  EXPECT_EQ(open(false), "");
  EXPECT_FALSE(read_text("assent.ledger.index") == before);
  const auto kept = embed::kept_index("assent.ledger.index");
  EXPECT_EQ(index::Snapshot::open(kept->bytes, kept->owner)->binding().heads, (*ledger)->heads().value());
  EXPECT_EQ(open(false), "");
}

TEST_F(IndexBesideALedger, OfAnotherLedgerIsBuiltAgain) {
  open();
  std::filesystem::rename("assent.ledger", "first.ledger");
  std::filesystem::rename("assent.ledger.customer-keys", "first.ledger.customer-keys");
  EXPECT_EQ(bench_.run(words_of("assent-lab synth ledger --customers 50 --seed 2")).status, 0);
  EXPECT_NE(open().find("the index does not belong to this ledger; it is being built again"), std::string::npos);
}

TEST_F(IndexBesideALedger, NeverTakesThePlaceOfSomethingElse) {
  write_text("list.csv", "account,segment\n");
  EXPECT_NE(open(true, "list.csv").find("refused: `list.csv` is not an index"), std::string::npos);
  EXPECT_EQ(read_text("list.csv"), "account,segment\n");
}

TEST_F(IndexBesideALedger, IsUsedWhereItCannotBeKept) {
  EXPECT_NE(open(true, "no/such/place.index").find("the index is used, but could not be saved"), std::string::npos);
}

}  // namespace
}  // namespace assent::test::index_access_test
