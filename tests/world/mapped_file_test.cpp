// A mapped file: what is written stays in memory, and another file of the same name is another file.

#include "world/mapped_file.hpp"

#include "world/files.hpp"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>

namespace assent::mapped_file_test {

using namespace world;
namespace {

namespace fs = std::filesystem;

class Mapped : public ::testing::Test {
 protected:
  Mapped() {
    std::string name = (fs::temp_directory_path() / "assent-mapped-XXXXXX").string();
    directory_ = ::mkdtemp(name.data());
    path_ = directory_ / "file";
    EXPECT_TRUE(write_file(path_, "some bytes"));
  }
  ~Mapped() override { fs::remove_all(directory_); }

  static std::string text(const MappedFile& file) {
    return {reinterpret_cast<const char*>(file.bytes().data()), file.bytes().size()};
  }

  fs::path directory_;
  std::string path_;
};

TEST_F(Mapped, ShowsTheFileAndKeepsChangesToItself) {
  const auto file = MappedFile::open(path_);
  ASSERT_TRUE(file);
  EXPECT_EQ(text(*file), "some bytes");
  file->bytes()[0] = std::byte{'S'};
  EXPECT_EQ(text(*file), "Some bytes");
  EXPECT_EQ(*read_file(path_), "some bytes");
  EXPECT_EQ(text(*MappedFile::open(path_)), "some bytes");
}

TEST_F(Mapped, StaysWhatItWasWhenAnotherTakesItsName) {
  auto file = MappedFile::open(path_);
  const std::shared_ptr<std::byte> owner = file->owner();
  const std::span<std::byte> bytes = file->bytes();
  ASSERT_TRUE(write_file(path_, "others"));
  EXPECT_EQ(text(*file), "some bytes");
  file = MappedFile::open(path_);
  EXPECT_EQ(text(*file), "others");
  EXPECT_EQ(bytes[0], std::byte{'s'}) << "as long as somebody owns it";
}

TEST_F(Mapped, HasOneIdentityUntilItChanges) {
  const std::string identity = MappedFile::open(path_)->identity();
  EXPECT_EQ(MappedFile::open(path_)->identity(), identity);
  ASSERT_TRUE(write_file(path_, "some bytes"));
  EXPECT_NE(MappedFile::open(path_)->identity(), identity) << "the same bytes, and yet another file";
}

TEST_F(Mapped, IsNothingWhereThereIsNothing) {
  ASSERT_TRUE(write_file(path_, ""));
  const auto file = MappedFile::open(path_);
  ASSERT_TRUE(file);
  EXPECT_TRUE(file->bytes().empty());
}

TEST_F(Mapped, SaysWhatCannotBe) {
  EXPECT_EQ(MappedFile::open(path_ + "s").error().code, ErrorCode::not_found);
  EXPECT_EQ(MappedFile::open(directory_).error().code, ErrorCode::invalid);
  const auto device = MappedFile::open("/dev/null");
  EXPECT_EQ(device.error(),
            (Error{ErrorCode::unavailable, "cannot read `/dev/null` at any position: it is not a plain file",
                   "name a file on disk"}));
}

}  // namespace
}  // namespace assent::mapped_file_test
