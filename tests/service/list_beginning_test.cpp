// The beginning of a list is hashed exactly up to where pieces begin, however much was read by then.
#include "service/list_beginning.hpp"

#include <gtest/gtest.h>

#include <string>

namespace assent::list_beginning_test {

using namespace service;
namespace {

const std::string kList = "account,segment\nA1,x\nA2,y\nA3,z\n";

certificate::CertifiedFile first(std::size_t bytes) {
  return {bytes, evidence::sha256(evidence::view_of(kList.substr(0, bytes)))};
}

Result<void> read(ListBeginning& list, std::size_t bytes) {
  std::string room(bytes, ' ');
  const auto count = list.read(room);
  if (!count) return tl::unexpected(count.error());
  return {};
}

TEST(ListBeginning, IsHashedAsFarAsIsAskedFor) {
  for (std::size_t offset = 0; offset <= kList.size(); ++offset) {
    TextSource source(kList);
    ListBeginning list(source);
    ASSERT_TRUE(read(list, kList.size()));
    auto hash = list.leave(offset);
    ASSERT_TRUE(hash);
    EXPECT_EQ(hash->size(), offset);
    hash->update(evidence::view_of(std::string_view(kList).substr(offset)));
    EXPECT_EQ(hash->so_far(), evidence::sha256(evidence::view_of(kList)));
  }
}

TEST(ListBeginning, OnlyPassesOnWhatIsReadLater) {
  TextSource source(kList);
  ListBeginning list(source);
  ASSERT_TRUE(read(list, 16));
  const auto hash = list.leave(16);
  ASSERT_TRUE(hash);
  std::string rest(kList.size(), ' ');
  EXPECT_EQ(list.read(rest).value(), kList.size() - 16);
  EXPECT_EQ(rest.substr(0, kList.size() - 16), kList.substr(16));
  EXPECT_EQ(hash->size(), 16U);
}

TEST(ListBeginning, IsHeldAgainstWhatIsExpected) {
  for (std::size_t expected = 1; expected <= kList.size(); ++expected) {
    for (const std::size_t at_once : {std::size_t{1}, std::size_t{5}, kList.size()}) {
      TextSource source(kList);
      ListBeginning list(source);
      list.expect(first(expected));
      for (std::size_t done = 0; done < kList.size(); done += at_once) ASSERT_TRUE(read(list, at_once));
      const auto hash = list.leave(expected);
      ASSERT_TRUE(hash);
      EXPECT_EQ(hash->so_far(), first(expected).sha256);

      std::string other = kList;
      other[expected - 1] = '!';
      TextSource changed(other);
      ListBeginning refused(changed);
      refused.expect(first(expected));
      Result<void> found;
      for (std::size_t done = 0; done < kList.size() && found; done += at_once) found = read(refused, at_once);
      ASSERT_FALSE(found);
      EXPECT_EQ(found.error().code, ErrorCode::conflict);
    }
  }
}

TEST(ListBeginning, ThatEndsBeforeWhatIsExpectedIsAnother) {
  TextSource source(std::string_view(kList).substr(0, 20));
  ListBeginning list(source);
  list.expect(first(30));
  ASSERT_TRUE(read(list, 30));
  const auto end = read(list, 30);
  ASSERT_FALSE(end);
  EXPECT_EQ(end.error().code, ErrorCode::conflict);
}

// A text without a line feed is read to its end in the search for the first line, and is not kept.
TEST(ListBeginning, DoesNotKeepAFirstLineWithoutEnd) {
  const std::string endless(20 << 20, 'x');
  TextSource source(endless);
  ListBeginning list(source);
  for (int i = 0; i < 20; ++i) ASSERT_TRUE(read(list, 1 << 20));
  EXPECT_EQ(list.leave(endless.size()).error().code, ErrorCode::invalid);
}

TEST(ListBeginning, CannotBeLeftBeforeTheEndOfWhatIsExpected) {
  TextSource source(kList);
  ListBeginning list(source);
  list.expect(first(20));
  ASSERT_TRUE(read(list, 10));
  EXPECT_EQ(list.leave(10).error().code, ErrorCode::conflict);
  ASSERT_TRUE(read(list, 15));
  EXPECT_EQ(list.leave(19).error().code, ErrorCode::conflict);
  EXPECT_TRUE(list.leave(25));
}

}  // namespace
}  // namespace assent::list_beginning_test
