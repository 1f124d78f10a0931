#include "world/files.hpp"

#include "world/clock.hpp"
#include "world/randomness.hpp"
#include "world/settable_clock.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace assent::files_test {

using namespace world;
namespace {

namespace fs = std::filesystem;

// A folder that is removed with the test.
class Files : public testing::Test {
 protected:
  Files() {
    std::string pattern = (fs::temp_directory_path() / "assent-files-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
  }
  ~Files() override { fs::remove_all(folder_); }

  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  std::size_t count() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()));
  }

  fs::path folder_;
};

TEST_F(Files, WhatIsWrittenIsRead) {
  const std::string bytes = std::string(300'000, 'x') + std::string("\0\xFF\r\n", 4);
  ASSERT_TRUE(write_file(path("a"), bytes));
  EXPECT_EQ(read_file(path("a")), bytes);
  ASSERT_TRUE(write_file(path("a"), ""));
  EXPECT_EQ(read_file(path("a")), "");
  EXPECT_EQ(count(), 1U);
}

TEST_F(Files, ACreatedFileIsItsOwnersAlone) {
  const mode_t mask = ::umask(0);
  const auto made = create_file(path("key"), "secret\n");
  ::umask(mask);
  ASSERT_TRUE(made);
  EXPECT_EQ(read_file(path("key")), "secret\n");
  struct stat status {};
  ASSERT_EQ(::stat(path("key").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 07777, 0600U);
}

TEST_F(Files, ACreatedFileReplacesNothing) {
  ASSERT_TRUE(write_file(path("key"), "old"));
  fs::create_symlink(path("elsewhere"), path("link"));
  for (const char* name : {"key", "link", "."}) {
    const auto made = create_file(path(name), "new");
    ASSERT_FALSE(made) << name;
    EXPECT_EQ(made.error().code, ErrorCode::conflict) << name;
  }
  EXPECT_EQ(read_file(path("key")), "old");
  EXPECT_FALSE(fs::exists(path("elsewhere")));
  EXPECT_EQ(create_file(path("none/key"), "new").error().code, ErrorCode::not_found);
}

TEST_F(Files, ACreatedFileThatCannotBeWrittenLeavesNothing) {
  const rlimit unlimited = [] {
    rlimit limit{};
    ::getrlimit(RLIMIT_FSIZE, &limit);
    return limit;
  }();
  ::signal(SIGXFSZ, SIG_IGN);
  const rlimit small{4, unlimited.rlim_max};
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
  const auto made = create_file(path("key"), "too long");
  ::setrlimit(RLIMIT_FSIZE, &unlimited);
  ::signal(SIGXFSZ, SIG_DFL);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, ErrorCode::unavailable);
  EXPECT_EQ(count(), 0U);
}

TEST(Randomness, GivesEachTimeAnother) {
  const auto first = random_seed();
  const auto second = random_seed();
  ASSERT_TRUE(first && second);
  EXPECT_NE(*first, *second);
}

TEST_F(Files, ASourceGivesPiecesAndItsSize) {
  ASSERT_TRUE(write_file(path("a"), "hello"));
  auto source = FileSource::open(path("a"));
  ASSERT_TRUE(source);
  EXPECT_EQ(source->size(), 5U);
  char piece[3];
  EXPECT_EQ(source->read(piece), 3U);
  EXPECT_EQ(source->read(piece), 2U);
  EXPECT_EQ(source->read(piece), 0U);
  EXPECT_EQ(source->bytes_read(), 5U);
}

TEST_F(Files, ErrorsNameTheFileAndTheMend) {
  const auto missing = read_file(path("none"));
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::not_found);
  EXPECT_EQ(to_string(missing.error()),
            "cannot read `" + path("none") + "`: No such file or directory; check the path");
  const auto folder = read_file(folder_.string());
  ASSERT_FALSE(folder);
  EXPECT_EQ(folder.error().code, ErrorCode::invalid);
  EXPECT_EQ(folder.error().mend, "name a file");
  const auto nowhere = write_file(path("none/a"), "x");
  ASSERT_FALSE(nowhere);
  EXPECT_EQ(nowhere.error().code, ErrorCode::not_found);
  EXPECT_EQ(write_file(folder_.string(), "x").error().code, ErrorCode::invalid);
  ASSERT_TRUE(write_file(path("a"), "x"));
  EXPECT_EQ(read_file(path("a/b")).error().code, ErrorCode::invalid);
}

TEST_F(Files, ATooLargeFileIsNotRead) {
  ASSERT_TRUE(write_file(path("a"), "hello"));
  EXPECT_TRUE(read_file(path("a"), 5));
  EXPECT_EQ(read_file(path("a"), 4).error().code, ErrorCode::invalid);
}

TEST_F(Files, AFullDiskIsAnError) {
  const auto full = write_file("/dev/full", "x");
  ASSERT_FALSE(full);
  EXPECT_EQ(to_string(full.error()), "cannot write `/dev/full`: No space left on device; make room and try again");
}

TEST_F(Files, AFileThatIsNotCommittedIsNotThere) {
  ASSERT_TRUE(write_file(path("a"), "old"));
  {
    auto sink = FileSink::create(path("a"));
    ASSERT_TRUE(sink);
    ASSERT_TRUE(sink->write("new"));
    EXPECT_EQ(read_file(path("a")), "old");
  }
  EXPECT_EQ(read_file(path("a")), "old");
  EXPECT_EQ(count(), 1U);
}

// All ways to make or replace a file.
using Writing = Result<void> (*)(const std::string& path, std::string_view bytes);

Result<void> write_partial(const std::string& path, std::string_view bytes) {
  auto file = PartialFile::create(path);
  if (!file) return tl::unexpected(file.error());
  if (auto written = file->write(bytes); !written) return written;
  if (auto finished = file->unfinished().finish(); !finished) return finished;
  UnfinishedFile* const unfinished = &file->unfinished();
  return name_together({&unfinished, 1});
}

Result<void> write_whole(const std::string& path, std::string_view bytes) { return write_file(path, bytes); }
Result<void> write_shared(const std::string& path, std::string_view bytes) {
  return write_file(path, bytes, Rivals::welcome);
}

constexpr Writing kWritings[] = {write_whole, write_shared, write_partial};

TEST_F(Files, ANewFileIsItsOwnersAlone) {
  for (const Writing write : kWritings) {
    ASSERT_TRUE(write(path("a"), "x"));
    EXPECT_EQ(fs::status(path("a")).permissions(), fs::perms::owner_read | fs::perms::owner_write);
    fs::permissions(path("a"), fs::perms::owner_all);
    ASSERT_TRUE(write(path("a"), "y"));
    EXPECT_EQ(fs::status(path("a")).permissions(), fs::perms::owner_all);
    fs::remove(path("a"));
  }
}

TEST_F(Files, ALinkStaysALink) {
  fs::create_directory(path("folder"));
  fs::create_symlink(path("folder/a"), path("link"));
  for (const Writing write : kWritings) {
    ASSERT_TRUE(write_file(path("folder/a"), "x"));
    ASSERT_TRUE(write(path("link"), "y"));
    EXPECT_TRUE(fs::is_symlink(path("link")));
    EXPECT_EQ(read_file(path("folder/a")), "y");
    EXPECT_EQ(count(), 2U);
  }
}

TEST_F(Files, WhatAnybodyPutAtThePlaceOfAPartOfAFileIsNotWrittenTo) {
  ASSERT_TRUE(write_file(path("victim"), "precious"));
  const std::string part = UnfinishedFile::name_of(path("a"));
  fs::create_symlink(path("victim"), part);
  EXPECT_EQ(PartialFile::reopen(path("a"), 0).error().code, ErrorCode::not_found);
  EXPECT_EQ(PartialFile::reopen(path("a"), 3).error().code, ErrorCode::not_found);
  ASSERT_TRUE(write_partial(path("a"), "x"));
  EXPECT_EQ(read_file(path("victim")), "precious");
  EXPECT_FALSE(fs::is_symlink(path("a")));

  ASSERT_TRUE(write_file(part, "left"));
  fs::permissions(part, fs::perms::all);
  fs::remove(path("a"));
  ASSERT_TRUE(write_partial(path("a"), "y"));
  EXPECT_EQ(fs::status(path("a")).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(count(), 2U);
}

TEST_F(Files, APartOfAFileIsGoneOnWith) {
  ASSERT_TRUE(write_file(path("a"), "old"));
  fs::permissions(path("a"), fs::perms::owner_all);
  fs::create_symlink("a", path("link"));
  {
    auto file = PartialFile::create(path("link"));
    ASSERT_TRUE(file);
    ASSERT_TRUE(file->write("one two"));
    file->unfinished().keep();
  }
  EXPECT_EQ(PartialFile::reopen(path("link"), 8).error().code, ErrorCode::not_found);
  auto file = PartialFile::reopen(path("link"), 4);
  ASSERT_TRUE(file);
  ASSERT_TRUE(file->write("three"));
  EXPECT_EQ(read_file(path("a")), "old");
  ASSERT_TRUE(file->unfinished().finish());
  UnfinishedFile* const unfinished = &file->unfinished();
  ASSERT_TRUE(name_together({&unfinished, 1}));
  EXPECT_EQ(read_file(path("a")), "one three");
  EXPECT_EQ(fs::status(path("a")).permissions(), fs::perms::owner_all);
  EXPECT_TRUE(fs::is_symlink(path("link")));
}

TEST_F(Files, OneAtATimeWritesAFile) {
  {
    auto first = FileSink::create(path("a"));
    ASSERT_TRUE(first && first->write("first"));
    const auto second = FileSink::create(path("./a"));
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::unavailable);
    EXPECT_EQ(to_string(second.error()),
              "another run is writing `" + path("./a") + "`; wait until it ends, or name another file");
    EXPECT_TRUE(write_file(path("a"), "third", Rivals::welcome));
    ASSERT_TRUE(first->commit());
  }
  EXPECT_EQ(read_file(path("a")), "first");
  EXPECT_TRUE(write_file(path("a"), "fourth"));
  EXPECT_EQ(count(), 1U);
}

// Once, a renaming that failed left one list new and the other old.
TEST_F(Files, NamesAreGivenTogetherOrNotAtAll) {
  const auto all = [&](bool spoilt) {
    std::vector<UnfinishedFile> files;
    for (const char* name : {"a", "b", "c"}) {
      files.push_back(UnfinishedFile::create(path(name), Rivals::refused).value());
      EXPECT_TRUE(files.back().write(std::string("new ") + name) && files.back().finish());
    }
    if (spoilt) fs::remove(UnfinishedFile::name_of(path("b")));
    UnfinishedFile* const together[] = {&files[0], &files[1], &files[2]};
    return name_together(together);
  };
  ASSERT_TRUE(write_file(path("a"), "old a") && write_file(path("c"), "old c"));
  const auto spoilt = all(true);
  ASSERT_FALSE(spoilt);
  EXPECT_EQ(spoilt.error().code, ErrorCode::unavailable);
  EXPECT_EQ(read_file(path("a")), "old a");
  EXPECT_FALSE(fs::exists(path("b")));
  EXPECT_EQ(read_file(path("c")), "old c");
  EXPECT_EQ(count(), 2U);

  ASSERT_TRUE(all(false));
  for (const char* name : {"a", "b", "c"}) EXPECT_EQ(read_file(path(name)), std::string("new ") + name);
  EXPECT_EQ(count(), 3U);
}

TEST_F(Files, ASecretIsItsOwnersAlone) {
  ASSERT_TRUE(create_file(path("key"), "secret"));
  EXPECT_EQ(read_secret_file(path("key")), "secret");
  fs::permissions(path("key"), fs::perms{0640});
  EXPECT_EQ(read_secret_file(path("key")).error().code, ErrorCode::invalid);
}

TEST_F(Files, WhatIsNoPlainFileIsWrittenDirectly) {
  ASSERT_TRUE(write_file("/dev/null", "x"));
  EXPECT_FALSE(fs::is_regular_file("/dev/null"));
}

TEST(Clocks, TheSystemsGoesForwardAndTheSettableOneAsTold) {
  const SystemClock system;
  EXPECT_GT(system.now(), parse_instant("2024-01-01T00:00:00Z").value());
  EXPECT_LE(system.now(), kNever);
  SettableClock clock(parse_instant("2026-02-18T00:00:00Z").value());
  clock.advance(std::chrono::hours{24});
  EXPECT_EQ(to_string(clock.now()), "2026-02-19T00:00:00Z");
}

}  // namespace
}  // namespace assent::files_test
