// A flipped bit in the file is found and named by position. programs/tamper_main.cpp tries every single one.
#include "scratch.hpp"
#include "store/connection.hpp"
#include "store/sqlite_verify.hpp"
#include "thousand.hpp"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <random>

namespace assent::tamper_test {

using namespace store;
namespace {

constexpr std::chrono::milliseconds kWait{1000};

bool names(const ledger::Inspection& found, Position position) {
  return std::any_of(found.damages.begin(), found.damages.end(),
                     [&](const ledger::Damage& each) { return each.entry == position; });
}

// Changes rows as a person would who knows SQL and repairs the page checksums.
void change(const std::string& path, const char* sql) {
  const auto file =
      Connection::open(path, Connection::Mode::read_write, Connection::Pages::checked, std::chrono::milliseconds{0});
  ASSERT_TRUE(file);
  ASSERT_TRUE((*file)->execute(sql)) << sqlite3_errmsg((*file)->handle());
}

TEST(Tamper, EveryTurnedBitOfASampleIsNamed) {
  const Scratch scratch;
  write_ledger(scratch.file(), 1000);
  const std::vector<Place> all = places(scratch.file());
  ASSERT_EQ(all.size(), 1000U);
  ASSERT_TRUE(verify_ledger_file(scratch.file(), kWait, {})->whole());
  BitFlipper file(scratch.file());
  std::mt19937_64 random(1);
  for (int i = 0; i < 300; ++i) {
    const Place& place = all[random() % all.size()];
    const std::uint64_t offset = place.offset + random() % place.size;
    const auto bit = static_cast<unsigned>(random() % 8);
    file.flip(offset, bit);
    const auto found = verify_ledger_file(scratch.file(), kWait, {});
    file.flip(offset, bit);
    ASSERT_TRUE(found) << to_string(found.error());
    EXPECT_TRUE(names(*found, {0, place.index})) << "entry " << place.index << ", byte " << offset << ", bit " << bit;
  }
  EXPECT_TRUE(verify_ledger_file(scratch.file(), kWait, {})->whole());
}

// Each row is a lie with right page checksums, and what verification says about it.
TEST(Tamper, ChangesByOneWhoKnowsTheFormatAreNamed) {
  struct Lie {
    const char* sql;
    std::optional<Position> where;
  };
  const Lie lies[] = {
      {"UPDATE entry SET leaf=zeroblob(32) WHERE idx=17", Position{0, 17}},
      {"UPDATE entry SET bytes=(SELECT bytes FROM entry WHERE idx=18), leaf=(SELECT leaf FROM entry WHERE idx=18) "
       "WHERE idx=17",
       std::nullopt},
      {"DELETE FROM entry WHERE idx=17", Position{0, 17}},
      {"DELETE FROM entry WHERE idx=99", Position{0, 99}},
      {"DELETE FROM account_entry WHERE idx=17", Position{0, 17}},
      {"UPDATE account_entry SET kind=5 WHERE idx=17", Position{0, 17}},
      {"UPDATE account_entry SET account='A9999' WHERE idx=17", Position{0, 17}},
      {"INSERT INTO account_entry VALUES('A9999', 17, 1)", std::nullopt},
      {"DELETE FROM telephone_account WHERE idx=17", Position{0, 17}},
      {"UPDATE telephone_account SET idx=18 WHERE idx=17", Position{0, 17}},
      {"INSERT INTO telephone_account VALUES('+961', 'A1', 17)", std::nullopt},
      {"DELETE FROM key_entry WHERE idx=18", Position{0, 18}},
      {"UPDATE key_entry SET idx=17 WHERE idx=18", Position{0, 18}},
      {"INSERT INTO key_entry VALUES('A1', 'another', 17)", std::nullopt},
      {"UPDATE head SET size=99", std::nullopt},
      {"UPDATE head SET recorded=recorded+1", std::nullopt},
      {"UPDATE head SET peaks=zeroblob(length(peaks))", std::nullopt},
      {"UPDATE checkpoint SET root=zeroblob(32) WHERE size=(SELECT max(size) FROM checkpoint)", std::nullopt},
      {"DELETE FROM checkpoint WHERE size=(SELECT max(size) FROM checkpoint)", std::nullopt},
      {"DROP TABLE key_entry", std::nullopt},
  };
  const Scratch scratch;
  write_ledger(scratch.file("sound"), 100);
  for (const Lie& lie : lies) {
    std::filesystem::copy_file(scratch.file("sound"), scratch.file("told"),
                               std::filesystem::copy_options::overwrite_existing);
    ASSERT_NO_FATAL_FAILURE(change(scratch.file("told"), lie.sql)) << lie.sql;
    const auto found = verify_ledger_file(scratch.file("told"), kWait, {});
    if (!found) {
      EXPECT_EQ(found.error().code, ErrorCode::damaged) << lie.sql;
      continue;
    }
    EXPECT_FALSE(found->whole()) << lie.sql;
    if (lie.where) {
      EXPECT_TRUE(names(*found, *lie.where)) << lie.sql;
    }
  }
}

}  // namespace
}  // namespace assent::tamper_test
