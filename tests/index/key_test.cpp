// Keys: an account or a number and its key determine each other.

#include "index/key.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace assent::key_test {

using namespace index;
namespace {

constexpr std::string_view kAlphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-_.";

rc::Gen<std::string> fitting() {
  const auto size = *rc::gen::inRange<std::size_t>(1, 13);
  return rc::gen::container<std::string>(size, rc::gen::elementOf(std::string(kAlphabet)));
}

// So no two accounts have one key.
RC_GTEST_PROP(PackedAccount, GivesBackTheAccount, ()) {
  const std::string account = *fitting();
  const auto key = packed_account(account);
  RC_ASSERT(key.has_value());
  RC_ASSERT(*key > 0U);
  RC_ASSERT(*key < kFirstArenaKey);
  RC_ASSERT(unpacked_account(*key) == account);
}

RC_GTEST_PROP(PackedAccount, IsNoneOfWhatDoesNotFit, ()) {
  const auto text = *rc::gen::arbitrary<std::string>();
  const bool fits = !text.empty() && text.size() <= 12 && text.find_first_not_of(kAlphabet) == std::string::npos;
  RC_ASSERT(packed_account(text).has_value() == fits);
}

// Of any bytes; most of them could be those of an account, with other bytes around them.
RC_GTEST_PROP(PackedAccount, IsWhatItIsACharacterAtATime, ()) {
  const auto byte =
      rc::gen::weightedOneOf<char>({{40, rc::gen::elementOf(std::string(kAlphabet))},
                                    {1, rc::gen::arbitrary<char>()},
                                    {1, rc::gen::elementOf(std::string("/:@[`az,^+\0\x7F\x80\xFF", 14))}});
  const auto size = *rc::gen::inRange<std::size_t>(0, 21);
  const std::string text = *rc::gen::container<std::string>(size + 2, byte);
  const std::string_view account = std::string_view(text).substr(1, size);
  RC_ASSERT(packed_account_or_0(account) == packed_account_plainly(account));
}

TEST(PackedAccount, KnowsEachByteInEachPlace) {
  for (std::size_t size = 1; size <= 13; ++size) {
    for (std::size_t place = 0; place < size; ++place) {
      for (int byte = 0; byte < 256; ++byte) {
        std::vector<char> account(size, 'Z');  // of exactly that size, so that reading past it would be found
        account[place] = static_cast<char>(byte);
        const std::string_view text(account.data(), size);
        const bool fits = size <= 12 && kAlphabet.find(static_cast<char>(byte)) != std::string_view::npos;
        const auto key = packed_account(text);
        ASSERT_EQ(key.value_or(0), packed_account_plainly(text)) << size << " " << place << " " << byte;
        ASSERT_EQ(key.has_value(), fits) << size << " " << place << " " << byte;
        ASSERT_TRUE(!key || unpacked_account(*key) == text) << size << " " << place << " " << byte;
      }
    }
  }
}

TEST(PackedAccount, TellsNearlyEqualOnesApart) {
  std::set<Key> keys;
  const std::vector<std::string> accounts = {"0",  "00", "000", "A", "0A",           "A0",           "a0",         "A-",
                                             "-A", "A_", "A.",  ".", "............", "000000000000", "00000000000"};
  std::size_t fit = 0;
  for (const std::string& each : accounts) {
    if (const auto key = packed_account(each)) {
      keys.insert(*key);
      ++fit;
    }
  }
  EXPECT_EQ(fit, accounts.size() - 1) << "a small letter does not fit";
  EXPECT_EQ(keys.size(), fit);
}

RC_GTEST_PROP(PackedTelephone, GivesBackTheNumber, ()) {
  const auto size = *rc::gen::inRange<std::size_t>(0, 15);
  const std::string number = std::string("+") + *rc::gen::inRange('1', static_cast<char>('9' + 1)) +
                             *rc::gen::container<std::string>(size, rc::gen::inRange('0', static_cast<char>('9' + 1)));
  const auto key = packed_telephone(number);
  RC_ASSERT(key.has_value());
  RC_ASSERT(*key < Key{1} << 63U);
  RC_ASSERT(unpacked_telephone(*key) == number);
}

TEST(PackedTelephone, IsNoneOfWhatIsNoNumber) {
  for (const char* each : {"", "+", "+0", "+0123", "123", "+12a", "+ 12", "+1234567890123456", "++1"}) {
    EXPECT_FALSE(packed_telephone(each)) << each;
  }
}

TEST(Spread, DependsOnEveryCharacterAndTheLength) {
  const std::set<std::uint64_t> sums = {spread("long account 1"),
                                        spread("long account 2"),
                                        spread("Long account 1"),
                                        spread("long account 1 "),
                                        spread(""),
                                        spread(std::string_view("\0", 1))};
  EXPECT_EQ(sums.size(), 6U);
}

}  // namespace
}  // namespace assent::key_test
