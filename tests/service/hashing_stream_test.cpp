// What is hashed is exactly what was written, however it was given.
#include "service/hashing_stream.hpp"

#include <gtest/gtest.h>

#include <string>

namespace assent {
namespace {

// Takes so many bytes, and fails at the write that would bring more.
class SmallDisk final : public ByteSink {
 public:
  explicit SmallDisk(std::size_t room) : room_(room) {}
  Result<void> write(std::string_view bytes) override {
    EXPECT_FALSE(failed_) << "written to after a failure";
    failed_ = text.size() + bytes.size() > room_;
    if (failed_) return fail(ErrorCode::unavailable, "the disk is full");
    text.append(bytes);
    return {};
  }
  std::string text;

 private:
  std::size_t room_;
  bool failed_ = false;
};

std::string some_text(std::size_t size) {
  std::string text;
  for (std::size_t i = 0; text.size() < size; ++i) text += std::to_string(i);
  text.resize(size);
  return text;
}

TEST(HashingSink, HashesWhatItWrites) {
  for (const std::size_t size : {0U, 1U, 262'143U, 262'144U, 262'145U, 524'288U, 1'000'000U}) {
    const std::string text = some_text(size);
    SmallDisk disk(2 * size);
    HashingSink sink(disk);
    ASSERT_TRUE(sink.write(text));
    ASSERT_TRUE(sink.write(text));
    EXPECT_EQ(disk.text, text + text);
    EXPECT_EQ(sink.so_far(), (CertifiedFile{2 * size, sha256(view_of(text + text))}));
  }
}

TEST(HashingSink, DoesNotHashWhatCouldNotBeWritten) {
  for (const std::size_t room : {0U, 300'000U, 600'000U, 999'999U}) {
    SmallDisk disk(room);
    HashingSink sink(disk);
    const auto written = sink.write(some_text(1'000'000));
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, ErrorCode::unavailable);
    EXPECT_EQ(sink.so_far(), (CertifiedFile{disk.text.size(), sha256(view_of(disk.text))}));
  }
}

}  // namespace
}  // namespace assent
