// What is hashed is exactly what was written, in whatever pieces it came.
#include "service/hashing_stream.hpp"

#include <gtest/gtest.h>

#include <string>

namespace assent::hashing_stream_test {

using namespace service;
namespace {

// Takes a number of bytes, and fails at the write that would exceed it.
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
    EXPECT_EQ(sink.so_far(), (certificate::CertifiedFile{2 * size, evidence::sha256(evidence::view_of(text + text))}));
  }
}

TEST(HashingSink, DoesNotHashWhatCouldNotBeWritten) {
  for (const std::size_t room : {0U, 300'000U, 600'000U, 999'999U}) {
    SmallDisk disk(room);
    HashingSink sink(disk);
    const auto written = sink.write(some_text(1'000'000));
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, ErrorCode::unavailable);
    EXPECT_EQ(sink.so_far(),
              (certificate::CertifiedFile{disk.text.size(), evidence::sha256(evidence::view_of(disk.text))}));
  }
}

TEST(WriteBoth, HashesAllThreeHoweverLongTheyAre) {
  constexpr std::size_t kSizes[] = {0, 63, 64, 262'144, 262'145, 600'000};
  for (const std::size_t of_one : kSizes) {
    for (const std::size_t of_other : kSizes) {
      for (const std::size_t of_third : kSizes) {
        const std::string texts[] = {some_text(of_one), some_text(of_other), some_text(of_third)};
        SmallDisk disks[] = {SmallDisk(2 * of_one), SmallDisk(2 * of_other)};
        HashingSink one(disks[0]);
        HashingSink other(disks[1]);
        evidence::Sha256Stream third;
        for (int i = 0; i < 2; ++i) ASSERT_TRUE(write_both(one, texts[0], other, texts[1], third, texts[2]));
        EXPECT_EQ(disks[0].text, texts[0] + texts[0]);
        EXPECT_EQ(disks[1].text, texts[1] + texts[1]);
        EXPECT_EQ(one.so_far(),
                  (certificate::CertifiedFile{2 * of_one, evidence::sha256(evidence::view_of(texts[0] + texts[0]))}));
        EXPECT_EQ(other.so_far(),
                  (certificate::CertifiedFile{2 * of_other, evidence::sha256(evidence::view_of(texts[1] + texts[1]))}));
        EXPECT_EQ(third.size(), 2 * of_third);
        EXPECT_EQ(third.so_far(), evidence::sha256(evidence::view_of(texts[2] + texts[2])));
      }
    }
  }
}

TEST(WriteBoth, StopsAtTheFirstFailure) {
  for (const bool first : {true, false}) {
    SmallDisk full(300'000);
    SmallDisk other(1'000'000);
    HashingSink full_sink(full);
    HashingSink other_sink(other);
    evidence::Sha256Stream third;
    const std::string text = some_text(900'000);
    const auto written = first ? write_both(full_sink, text, other_sink, text, third, text)
                               : write_both(other_sink, text, full_sink, text, third, text);
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, ErrorCode::unavailable);
    EXPECT_EQ(full_sink.so_far().bytes, full.text.size());
  }
}

}  // namespace
}  // namespace assent::hashing_stream_test
