// A ledger has one file under one name, and a program that has it open notices when this changes.
#include "scratch.hpp"
#include "store/connection.hpp"
#include "store/sqlite_verify.hpp"
#include "thousand.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <functional>

namespace assent::names_test {

using namespace store;
namespace {

using namespace testing_drafts;
namespace fs = std::filesystem;

// The message when it is opened to read, to write, or to be verified; it is the same each time.
Error refusal(const std::string& path) {
  const auto read = SqliteLedger::open(path, Access::read_only);
  const auto written = SqliteLedger::open(path, Access::read_write);
  const auto verified = verify_ledger_file(path, std::chrono::milliseconds{10}, {});
  if (read || written || verified) return {ErrorCode::conflict, "it was opened", ""};
  EXPECT_EQ(written.error(), read.error());
  EXPECT_EQ(verified.error(), read.error());
  return read.error();
}

class Names : public testing::Test {
 protected:
  void SetUp() override { write_ledger(path_, 20); }

  Scratch scratch_;
  std::string path_ = scratch_.file();
};

TEST_F(Names, SecondHardLinkIsRefused) {
  fs::create_hard_link(path_, scratch_.file("other"));
  for (const char* name : {"ledger", "other"}) {
    const Error error = refusal(scratch_.file(name));
    EXPECT_EQ(error.code, ErrorCode::invalid);
    EXPECT_NE(error.message.find("hard links"), std::string::npos) << error.message;
  }
  fs::remove(scratch_.file("other"));
  EXPECT_TRUE(SqliteLedger::open(path_, Access::read_write));
}

// Two programs that opened it by two names would each have a log, and lose what the other acknowledged.
TEST_F(Names, HardLinkThatAppearsLaterIsNoticed) {
  const auto ledger = SqliteLedger::open(path_, Access::read_write).value();
  ASSERT_TRUE(append_one(*ledger, opt_out("A1")));
  for (const char* suffix : {"", "-wal"}) {
    fs::create_hard_link(path_ + suffix, scratch_.file("other"));
    EXPECT_EQ(append_one(*ledger, opt_out("A1")).error().code, ErrorCode::unavailable) << suffix;
    EXPECT_EQ(ledger->entries_of("A1").error().code, ErrorCode::unavailable) << suffix;
    fs::remove(scratch_.file("other"));
    EXPECT_TRUE(append_one(*ledger, opt_out("A1"))) << suffix;
    EXPECT_TRUE(ledger->entries_of("A1")) << suffix;
  }
}

// The file is moved away and replaced by an older copy, while another program records.
TEST_F(Names, ReplacedWhileOpenIsNoticed) {
  fs::copy_file(path_, scratch_.file("backup"));
  const auto ledger = SqliteLedger::open(path_, Access::read_write).value();
  ASSERT_TRUE(append_one(*ledger, opt_out("A1", "first")));
  fs::rename(path_, scratch_.file("moved"));
  EXPECT_EQ(append_one(*ledger, opt_out("A1", "second")).error().code, ErrorCode::unavailable);
  EXPECT_EQ(ledger->heads().error().code, ErrorCode::unavailable);
  fs::copy_file(scratch_.file("backup"), path_);
  EXPECT_EQ(append_one(*ledger, opt_out("A1", "second")).error().code, ErrorCode::unavailable);
  EXPECT_EQ(ledger->entries_of("A1").error().code, ErrorCode::unavailable);
  // Back at its path: the same ledger continues, and has every acknowledged entry once.
  fs::rename(scratch_.file("moved"), path_);
  EXPECT_TRUE(append_one(*ledger, opt_out("A1", "second")));
  EXPECT_TRUE(append_one(*ledger, opt_out("A1", "first")).value().repeated);
}

TEST_F(Names, LogRemovedWhileOpenIsNoticed) {
  const auto ledger = SqliteLedger::open(path_, Access::read_write).value();
  ASSERT_TRUE(append_one(*ledger, opt_out("A1")));
  fs::rename(path_ + "-wal", scratch_.file("log"));
  EXPECT_EQ(append_one(*ledger, opt_out("A1")).error().code, ErrorCode::unavailable);
  EXPECT_EQ(ledger->heads().error().code, ErrorCode::unavailable);
  fs::rename(scratch_.file("log"), path_ + "-wal");
  EXPECT_TRUE(append_one(*ledger, opt_out("A1")));
}

// The log of one file beside another, as after a replacement: no answer ever comes from both.
TEST_F(Names, LogOfAnotherFileIsNoAnswer) {
  fs::copy_file(path_, scratch_.file("backup"));
  for (int i = 0; i < 30; ++i) {
    const auto ledger = SqliteLedger::open(path_, Access::read_write).value();
    ASSERT_TRUE(append_one(*ledger, customer("N" + std::to_string(i), "+9617012345")));
  }
  std::vector<char> log;
  {
    const auto ledger = SqliteLedger::open(path_, Access::read_write).value();
    ASSERT_TRUE(append_one(*ledger, opt_out("A1")));
    log = file_bytes(path_ + "-wal");
  }
  write_file(scratch_.file("backup-wal"), log);
  const auto opened = SqliteLedger::open(scratch_.file("backup"), Access::read_only);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, ErrorCode::damaged);
}

TEST_F(Names, SymbolicLinkIsFollowed) {
  const Scratch elsewhere;
  fs::create_symlink(path_, elsewhere.file());
  const auto by_link = SqliteLedger::open(elsewhere.file(), Access::read_write).value();
  const auto by_name = SqliteLedger::open(path_, Access::read_write).value();
  ASSERT_TRUE(append_one(*by_link, opt_out("B1")));
  ASSERT_TRUE(append_one(*by_name, opt_out("B1")));
  EXPECT_EQ(by_link->entries_of("B1").value().size(), 2U);
  EXPECT_FALSE(fs::exists(elsewhere.file() + "-wal"));
}

TEST(SpecialNames, AreNoFiles) {
  for (const char* name : {"", ":memory:", "file:x.ledger", "file::memory:?cache=shared"}) {
    const auto created = SqliteLedger::create(name);
    ASSERT_FALSE(created) << name;
    EXPECT_EQ(created.error().code, ErrorCode::invalid) << name;
    EXPECT_EQ(refusal(name).code, ErrorCode::invalid) << name;
  }
  EXPECT_FALSE(fs::exists("x.ledger"));
}

TEST(SpecialNames, OfPlainFilesAreTaken) {
  const Scratch scratch;
  for (const char* name : {":memory:", "file:x.ledger", "a?mode=memory", "%41", "-wal", "a b\n"}) {
    ASSERT_TRUE(SqliteLedger::create(scratch.file(name))) << name;
    EXPECT_TRUE(fs::is_regular_file(scratch.file(name))) << name;
    const auto ledger = SqliteLedger::open(scratch.file(name), Access::read_write).value();
    EXPECT_TRUE(append_one(*ledger, opt_out("A1"))) << name;
  }
}

TEST(SpecialNames, OfNoFilesAreRefused) {
  const Scratch scratch;
  ASSERT_EQ(::mkfifo(scratch.file("pipe").c_str(), 0600), 0);
  for (const std::string& name : {scratch.file("pipe"), std::string("/dev/null"), scratch.folder().string()}) {
    const Error error = refusal(name);
    EXPECT_EQ(error.code, ErrorCode::invalid) << name;
    EXPECT_NE(error.message.find("is not a file"), std::string::npos) << error.message;
  }
}

TEST_F(Names, WhatStandsBesideIsLookedAt) {
  ASSERT_EQ(::mkfifo((path_ + "-wal").c_str(), 0600), 0);
  EXPECT_EQ(refusal(path_).code, ErrorCode::invalid);
  fs::remove(path_ + "-wal");
  fs::create_symlink(scratch_.file("elsewhere"), path_ + "-shm");
  EXPECT_EQ(refusal(path_).code, ErrorCode::invalid);
  fs::remove(path_ + "-shm");
  write_file(path_ + "-journal", {'x'});
  EXPECT_EQ(refusal(path_).code, ErrorCode::invalid);
  fs::remove(path_ + "-journal");
  EXPECT_TRUE(SqliteLedger::open(path_, Access::read_write));
}

// Runs in a child, because it takes something away from the whole process; its exit status is the result.
int in_child(const std::function<int()>& body) {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(body());
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 255;
}

// With any small number of descriptors: it works, or it is unavailable; it is never damaged, and never empty.
TEST_F(Names, FewDescriptorsAreNoDamage) {
  int worked = 0;
  int failed = 0;
  for (rlim_t most = 3; most < 40; ++most) {
    const int status = in_child([&] {
      const rlimit few{most, most};
      if (::setrlimit(RLIMIT_NOFILE, &few) != 0) return 10;
      const auto verified = verify_ledger_file(path_, std::chrono::milliseconds{10}, {});
      if (verified ? !verified->whole() : verified.error().code != ErrorCode::unavailable) return 11;
      for (const Access access : {Access::read_only, Access::read_write}) {
        const auto ledger = SqliteLedger::open(path_, access);
        if (!ledger && ledger.error().code != ErrorCode::unavailable) return 12;
        if (!ledger) return 1;
        const auto heads = (*ledger)->heads();
        if (heads ? heads->at(0).size != 20 : heads.error().code != ErrorCode::unavailable) return 13;
      }
      return verified ? 0 : 1;
    });
    EXPECT_LE(status, 1) << most << " descriptors";
    ++(status == 0 ? worked : failed);
  }
  EXPECT_GT(worked, 0);
  EXPECT_GT(failed, 0);
}

}  // namespace
}  // namespace assent::names_test
