// What the world does to a file: whatever it is, a question is answered rightly or with an error, never wrongly.
#include "scratch.hpp"
#include "store/connection.hpp"
#include "store/sqlite_verify.hpp"
#include "thousand.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <functional>
#include <random>

namespace assent::fault_test {

using namespace store;
namespace {

using namespace testing_drafts;

constexpr std::uint64_t kEntries = 400;

evidence::Entry sealed_again(evidence::Entry entry) {
  if (auto* customer = std::get_if<evidence::CustomerRecorded>(&entry.body))
    evidence::seal(*customer, entry.account, {1, {}}, {});
  return entry;
}

// Everything that can be asked of a ledger, as text; nothing: the result is an error.
std::vector<std::optional<std::string>> answers(const std::string& path) {
  std::vector<std::optional<std::string>> all;
  const auto opened = SqliteLedger::open(path, Access::read_only);
  const auto ask = [&](auto question) { all.push_back(opened ? question(**opened) : std::optional<std::string>{}); };
  for (int a = 0; a < 40; ++a) {
    ask([&](const ledger::Ledger& ledger) -> std::optional<std::string> {
      const auto entries = ledger.entries_of("A" + std::to_string(a));
      if (!entries) return std::nullopt;
      std::string text = ".";
      for (const ledger::Recorded& each : *entries)
        text +=
            evidence::to_hex(evidence::encode(sealed_again(each.entry))) + "@" + std::to_string(each.position.index);
      return text;
    });
    ask([&](const ledger::Ledger& ledger) -> std::optional<std::string> {
      const auto accounts = ledger.accounts_of_telephone("+96170" + std::to_string(100'000 + a));
      if (!accounts) return std::nullopt;
      std::string text = ".";
      for (const std::string& each : *accounts) text += each + ",";
      return text;
    });
  }
  ask([&](const ledger::Ledger& ledger) -> std::optional<std::string> {
    const std::string_view accounts[] = {"A2", "A7", "A300"};
    const auto latest = ledger.latest(accounts, evidence::EntryKind::customer);
    if (!latest) return std::nullopt;
    std::string text = ".";
    for (const auto& each : *latest) text += each ? evidence::to_hex(evidence::encode(sealed_again(each->entry))) : "-";
    return text;
  });
  ask([&](const ledger::Ledger& ledger) -> std::optional<std::string> {
    const auto entries = everything(ledger);
    if (!entries) return std::nullopt;
    std::string text = ".";
    for (const auto& each : *entries) text += evidence::to_hex(each.second);
    return text;
  });
  ask([&](const ledger::Ledger& ledger) -> std::optional<std::string> {
    const auto heads = ledger.heads();
    if (!heads) return std::nullopt;
    return std::to_string(heads->at(0).size) + evidence::to_hex(heads->at(0).root);
  });
  return all;
}

// How many questions ended in an error. Every other answer must be the right one.
int expect_right_or_error(const std::string& path, const std::vector<std::optional<std::string>>& right) {
  int errors = 0;
  const auto told = answers(path);
  for (std::size_t i = 0; i < right.size(); ++i) {
    if (!told[i]) {
      ++errors;
    } else {
      EXPECT_EQ(*told[i], *right[i]) << "question " << i;
    }
  }
  return errors;
}

void expect_found(const std::string& path) {
  const auto found = verify_ledger_file(path, std::chrono::milliseconds{100}, {});
  EXPECT_FALSE(found && found->whole());
}

class Damaged : public testing::Test {
 protected:
  Damaged() {
    write_ledger(scratch_.file("sound"), kEntries);
    sound_ = file_bytes(scratch_.file("sound"));
    right_ = answers(scratch_.file("sound"));
  }

  void SetUp() override {
    for (const auto& each : right_) ASSERT_TRUE(each);
  }

  Scratch scratch_;
  std::vector<char> sound_;
  std::vector<std::optional<std::string>> right_;
};

TEST_F(Damaged, CorruptByteAnywhere) {
  std::mt19937_64 random(2);
  const std::string path = scratch_.file("corrupt");
  int errors = 0;
  for (int i = 0; i < 250; ++i) {
    std::vector<char> bytes = sound_;
    const std::size_t at = i < 100 ? static_cast<std::size_t>(i) : random() % bytes.size();  // the whole header
    bytes[at] = static_cast<char>(bytes[at] ^ static_cast<char>(1 + random() % 255));
    write_file(path, bytes);
    SCOPED_TRACE("byte " + std::to_string(at));
    errors += expect_right_or_error(path, right_);
    expect_found(path);
  }
  EXPECT_GT(errors, 250);
}

TEST_F(Damaged, CorruptPage) {
  const std::string path = scratch_.file("corrupt");
  std::mt19937_64 random(3);
  int errors = 0;
  for (std::size_t page = 0; page < sound_.size() / 4096; ++page) {
    for (const bool zeros : {false, true}) {
      std::vector<char> bytes = sound_;
      for (std::size_t at = page * 4096; at < (page + 1) * 4096; ++at)
        bytes[at] = zeros ? '\0' : static_cast<char>(random());
      write_file(path, bytes);
      SCOPED_TRACE("page " + std::to_string(page));
      errors += expect_right_or_error(path, right_);
      expect_found(path);
    }
  }
  EXPECT_GT(errors, 0);
}

TEST_F(Damaged, PageInAnothersPlace) {
  const std::string path = scratch_.file("corrupt");
  int errors = 0;
  for (std::size_t page = 1; page + 1 < sound_.size() / 4096; ++page) {
    std::vector<char> bytes = sound_;
    std::swap_ranges(bytes.begin() + static_cast<std::ptrdiff_t>(page * 4096),
                     bytes.begin() + static_cast<std::ptrdiff_t>((page + 1) * 4096),
                     bytes.begin() + static_cast<std::ptrdiff_t>((page + 1) * 4096));
    write_file(path, bytes);
    SCOPED_TRACE("page " + std::to_string(page));
    errors += expect_right_or_error(path, right_);
    expect_found(path);
  }
  EXPECT_GT(errors, 0);
}

TEST_F(Damaged, TruncatedFile) {
  const std::string path = scratch_.file("cut");
  for (std::size_t size = 0; size < sound_.size(); size += 1361) {
    write_file(path, {sound_.begin(), sound_.begin() + static_cast<std::ptrdiff_t>(size)});
    SCOPED_TRACE("size " + std::to_string(size));
    EXPECT_GT(expect_right_or_error(path, right_), 0);
    expect_found(path);
  }
}

// If the writer was killed, acknowledged entries may be in the write-ahead log alone. A fault in its last commit is
// what a loss of power leaves. Every other fault must be reported, and never be taken for the log's end.
TEST(DamagedLog, CorruptByteAnywhere) {
  const Scratch scratch;
  const std::string path = scratch.file();
  std::vector<char> file;
  std::vector<char> log;
  std::size_t last_commit = 0;
  {
    const auto ledger = SqliteLedger::create(path).value();
    for (int i = 0; i < 30; ++i) {
      last_commit = file_bytes(path + "-wal").size();
      const std::vector<ledger::Draft> drafts{customer("A" + std::to_string(i % 40), "+96170100001"), opt_out("A1")};
      ASSERT_TRUE(ledger::append_all(*ledger, drafts, kNoon));
    }
    file = file_bytes(path);
    log = file_bytes(path + "-wal");
  }
  ASSERT_GT(last_commit, 100'000U);
  const std::string copy = scratch.file("copy");
  std::filesystem::copy_file(path + ".customer-keys", copy + ".customer-keys");
  const auto restore = [&](const std::vector<char>& with) {
    std::filesystem::remove(copy + "-shm");
    write_file(copy, file);
    write_file(copy + "-wal", with);
  };
  restore(log);
  const auto right = answers(copy);
  for (const auto& each : right) ASSERT_TRUE(each);

  std::mt19937_64 random(4);
  for (std::size_t i = 0; i < 150; ++i) {
    const std::size_t at = i < 60 ? i : random() % last_commit;  // the log's header and a frame's, and any other
    std::vector<char> bytes = log;
    bytes[at] = static_cast<char>(bytes[at] ^ static_cast<char>(1 + random() % 255));
    restore(bytes);
    SCOPED_TRACE("byte " + std::to_string(at));
    EXPECT_GT(expect_right_or_error(copy, right), 0);
    restore(bytes);
    expect_found(copy);
  }
  for (int i = 0; i < 20; ++i) {  // a torn last commit is dropped, and nothing else
    std::vector<char> bytes = log;
    bytes.resize(last_commit + random() % (log.size() - last_commit));
    restore(bytes);
    const auto ledger = SqliteLedger::open(copy, Access::read_write);
    ASSERT_TRUE(ledger) << to_string(ledger.error());
    EXPECT_EQ((*ledger)->heads().value()[0].size, 58U);
    EXPECT_TRUE((*ledger)->verify({})->whole());
  }
}

// The power fails while the log is made: its header is flushed before its first frame. So if no frame follows the
// header, nothing was acknowledged in the log, whatever the header is.
TEST(DamagedLog, NoFrameBehindABrokenHeader) {
  const Scratch scratch;
  write_ledger(scratch.file(), 20);
  const std::string log = scratch.file() + "-wal";
  for (const std::size_t size : {0U, 1U, 32U, 33U, 4151U}) {
    write_file(log, std::vector<char>(size, '\0'));
    const auto ledger = SqliteLedger::open(scratch.file(), Access::read_write);
    ASSERT_TRUE(ledger) << size << ": " << to_string(ledger.error());
    EXPECT_EQ((*ledger)->heads().value()[0].size, 20U);
    EXPECT_TRUE((*ledger)->verify({})->whole());
  }
  write_file(log, std::vector<char>(32 + 24 + 4096, '\0'));
  EXPECT_FALSE(SqliteLedger::open(scratch.file(), Access::read_write));
}

TEST_F(Damaged, WritingToItIsAnError) {
  std::vector<char> bytes = sound_;
  for (std::size_t page = 1; page < bytes.size() / 4096; ++page) bytes[page * 4096 + 2000] ^= 1;
  write_file(scratch_.file("corrupt"), bytes);
  const auto opened = SqliteLedger::open(scratch_.file("corrupt"), Access::read_write);
  const auto answer = opened ? append_one(**opened, opt_out("A1")) : tl::unexpected(opened.error());
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::damaged);
  EXPECT_FALSE(answer.error().mend.empty());
}

struct Foreign {
  const char* what;
  ErrorCode code;
  std::function<void(const std::string&)> make;
};

TEST(ForeignFile, IsRefusedByName) {
  const Foreign files[] = {
      {"no file", ErrorCode::not_found, [](const std::string&) {}},
      {"empty file", ErrorCode::invalid, [](const std::string& path) { write_file(path, {}); }},
      {"text", ErrorCode::invalid,
       [](const std::string& path) {
         const std::string_view text = "account,telephone\n";
         write_file(path, {text.begin(), text.end()});
       }},
      {"another program's database", ErrorCode::invalid,
       [](const std::string& path) {
         sqlite3* database = nullptr;
         sqlite3_open(path.c_str(), &database);
         sqlite3_exec(database, "CREATE TABLE t(a)", nullptr, nullptr, nullptr);
         sqlite3_close(database);
       }},
      {"a later format", ErrorCode::invalid,
       [](const std::string& path) {
         write_ledger(path, 3);
         BitFlipper(path).flip(63, 1);
       }},
      {"a folder", ErrorCode::invalid, [](const std::string& path) { std::filesystem::create_directory(path); }},
  };
  for (const Foreign& file : files) {
    const Scratch scratch;
    file.make(scratch.file());
    for (const Access access : {Access::read_write, Access::read_only}) {
      const auto opened = SqliteLedger::open(scratch.file(), access);
      ASSERT_FALSE(opened) << file.what;
      EXPECT_EQ(opened.error().code, file.code) << file.what << ": " << to_string(opened.error());
      EXPECT_NE(opened.error().message.find(scratch.file()), std::string::npos) << file.what;
      EXPECT_FALSE(opened.error().mend.empty()) << file.what;
    }
    if (file.code != ErrorCode::not_found) {
      EXPECT_FALSE(SqliteLedger::create(scratch.file())) << "nothing is overwritten";
    }
  }
}

TEST(ForeignFile, NowhereToCreate) {
  const Scratch scratch;
  const auto created = SqliteLedger::create(scratch.file("no/such/folder"));
  ASSERT_FALSE(created);
  EXPECT_EQ(created.error().code, ErrorCode::unavailable);
  EXPECT_EQ(created.error().message.find(".new-"), std::string::npos) << created.error().message;
}

TEST(Unwritable, OpenedForReadingOnly) {
  const Scratch scratch;
  write_ledger(scratch.file(), 10);
  const auto ledger = SqliteLedger::open(scratch.file(), Access::read_only).value();
  const auto answer = append_one(*ledger, opt_out("A1"));
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::unavailable);
  EXPECT_EQ(ledger->heads().value()[0].size, 10U);
}

TEST(Unwritable, LockedByAnotherForTooLong) {
  const Scratch scratch;
  write_ledger(scratch.file(), 10);
  const auto ledger =
      SqliteLedger::open(scratch.file(), Access::read_write, {.busy_wait = std::chrono::milliseconds{20}}).value();
  const auto other = Connection::open(scratch.file(), Connection::Mode::read_write, Connection::Pages::checked, {});
  ASSERT_TRUE((*other)->execute("BEGIN IMMEDIATE"));
  const auto answer = append_one(*ledger, opt_out("A1"));
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::unavailable);
  EXPECT_EQ(ledger->heads().value()[0].size, 10U) << "who writes does not keep others from reading";
  ASSERT_TRUE((*other)->execute("ROLLBACK"));
  EXPECT_TRUE(append_one(*ledger, opt_out("A1")));
}

// Runs in a child, because it takes rights away from the whole process; its exit status is the result.
int in_child(const std::function<int()>& body) {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(body());
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 255;
}

TEST(Unwritable, ReadOnlyFile) {
  const Scratch scratch;
  write_ledger(scratch.file(), 10);
  namespace fs = std::filesystem;
  fs::permissions(scratch.folder(), fs::perms::all);
  fs::permissions(scratch.file(), fs::perms::owner_read | fs::perms::group_read | fs::perms::others_read);
  const int status = in_child([&] {
    if (::geteuid() == 0 && ::setuid(65534) != 0) return 10;  // root is not bound by permissions
    const auto writing = SqliteLedger::open(scratch.file(), Access::read_write);
    const auto answer = writing ? append_one(**writing, opt_out("A1")) : tl::unexpected(writing.error());
    if (answer || answer.error().code != ErrorCode::unavailable) return 11;
    const auto reading = SqliteLedger::open(scratch.file(), Access::read_only);
    if (!reading) return 12;
    return (*reading)->heads().value()[0].size == 10U ? 0 : 13;
  });
  EXPECT_EQ(status, 0);
}

// The disk is full while the file must grow: what was acknowledged before stays, the rest is an error, and when there
// is space again the same ledger continues.
TEST(Unwritable, DiskFull) {
  for (const int checkpoint_pages : {4, 16'384}) {
    const Scratch scratch;
    ASSERT_TRUE(SqliteLedger::create(scratch.file()));
    const int status = in_child([&] {
      ::signal(SIGXFSZ, SIG_IGN);
      const rlimit small{256 * 1024, RLIM_INFINITY};
      if (::setrlimit(RLIMIT_FSIZE, &small) != 0) return 10;
      const auto ledger =
          SqliteLedger::open(scratch.file(), Access::read_write, {.checkpoint_pages = checkpoint_pages}).value();
      std::uint64_t done = 0;
      Result<std::vector<ledger::Receipt>> answer;
      do {
        const std::vector<ledger::Draft> drafts(10, customer("A1", "+9611234567"));
        answer = ledger::append_all(*ledger, drafts, kNoon);
        if (answer) done += drafts.size();
      } while (answer && done < 100'000);
      if (answer || answer.error().code != ErrorCode::unavailable || done == 0) return 11;
      if (ledger->heads().value()[0].size != done) return 12;
      const rlimit large{RLIM_INFINITY, RLIM_INFINITY};
      if (::setrlimit(RLIMIT_FSIZE, &large) != 0) return 13;
      if (!append_one(*ledger, opt_out("A2"))) return 14;
      return ledger->heads().value()[0].size == done + 1 ? 0 : 15;
    });
    EXPECT_EQ(status, 0);
    const auto ledger = SqliteLedger::open(scratch.file(), Access::read_write).value();
    EXPECT_EQ(ledger->entries_of("A2").value().size(), 1U);
    const auto found = ledger->verify({}).value();
    for (const ledger::Damage& each : found.damages) ADD_FAILURE() << each.what;
  }
}

}  // namespace
}  // namespace assent::fault_test
