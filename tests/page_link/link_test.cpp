// What an address lets its holder do: the law of links.

#include "page_link/link.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

namespace assent::link_test {
namespace {

using namespace page_link;

const Instant kEnds = instant_of(1'780'000'000'000'000);

Link link_for(Purpose purpose, std::string account, std::string notice = {}) {
  Link link{purpose, std::move(account), std::move(notice), std::nullopt};
  if (purpose != Purpose::refuse) link.ends = kEnds;
  return link;
}

const std::vector<Purpose> kPurposes{Purpose::refuse, Purpose::view, Purpose::session};

RC_GTEST_PROP(Link, IsReadAsItWasMade, (const std::string& account, const std::string& notice)) {
  const Links links({evidence::Hash{1}});
  for (const Purpose purpose : kPurposes) {
    const Link link = link_for(purpose, account, notice);
    const std::string text = links.text_of(link);
    RC_ASSERT(links.link_of(purpose, text) == std::optional(link));
    RC_ASSERT(links.text_of(link) == text);
    for (const Purpose other : kPurposes) {
      if (other != purpose) RC_ASSERT(!links.link_of(other, text));
    }
  }
}

RC_GTEST_PROP(Link, ShowsNoAccount, ()) {
  const std::string account = *rc::gen::container<std::string>(9, rc::gen::inRange('0', '9'));
  const std::string text = Links({evidence::Hash{1}}).text_of(link_for(Purpose::refuse, account));
  RC_ASSERT(text.find(account) == std::string::npos);
  RC_ASSERT(text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") ==
            std::string::npos);
}

RC_GTEST_PROP(Link, IsNoneOnceAByteIsChanged, (const std::string& account)) {
  const Links links({evidence::Hash{1}});
  for (const Purpose purpose : kPurposes) {
    const std::string text = links.text_of(link_for(purpose, account));
    for (std::size_t i = 0; i < text.size(); ++i) {
      for (const char c : {'A', 'z', '_', '=', '%'}) {
        std::string changed = text;
        if (changed[i] == c) continue;
        changed[i] = c;
        RC_ASSERT(!links.link_of(purpose, changed));
      }
      RC_ASSERT(!links.link_of(purpose, text.substr(0, i)));
    }
    RC_ASSERT(!links.link_of(purpose, text + "A"));
  }
}

RC_GTEST_PROP(Link, IsNeverReadFromOtherText, (const std::string& text)) {
  RC_ASSERT(!Links({evidence::Hash{1}}).link_of(Purpose::refuse, text));
}

TEST(Link, OfAnEarlierKeyStillWorks) {
  const evidence::Hash earlier{1};
  const evidence::Hash later{2};
  const Links before({earlier});
  const Links after({later, earlier});
  const Link link = link_for(Purpose::refuse, "A-1", "winter");
  EXPECT_EQ(after.link_of(Purpose::refuse, before.text_of(link)), link) << "a letter of last year";
  EXPECT_NE(after.text_of(link), before.text_of(link)) << "the new key makes new links";
  EXPECT_EQ(after.link_of(Purpose::refuse, after.text_of(link)), link);
  EXPECT_FALSE(Links({later}).link_of(Purpose::refuse, before.text_of(link))) << "a key that was taken away";
}

TEST(Link, EndsButNeverForRefusing) {
  EXPECT_FALSE(link_for(Purpose::refuse, "A-1").is_over(Instant::max()));
  const Link view = link_for(Purpose::view, "A-1");
  EXPECT_FALSE(view.is_over(kEnds - std::chrono::microseconds(1)));
  EXPECT_TRUE(view.is_over(kEnds));
}

TEST(LinkKeys, AreReadLineByLine) {
  const std::string one(64, 'a');
  const std::string two(64, 'b');
  EXPECT_EQ(keys_in("# of 2026\n" + two + "\r\n\n" + one + "\n").value(),
            (std::vector{*evidence::hash_from_hex(two), *evidence::hash_from_hex(one)}));
  for (const std::string& wrong :
       {std::string(), std::string("# none\n"), one + "\n" + one, one.substr(1), one + "a"}) {
    const auto keys = keys_in(wrong);
    ASSERT_FALSE(keys) << wrong;
    EXPECT_EQ(keys.error().message.find("aaaa"), std::string::npos) << "a message repeats nothing of a key";
  }
}

}  // namespace
}  // namespace assent::link_test
