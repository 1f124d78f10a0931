// What a URL and an id stand for: without the key none can be read or made.

#include "camara/capture.hpp"
#include "camara/consent_id.hpp"
#include "evidence/sealed_values.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace assent::sealed_test {
namespace {

using camara::Capture;
using camara::capture_of;
using camara::consent_of;
using camara::ConsentId;
using evidence::Seal;

const std::vector<std::string> kValues{"one", "", "7:7", "A-1"};

TEST(Seal, GivesBackWhatItClosed) {
  const Seal seal(evidence::Hash{1}, "camara");
  EXPECT_EQ(seal.open("capture", seal.close("capture", kValues)), kValues);
  EXPECT_EQ(seal.close("capture", kValues), seal.close("capture", kValues));
  EXPECT_EQ(seal.close("capture", {"C-4711"}).find("4711"), std::string::npos);
}

TEST(Seal, OpensNothingThatWasMadeOtherwise) {
  const Seal seal(evidence::Hash{1}, "camara");
  const std::string text = seal.close("capture", kValues);
  EXPECT_FALSE(seal.open("consent", text)) << "for another use";
  EXPECT_FALSE(Seal(evidence::Hash{2}, "camara").open("capture", text)) << "with another key";
  EXPECT_FALSE(Seal(evidence::Hash{1}, "another").open("capture", text)) << "of another part of the product";
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string changed = text;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(seal.open("capture", changed)) << i;
    EXPECT_FALSE(seal.open("capture", text.substr(0, i))) << i;
  }
  EXPECT_FALSE(seal.open("capture", text + "A"));
  EXPECT_FALSE(seal.open("capture", std::string(100'000, 'A')));
}

TEST(Seal, KeepsCapturesAndConsentsApart) {
  const Seal seal(evidence::Hash{1}, "camara");
  const Capture capture{"abcd", "acme", "C-1", "https://a.example/b", instant_of(1'780'000'000'000'000), {"x", "y"}};
  const auto read = capture_of(seal, text_of(seal, capture));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->account, "C-1");
  EXPECT_EQ(read->ends, capture.ends);
  EXPECT_EQ(read->uses, capture.uses);
  const ConsentId id{"acme", "C-1", "x"};
  ASSERT_TRUE(consent_of(seal, text_of(seal, id)));
  EXPECT_EQ(consent_of(seal, text_of(seal, id))->use, "x");
  EXPECT_FALSE(capture_of(seal, text_of(seal, id)));
  EXPECT_FALSE(consent_of(seal, text_of(seal, capture)));
}

TEST(CaptureFrequency, CountsWithinItsTimeAndByCustomer) {
  camara::CaptureFrequency frequency;
  const Instant begin = instant_of(1'780'000'000'000'000);
  const auto take = [&](std::string_view account, std::chrono::hours later) {
    return frequency.take("acme", account, 2, std::chrono::hours(24), begin + later);
  };
  EXPECT_TRUE(take("C-1", std::chrono::hours(0)));
  EXPECT_TRUE(take("C-1", std::chrono::hours(1)));
  EXPECT_FALSE(take("C-1", std::chrono::hours(2)));
  EXPECT_TRUE(take("C-2", std::chrono::hours(2)));
  EXPECT_TRUE(frequency.take("other", "C-1", 2, std::chrono::hours(24), begin + std::chrono::hours(2)));
  EXPECT_TRUE(take("C-1", std::chrono::hours(24))) << "the first is over";
  EXPECT_FALSE(take("C-1", std::chrono::hours(24)));
}

}  // namespace
}  // namespace assent::sealed_test
