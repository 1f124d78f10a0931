// What becomes of a choice that is stated in words: a refusal is never rejected, an approval is recorded exactly as
// stated or not at all.

#include "app/stated_choice.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace assent::stated_choice_test {

using namespace app;
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

TEST(StatedRefusal, RefusesEverythingUnlessItSaysLess) {
  std::string told;
  const evidence::OptOutRecorded all = opt_out_of(StatedRefusal{}, std::nullopt, told);
  EXPECT_TRUE(all.scope.any);
  EXPECT_EQ(all.by, "owner");
  EXPECT_THAT(told, IsEmpty());
  StatedRefusal narrow;
  narrow.scope = {"agent"};
  narrow.kinds.channels = {"email"};
  EXPECT_FALSE(withdrawal_of(narrow, told).scope.any);
  EXPECT_EQ(withdrawal_of(narrow, told).about, about_of(narrow.kinds));
  narrow.scope = {"agent", "all"};
  EXPECT_TRUE(withdrawal_of(narrow, told).scope.any) << "the wider word counts";
}

TEST(StatedRefusal, IsTurnedAwayForNothingThatItSays) {
  StatedRefusal damaged;
  damaged.by = "ow\x01ner";
  damaged.evidence = StatedEvidence{"call from +96170123456"};
  std::string told;
  const evidence::OptOutRecorded body =
      opt_out_of(damaged, fail(ErrorCode::invalid, "`--postmarked` is not a date"), told);
  EXPECT_TRUE(body.scope.any);
  EXPECT_EQ(body.by, "ow\xEF\xBF\xBDner");
  EXPECT_FALSE(body.postmarked);
  EXPECT_EQ(body.evidence, evidence::Evidence{});
  EXPECT_THAT(told, StartsWith("recorded without its postmark: "));
  EXPECT_THAT(told, HasSubstr("recorded without its evidence: "));
  EXPECT_EQ(told.find("70123456"), std::string::npos) << "no number is told";

  damaged.evidence = fail(ErrorCode::unavailable, "the scan cannot be read");
  told.clear();
  EXPECT_EQ(withdrawal_of(damaged, told).evidence, evidence::Evidence{});
  EXPECT_THAT(told, HasSubstr("the scan cannot be read"));
}

TEST(StatedOptIn, IsTakenAtItsWordOrNotAtAll) {
  StatedOptIn stated;
  stated.evidence.sha256 = evidence::Hash{0x12, 0x34};
  const evidence::OptInRecorded body = opt_in_of(stated).value();
  EXPECT_EQ(body.recipients, Coverage::only({"carrier"})) << "nobody else was named";
  EXPECT_TRUE(body.parties.any);
  EXPECT_EQ(body.evidence.reference, "sha256:1234000000000000");
  stated.kinds.classes = {"equipment", "all"};
  EXPECT_EQ(opt_in_of(stated).error().message, "`all` is beside other names");
  stated.kinds.classes.clear();
  stated.evidence = {"clerk@example.com"};
  EXPECT_EQ(opt_in_of(stated).error().code, ErrorCode::invalid);
}

}  // namespace
}  // namespace assent::stated_choice_test
