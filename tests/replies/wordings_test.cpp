// Wordings that were labelled by hand: no refusal is missed, and nothing but an express yes is an approval.

#include "replies/wordings.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace assent::wordings_test {
namespace {

using replies::Meaning;
using replies_test::Wording;
using replies_test::wordings;

// What may be read where a person would say `label`. `unclear` is never wrong, for it counts as a refusal until a
// person has read it; the last test bounds how often.
bool may_be_read(Meaning label, Meaning read) {
  switch (label) {
    case Meaning::refusal: return read == Meaning::refusal || read == Meaning::unclear;
    case Meaning::approval: return read == Meaning::approval || read == Meaning::unclear;
    case Meaning::unclear: return read == Meaning::refusal || read == Meaning::unclear;
    case Meaning::nothing: return read == Meaning::nothing || read == Meaning::unclear;
  }
  return false;
}

TEST(Wordings, NoRefusalIsMissedAndOnlyAnExpressYesApproves) {
  std::map<std::string, int> languages;
  for (const Wording& each : wordings()) {
    const auto reading = replies::read_reply(each.text, each.asked);
    EXPECT_TRUE(may_be_read(each.meaning, reading.meaning))
        << "line " << each.line << " `" << each.text << "`: " << to_string(reading.meaning) << ", " << reading.why;
    ++languages[each.language];
  }
  EXPECT_EQ(languages.size(), 4U);
  int all = 0;
  for (const auto& [language, count] : languages) {
    EXPECT_GE(count, 90) << language;
    all += count;
  }
  EXPECT_GE(all, 500);
}

// The same text where no question is open, or in the other kind of message, is no approval either.
TEST(Wordings, NothingApprovesWhereNothingWasAsked) {
  for (const Wording& each : wordings()) {
    for (const auto origin : {replies::Origin::sms, replies::Origin::email}) {
      EXPECT_NE(replies::read_reply(each.text, {origin, false}).meaning, Meaning::approval) << each.line;
      if (each.meaning != Meaning::approval && each.asked.for_approval) {
        EXPECT_NE(replies::read_reply(each.text, {origin, true}).meaning, Meaning::approval) << each.line;
      }
    }
  }
}

TEST(Wordings, MostAreUnderstood) {
  std::map<Meaning, std::pair<int, int>> understood;
  for (const Wording& each : wordings()) {
    const auto reading = replies::read_reply(each.text, each.asked);
    auto& [right, all] = understood[each.meaning];
    right += reading.meaning == each.meaning ? 1 : 0;
    ++all;
  }
  for (const auto& [meaning, counts] : understood) {
    EXPECT_GE(counts.first * 100, counts.second * 97)
        << to_string(meaning) << ": " << counts.first << " of " << counts.second;
    RecordProperty(std::string(to_string(meaning)),
                   std::to_string(counts.first) + " of " + std::to_string(counts.second));
  }
}

TEST(Wordings, TheLanguageIsKnown) {
  int right = 0;
  int all = 0;
  for (const Wording& each : wordings()) {
    if (each.meaning != Meaning::refusal || each.asked.origin == replies::Origin::email) continue;
    ++all;
    right += replies::read_reply(each.text, each.asked).language == each.language ? 1 : 0;
  }
  EXPECT_GE(right * 100, all * 90) << right << " of " << all;
}

}  // namespace
}  // namespace assent::wordings_test
