// A write that the disk lost: a page is as it was before, and its own sum holds.
#include "scratch.hpp"
#include "store/sqlite_verify.hpp"
#include "thousand.hpp"

#include <gtest/gtest.h>

#include <random>

namespace assent::lost_write_test {

using namespace store;
namespace {

using namespace testing_drafts;

constexpr std::size_t kPage = 4096;

std::vector<std::string> questions(const ledger::Ledger& ledger) {
  std::vector<std::string> all;
  const auto add = [&](const auto& answer, auto&& text) {
    all.push_back(answer ? "." + text(*answer) : std::string{});
  };
  for (int a = 0; a < 40; ++a) {
    add(ledger.entries_of("A" + std::to_string(a)), [](const std::vector<ledger::Recorded>& entries) {
      std::string text;
      for (ledger::Recorded each : entries) {
        auto* customer = std::get_if<evidence::CustomerRecorded>(&each.entry.body);
        if (customer != nullptr) evidence::seal(*customer, each.entry.account, {1, {}}, {});
        text += evidence::to_hex(evidence::leaf_hash(evidence::encode(each.entry)));
      }
      return text;
    });
    add(ledger.accounts_of_telephone("+96170" + std::to_string(100'000 + a)),
        [](const std::vector<std::string>& accounts) {
          std::string text;
          for (const std::string& each : accounts) text += each + ",";
          return text;
        });
  }
  add(ledger.entries_of(""),
      [](const std::vector<ledger::Recorded>& entries) { return std::to_string(entries.size()); });
  add(ledger.heads(), [](const std::vector<ledger::LogHead>& heads) { return evidence::to_hex(heads.at(0).root); });
  add(everything(ledger), [](const auto& entries) { return std::to_string(entries.size()); });
  return all;
}

std::vector<std::string> questions(const std::string& path) {
  const auto ledger = SqliteLedger::open(path, Access::read_only);
  return ledger ? questions(**ledger) : std::vector<std::string>{};
}

// A ledger after each of several commands, each of which opened and closed it.
class LostWrite : public testing::Test {
 protected:
  LostWrite() {
    write_ledger(path_, 300);
    past_.push_back(file_bytes(path_));
    for (int i = 0; i < 6; ++i) {
      {
        const auto ledger = SqliteLedger::open(path_, Access::read_write).value();
        const std::vector<ledger::Draft> drafts{
            opt_out("A" + std::to_string(i), "late" + std::to_string(i)),
            customer("A" + std::to_string(30 + i), "+96170" + std::to_string(100'000 + i)),
            agreement("Partner late " + std::to_string(i))};
        if (!ledger::append_all(*ledger, drafts, noon_plus(1'000 + i))) throw std::runtime_error("no append");
      }
      past_.push_back(file_bytes(path_));
    }
    right_ = questions(path_);
  }

  const std::vector<char>& now() const { return past_.back(); }
  std::size_t pages_of(const std::vector<char>& file) const { return file.size() / kPage; }

  static void put_page(std::vector<char>& to, const std::vector<char>& from, std::size_t page) {
    const auto at = static_cast<std::ptrdiff_t>(page * kPage);
    std::copy_n(from.begin() + at, kPage, to.begin() + at);
  }

  // No question gets a different answer, and at least one question, or verification, reports the loss.
  void expect_found(const std::vector<char>& file) {
    write_file(scratch_.file("lost"), file);
    const auto told = questions(scratch_.file("lost"));
    for (std::size_t i = 0; i < told.size(); ++i) {
      if (!told[i].empty()) {
        EXPECT_EQ(told[i], right_[i]) << "question " << i;
      }
    }
    const auto found = verify_ledger_file(scratch_.file("lost"), std::chrono::milliseconds{100}, {});
    EXPECT_FALSE(found && found->whole());
  }

  Scratch scratch_;
  std::string path_ = scratch_.file();
  std::vector<std::vector<char>> past_;
  std::vector<std::string> right_;
};

TEST_F(LostWrite, OfAnyPageIsFound) {
  ASSERT_FALSE(right_.empty());
  int tried = 0;
  for (std::size_t then = 0; then + 1 < past_.size(); ++then) {
    for (std::size_t page = 0; page < pages_of(past_[then]); ++page) {
      std::vector<char> file = now();
      put_page(file, past_[then], page);
      if (file == now()) continue;
      SCOPED_TRACE("page " + std::to_string(page + 1) + " as it was " + std::to_string(past_.size() - 1 - then) +
                   " before");
      expect_found(file);
      ++tried;
    }
  }
  EXPECT_GT(tried, 30);
  RecordProperty("pages_of_the_past", tried);
}

// Two or three at the same time, the head and the sums among them half of the time.
TEST_F(LostWrite, OfSeveralPagesIsFound) {
  std::mt19937 random(5);
  for (int i = 0; i < 150; ++i) {
    const auto& then = past_[random() % (past_.size() - 1)];
    std::vector<std::size_t> changed;
    for (std::size_t page = 0; page < pages_of(then); ++page) {
      std::vector<char> file = now();
      put_page(file, then, page);
      if (file != now()) changed.push_back(page);
    }
    std::shuffle(changed.begin(), changed.end(), random);
    if (i % 2 == 0)
      std::stable_partition(changed.begin(), changed.end(), [](std::size_t page) { return page == 5 || page == 7; });
    changed.resize(std::min<std::size_t>(changed.size(), 2 + random() % 2));
    std::vector<char> file = now();
    for (const std::size_t page : changed) put_page(file, then, page);
    SCOPED_TRACE("try " + std::to_string(i));
    expect_found(file);
  }
}

// Of one copying all pages are lost but one: verification reads every page and reports that one.
TEST_F(LostWrite, OfAllPagesButOneIsVerified) {
  const auto& then = past_[past_.size() - 2];
  for (std::size_t kept = 0; kept < pages_of(then); ++kept) {
    std::vector<char> file = now();
    for (std::size_t page = 0; page < pages_of(then); ++page) {
      if (page != kept) put_page(file, then, page);
    }
    std::vector<char> before = file;
    put_page(before, then, kept);
    if (before == file) continue;
    write_file(scratch_.file("lost"), file);
    const auto found = verify_ledger_file(scratch_.file("lost"), std::chrono::milliseconds{100}, {});
    EXPECT_FALSE(found && found->whole()) << "page " << kept + 1;
  }
}

// The customer refused, the command ended, and the disk gave back the old index of accounts: the refusal must not be
// forgotten, by a question or by the next recording.
TEST_F(LostWrite, OfTheIndexOfAccountsDoesNotHideARefusal) {
  constexpr char kLeafOfAnIndex = 0x0a;  // of a table without row numbers
  int told = 0;
  for (std::size_t page = 0; page < pages_of(past_[past_.size() - 2]); ++page) {
    std::vector<char> file = now();
    put_page(file, past_[past_.size() - 2], page);
    if (file == now() || file[page * kPage] != kLeafOfAnIndex) continue;
    write_file(path_, file);
    const auto reading = SqliteLedger::open(path_, Access::read_only);
    const auto asked = reading ? (*reading)->entries_of("A5") : tl::unexpected(reading.error());
    if (asked) {
      EXPECT_EQ(asked->back().entry.kind(), evidence::EntryKind::opt_out) << "page " << page + 1;
      continue;
    }
    ++told;
    EXPECT_EQ(asked.error().code, ErrorCode::damaged);
    const std::string what = "page " + std::to_string(page + 1) + " is not the one that was written last";
    EXPECT_NE(asked.error().message.find(what), std::string::npos) << asked.error().message;
    const auto writing = SqliteLedger::open(path_, Access::read_write);
    const auto appended = writing ? append_one(**writing, opt_out("A5")) : tl::unexpected(writing.error());
    EXPECT_FALSE(appended);
  }
  EXPECT_GT(told, 0);
}

// The log began again, and the disk lost the header that says so: what comes after it is not the end of the old log.
TEST(LostWriteInTheLog, OfItsHeaderIsFound) {
  const Scratch scratch;
  const std::string path = scratch.file();
  std::vector<char> file;
  std::vector<char> old_log;
  std::vector<char> log;
  {
    const auto ledger = SqliteLedger::create(path).value();
    const auto again = SqliteLedger::open(path, Access::read_write, {.checkpoint_pages = 2}).value();
    ASSERT_TRUE(append_one(*ledger, opt_out("A1")));
    old_log = file_bytes(path + "-wal");
    ASSERT_TRUE(append_one(*again, opt_out("A2")));   // copies the log into the file
    ASSERT_TRUE(append_one(*ledger, opt_out("A3")));  // begins the log again
    file = file_bytes(path);
    log = file_bytes(path + "-wal");
  }
  ASSERT_FALSE(std::equal(log.begin(), log.begin() + 32, old_log.begin())) << "the log did not begin anew";
  std::copy_n(old_log.begin(), 32, log.begin());
  const std::string copy = scratch.file("copy");
  write_file(copy, file);
  write_file(copy + "-wal", log);
  for (const Access access : {Access::read_only, Access::read_write}) {
    const auto opened = SqliteLedger::open(copy, access);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, ErrorCode::damaged);
  }
}

}  // namespace
}  // namespace assent::lost_write_test
