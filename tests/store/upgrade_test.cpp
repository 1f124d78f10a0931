// Ledgers of earlier formats, made by the programs that wrote them (formats/README.md), brought to the present format.

#include "store/upgrade.hpp"

#include "ledger/contract_drafts.hpp"
#include "store/sqlite_ledger.hpp"

#include "scratch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <filesystem>
#include <fstream>

namespace assent::upgrade_test {

using namespace store;
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

struct Former {
  std::uint32_t format;
  std::string_view root;  // as its program's `assent ledger head` said
};
constexpr Former kFormer[] = {{1, "d895b86191352fe7319e3fa2fe77ac545a446bb83d6a125ee33d97d42ae5bfbf"},
                              {3, "4a61dbc5cf050a5916b3bc2fc007c1e8cf4342848cddf634199b038a66c9ea19"}};
constexpr std::uint64_t kEntries = 16;

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

class OfFormat : public testing::TestWithParam<Former> {
 protected:
  OfFormat() { std::filesystem::copy_file(source(), path_); }

  std::filesystem::path source() const {
    return std::string(ASSENT_SOURCE_DIR) + "/tests/store/formats/format-" + std::to_string(GetParam().format) +
           ".ledger";
  }
  std::string former() const { return path_ + ".format-" + std::to_string(GetParam().format); }

  void change(const char* sql) {
    sqlite3* file = nullptr;
    ASSERT_EQ(sqlite3_open(path_.c_str(), &file), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(file, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(file);
    sqlite3_close(file);
  }

  Scratch scratch_;
  std::string path_ = scratch_.file();
};

TEST_P(OfFormat, IsRefusedInWordsThatNameTheUpgrade) {
  const auto opened = SqliteLedger::open(path_, Access::read_only);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, ErrorCode::invalid);
  EXPECT_THAT(opened.error().mend, HasSubstr("assent ledger upgrade"));
}

TEST_P(OfFormat, KeepsEntriesRootsAndCommits) {
  std::uint64_t told = 0;
  const auto done = upgrade_ledger_file(path_, [&](std::uint64_t entries, std::uint64_t all) {
    told = entries;
    EXPECT_EQ(all, kEntries);
  });
  ASSERT_TRUE(done) << to_string(done.error());
  EXPECT_EQ(done->from, GetParam().format);
  EXPECT_EQ(done->entries, kEntries);
  EXPECT_EQ(told, kEntries);
  EXPECT_EQ(evidence::to_hex(done->root), GetParam().root);
  EXPECT_EQ(done->kept_as, former());
  EXPECT_EQ(bytes_of(former()), bytes_of(source())) << "the old file is as it was";

  const auto ledger = SqliteLedger::open(path_, Access::read_write).value();
  const auto heads = ledger->heads().value();
  EXPECT_EQ(heads.at(0).size, kEntries);
  EXPECT_EQ(evidence::to_hex(heads.at(0).root), GetParam().root);
  EXPECT_TRUE(ledger->root_at(0, kEntries - 1).value()) << "after the last commit but one";
  EXPECT_FALSE(ledger->root_at(0, 2).value()) << "in the middle of an import";
  const auto verified = ledger->verify({}).value();
  for (const ledger::Damage& each : verified.damages) ADD_FAILURE() << each.what;

  const auto refusal = ledger->entries_of("7590-VHVEG").value().back();
  EXPECT_EQ(refusal.entry.kind(), evidence::EntryKind::opt_out);
  EXPECT_EQ(refusal.entry.key, "k-1");
  ledger::Draft again{refusal.entry, false};
  EXPECT_TRUE(ledger::append_one(*ledger, again, refusal.entry.recorded).value().repeated) << "its key is still known";
  EXPECT_TRUE(testing_drafts::append_one(*ledger, testing_drafts::opt_out("7590-VHVEG")));
  EXPECT_TRUE(ledger->verify({}).value().whole());
}

// Its one entry is the customer of tests/evidence/golden_format_1.txt.
TEST_P(OfFormat, SaysWhatStandsInItInClearForEver) {
  std::ifstream golden(ASSENT_SOURCE_DIR "/tests/evidence/golden_format_1.txt");
  std::string kind, bytes, leaf;
  golden >> kind >> bytes >> leaf;
  ASSERT_EQ(kind, "customer");
  const std::string sql = "DELETE FROM entry; DELETE FROM checkpoint; INSERT INTO entry(idx,leaf,bytes) VALUES(0,x'" +
                          leaf + "',x'" + bytes + "'); INSERT INTO checkpoint(size,root) VALUES(1,x'" + leaf +
                          "'); UPDATE head SET size=1";
  change(sql.c_str());
  const auto done = upgrade_ledger_file(path_, {});
  ASSERT_TRUE(done) << to_string(done.error());
  EXPECT_EQ(done->clear_profiles, 1U);
  const auto ledger = SqliteLedger::open(path_, Access::read_write).value();
  EXPECT_THAT(ledger->accounts_of_telephone("+9611000000").value(), ElementsAre("A-1001"));
  EXPECT_FALSE(ledger->erase_identity("A-1001").value());
  EXPECT_EQ(ledger::profile_in(ledger->closed_entries_of("A-1001").value()[0]).telephones, Names{"+9611000000"});
  EXPECT_TRUE(ledger->verify({}).value().whole());
  // From now on entries are sealed; for old and new ones the number finds the account once.
  ASSERT_TRUE(testing_drafts::append_one(*ledger, testing_drafts::customer("A-1001", "+9611000000")));
  EXPECT_THAT(ledger->accounts_of_telephone("+9611000000").value(), ElementsAre("A-1001"));
  EXPECT_TRUE(ledger->erase_identity("A-1001").value());
}

TEST_P(OfFormat, IsUpgradedOnce) {
  ASSERT_TRUE(upgrade_ledger_file(path_, {}));
  const auto again = upgrade_ledger_file(path_, {});
  ASSERT_TRUE(again);
  EXPECT_EQ(again->from, again->to);
  EXPECT_TRUE(again->kept_as.empty());
}

TEST_P(OfFormat, IsLeftAloneWhileSomebodyHasItOpen) {
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open(path_.c_str(), &other), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(other, "BEGIN; SELECT count(*) FROM entry", nullptr, nullptr, nullptr), SQLITE_OK);
  const auto done = upgrade_ledger_file(path_, {});
  sqlite3_close(other);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::conflict);
  EXPECT_FALSE(std::filesystem::exists(former()));
  EXPECT_TRUE(upgrade_ledger_file(path_, {}));
}

TEST_P(OfFormat, IsLeftAloneWhereItIsDamaged) {
  for (const char* damage : {"DELETE FROM entry WHERE idx=14", "UPDATE entry SET leaf=zeroblob(32) WHERE idx=3",
                             "UPDATE checkpoint SET root=zeroblob(32) WHERE size=16", "UPDATE head SET size=15",
                             "DELETE FROM checkpoint WHERE size=16"}) {
    SCOPED_TRACE(damage);
    std::filesystem::copy_file(source(), path_, std::filesystem::copy_options::overwrite_existing);
    change(damage);
    const auto done = upgrade_ledger_file(path_, {});
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, ErrorCode::damaged);
    EXPECT_FALSE(std::filesystem::exists(former()));
    EXPECT_TRUE(std::filesystem::exists(path_));
    std::size_t files = 0;
    for (const auto& each : std::filesystem::directory_iterator(std::filesystem::path(path_).parent_path())) {
      files += each.path().string().ends_with("-wal") || each.path().string().ends_with("-shm") ? 0U : 1U;
    }
    EXPECT_EQ(files, 1U) << "no draft is left behind";
  }
}

TEST_P(OfFormat, NothingIsReplacedByTheFormerFile) {
  std::ofstream(former()) << "mine";
  const auto done = upgrade_ledger_file(path_, {});
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::conflict);
  EXPECT_EQ(bytes_of(former()), "mine");
  EXPECT_EQ(bytes_of(path_), bytes_of(source()));
}

// The computer may stop at this moment: the old file has its new name already, and no ledger has the old one.
TEST_P(OfFormat, IsFinishedWhereAnotherUpgradeStopped) {
  for (const bool with_log : {false, true}) {
    std::filesystem::copy_file(source(), path_, std::filesystem::copy_options::overwrite_existing);
    for (const std::string& each : {former(), former() + "-wal", path_ + "-wal", path_ + "-shm"}) {
      std::filesystem::remove(each);
    }
    std::filesystem::rename(path_, former());
    std::ofstream(with_log ? former() + "-wal" : path_ + "-wal");
    const auto done = upgrade_ledger_file(path_, {});
    ASSERT_TRUE(done) << to_string(done.error());
    EXPECT_EQ(evidence::to_hex(done->root), GetParam().root);
    EXPECT_TRUE(SqliteLedger::open(path_, Access::read_only));
  }
}

INSTANTIATE_TEST_SUITE_P(Formats, OfFormat, testing::ValuesIn(kFormer),
                         [](const auto& each) { return "Format" + std::to_string(each.param.format); });

TEST(UpgradeOfALedger, ThereMustBeOne) {
  const Scratch scratch;
  EXPECT_EQ(upgrade_ledger_file(scratch.file(), {}).error().code, ErrorCode::not_found);
  std::ofstream(scratch.file()) << "not a ledger";
  EXPECT_EQ(upgrade_ledger_file(scratch.file(), {}).error().code, ErrorCode::invalid);
}

}  // namespace
}  // namespace assent::upgrade_test
