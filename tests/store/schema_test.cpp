// The schema is part of what is verified, and everything that opens a ledger checks it.
#include "store/schema.hpp"
#include "resealed.hpp"
#include "scratch.hpp"
#include "store/sqlite_verify.hpp"
#include "thousand.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <sqlite3.h>

namespace assent::schema_test {

using namespace store;
namespace {

using namespace testing_drafts;

// As another program would do it that knows nothing of Assent: with SQLite alone, and without its care.
::testing::AssertionResult alter(const std::string& path, const std::string& sql) {
  sqlite3* file = nullptr;
  sqlite3_open_v2(path.c_str(), &file, SQLITE_OPEN_READWRITE, nullptr);
  sqlite3_db_config(file, SQLITE_DBCONFIG_WRITABLE_SCHEMA, 1, nullptr);
  const int code = sqlite3_exec(file, sql.c_str(), nullptr, nullptr, nullptr);
  const std::string message = sqlite3_errmsg(file);
  sqlite3_close(file);
  return code == SQLITE_OK ? ::testing::AssertionSuccess() : ::testing::AssertionFailure() << message << ": " << sql;
}

void reseal_file(const std::string& path) {
  std::vector<char> bytes = file_bytes(path);
  reseal(bytes);
  write_file(path, bytes);
}

bool verifies(const std::string& path) {
  const auto found = verify_ledger_file(path, std::chrono::milliseconds{1000}, {});
  return found && found->whole();
}

bool refused(const std::string& path) {
  for (const Access access : {Access::read_only, Access::read_write}) {
    const auto opened = SqliteLedger::open(path, access);
    if (opened) return false;
    if (opened.error().code != ErrorCode::damaged && opened.error().code != ErrorCode::invalid) return false;
  }
  return true;
}

class Schema : public testing::Test {
 protected:
  Schema() { write_ledger(scratch_.file("sound"), 60); }

  std::string copy() {
    std::filesystem::copy_file(scratch_.file("sound"), path_, std::filesystem::copy_options::overwrite_existing);
    for (const char* suffix : {"-wal", "-shm"}) std::filesystem::remove(path_ + suffix);
    return path_;
  }

  Scratch scratch_;
  std::string path_ = scratch_.file("told");
};

// Otherwise the tests below would pass because of the sums.
TEST_F(Schema, SumsMadeAnewAreBelieved) {
  copy();
  ASSERT_TRUE(alter(path_, "UPDATE key_entry SET idx=idx WHERE idx=2"));
  std::vector<char> bytes = file_bytes(path_);
  ASSERT_TRUE(reseal(bytes));
  write_file(path_, bytes);
  EXPECT_TRUE(verifies(path_));
  EXPECT_FALSE(refused(path_));
}

// A view instead of the index of accounts. It leaves out one customer's refusals while the file has its own name; a
// copy under another name had all of them, and the same root.
TEST_F(Schema, ViewThatHidesARefusal) {
  copy();
  ASSERT_TRUE(alter(path_,
                    "ALTER TABLE account_entry RENAME TO ae; CREATE VIEW account_entry AS SELECT account, idx, kind "
                    "FROM ae WHERE NOT (account='A5' AND kind=5)"));
  reseal_file(path_);
  EXPECT_TRUE(refused(path_));
  EXPECT_FALSE(verifies(path_));
}

// A trigger that moves each new refusal to another account while it is acknowledged.
TEST_F(Schema, TriggerThatUndoesARefusal) {
  copy();
  ASSERT_TRUE(alter(path_,
                    "CREATE TRIGGER t AFTER INSERT ON account_entry WHEN new.kind=5 BEGIN UPDATE account_entry SET "
                    "account='-' WHERE account=new.account AND idx=new.idx; END"));
  reseal_file(path_);
  EXPECT_TRUE(refused(path_));
  EXPECT_FALSE(verifies(path_));
}

// While the ledger is open: the answer before is right, and the next question is refused.
TEST_F(Schema, AlteredWhileOpen) {
  copy();
  const auto ledger = SqliteLedger::open(path_, Access::read_write).value();
  ASSERT_TRUE(append_one(*ledger, opt_out("A1")));
  ASSERT_TRUE(ledger->entries_of("A1"));
  ASSERT_TRUE(
      alter(path_, "CREATE TRIGGER t AFTER INSERT ON entry BEGIN DELETE FROM account_entry WHERE idx=new.idx; END"));
  const auto appended = append_one(*ledger, opt_out("A1"));
  ASSERT_FALSE(appended);
  EXPECT_EQ(appended.error().code, ErrorCode::damaged);
  const auto asked = ledger->entries_of("A1");
  ASSERT_FALSE(asked);
  EXPECT_EQ(asked.error().code, ErrorCode::damaged);
}

// The connection itself forbids SQLite everything except reading and writing tables.
TEST_F(Schema, ConnectionsAreLimitedToTables) {
  copy();
  const auto file = Connection::open(path_, Connection::Mode::read_write, Connection::Pages::checked, {}).value();
  EXPECT_FALSE(file->execute(("ATTACH '" + scratch_.file("other") + "' AS other").c_str()));
  EXPECT_FALSE(file->execute("SELECT load_extension('x')"));
  ASSERT_TRUE(file->execute("PRAGMA writable_schema=ON"));
  EXPECT_FALSE(file->execute("UPDATE sqlite_schema SET sql='' WHERE name='entry'"));
  ASSERT_TRUE(file->execute("CREATE VIEW v AS SELECT 1"));
  EXPECT_FALSE(file->execute("SELECT * FROM v"));
}

TEST_F(Schema, OlderFormatNamesTheUpgrade) {
  copy();
  ASSERT_TRUE(alter(path_, "PRAGMA user_version=2"));
  const auto opened = SqliteLedger::open(path_, Access::read_only);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, ErrorCode::invalid);
  EXPECT_NE(opened.error().mend.find("assent ledger upgrade"), std::string::npos);
}

constexpr const char* kTables[] = {"entry", "account_entry", "telephone_account", "key_entry",
                                   "head",  "checkpoint",    "page_sums"};

std::string random_alteration() {
  const auto below = [](std::size_t end) { return *rc::gen::inRange<std::size_t>(0, end); };
  const std::string table = kTables[below(std::size(kTables))];
  const std::string other = kTables[below(std::size(kTables))];
  const std::string name = "x" + std::to_string(below(1000));
  const std::string text = "(SELECT sql FROM sqlite_schema WHERE name='" + table + "')";
  const auto with_text = [&](const std::string& changed) {
    return "UPDATE sqlite_schema SET sql=" + changed + " WHERE name='" + table + "'";
  };
  switch (below(16)) {
    case 0: return "CREATE VIEW " + name + " AS SELECT * FROM " + table;
    case 1:
      return "ALTER TABLE " + table + " RENAME TO " + name + "; CREATE VIEW " + table + " AS SELECT * FROM " + name;
    case 2: return "CREATE TRIGGER " + name + " AFTER INSERT ON " + table + " BEGIN SELECT 1; END";
    case 3: return "CREATE TABLE " + name + "(a)";
    case 4: return "DROP TABLE " + table;
    case 5: return "CREATE INDEX " + name + " ON account_entry(kind, account)";
    case 6: return "ALTER TABLE " + table + " ADD COLUMN " + name + " INTEGER";
    case 7: return "ALTER TABLE " + table + " RENAME TO " + name;
    case 8:
      return "PRAGMA user_version=" +
             std::to_string(below(2) == 0 ? below(kSchemaVersion) : kSchemaVersion + 1 + below(1000));
    case 9: return "PRAGMA application_id=" + std::to_string(below(1'000'000));
    case 10: {  // one character of the text: in a name, a type, a constraint, or space
      const std::string at = std::to_string(14 + below(70));
      return with_text("substr(" + text + ",1," + at + ")||'" + std::string(1, static_cast<char>('a' + below(26))) +
                       "'||substr(" + text + "," + at + "+2)");
    }
    case 11: return with_text(text + "||' '");
    case 12:
      return "UPDATE sqlite_schema SET rootpage=rootpage+" + std::to_string(1 + below(5)) + " WHERE name='" + table +
             "'";
    case 13: return "DELETE FROM sqlite_schema WHERE name='" + table + "'";
    case 14:
      return "INSERT INTO sqlite_schema SELECT type, '" + name +
             "', tbl_name, rootpage, sql FROM sqlite_schema WHERE name='" + other + "'";
    default: return "UPDATE sqlite_schema SET tbl_name='" + name + "' WHERE name='" + table + "'";
  }
}

// Whatever is changed, in the file with every sum computed again or in the log alone: opening to read and to write
// refuses it, and verification reports it.
RC_GTEST_PROP(SchemaLaw, VerifySeesTheSchema, ()) {
  static const Scratch scratch;
  static const std::string sound = [] {
    write_ledger(scratch.file("sound"), 60);
    return scratch.file("sound");
  }();
  const std::string path = scratch.file("told");
  for (const char* suffix : {"-wal", "-shm"}) std::filesystem::remove(path + suffix);
  std::filesystem::copy_file(sound, path, std::filesystem::copy_options::overwrite_existing);
  if (*rc::gen::inRange(0, 10) == 0) {  // what the header says of the file, where SQL does not reach
    std::vector<char> bytes = file_bytes(path);
    const auto [at, value] = *rc::gen::element(std::pair{59, '\2'}, std::pair{59, '\3'}, std::pair{55, '\1'},
                                               std::pair{20, '\0'}, std::pair{18, '\1'}, std::pair{16, '\x20'});
    bytes[static_cast<std::size_t>(at)] = value;
    reseal(bytes);
    write_file(path, bytes);
  } else {
    const std::string sql = random_alteration();
    RC_LOG() << sql << "\n";
    const auto altered = alter(path, sql);
    if (!altered) {  // SQLite itself prevented the change
      RC_DISCARD();
    }
    if (file_bytes(path) == file_bytes(sound)) RC_DISCARD("nothing altered");
    reseal_file(path);
  }
  RC_ASSERT(refused(path));
  RC_ASSERT(!verifies(path));
}

}  // namespace
}  // namespace assent::schema_test
