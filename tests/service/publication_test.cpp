#include "service/publication.hpp"

#include "setting.hpp"

#include <gtest/gtest.h>

namespace assent::publication_test {

using namespace service;
namespace {

using service_test::at;
using service_test::on;

TEST(Publication, ATextIsInUseFromItsEarliestPublicationOn) {
  std::vector<ledger::Recorded> entries;
  const auto add = [&](std::string version, std::string_view from) {
    evidence::NoticePublished notice;
    notice.notice = "approvals";
    notice.version = std::move(version);
    ledger::Recorded& each = entries.emplace_back();
    each.entry.effective = at(from);
    each.entry.body = std::move(notice);
  };
  add("1", "2026-01-10T00:00:00Z");
  add("2", "2026-01-05T00:00:00Z");
  add("1", "2026-01-08T00:00:00Z");
  EXPECT_EQ(in_use_from(entries, "approvals", "1"), at("2026-01-08T00:00:00Z"));
  EXPECT_EQ(in_use_from(entries, "approvals", ""), at("2026-01-05T00:00:00Z"));
  EXPECT_EQ(in_use_from(entries, "approvals", "3"), std::nullopt);
  EXPECT_EQ(in_use_from(entries, "rumours", ""), std::nullopt);
}

// A letter may be mailed on the day on which its text is published, by either local date.
TEST(Publication, ALetterIsSentBeforeItsTextOnlyOnAnEarlierDay) {
  const TimeZone west = TimeZone::fixed("west", -std::chrono::hours{8});
  const TimeZone east = TimeZone::fixed("east", std::chrono::hours{8});
  const Instant night = at("2026-01-10T02:00:00Z");  // the 9th in the west
  EXPECT_FALSE(sent_before_use(on("2026-01-09"), night, &west));
  EXPECT_TRUE(sent_before_use(on("2026-01-08"), night, &west));
  EXPECT_TRUE(sent_before_use(on("2026-01-09"), night, &east));
  EXPECT_TRUE(sent_before_use(on("2026-01-09"), night, nullptr));
  EXPECT_FALSE(sent_before_use(on("2026-01-10"), night, nullptr));
  const Instant evening = at("2026-01-10T20:00:00Z");  // the 11th in the east
  EXPECT_FALSE(sent_before_use(on("2026-01-10"), evening, &east));
  EXPECT_TRUE(sent_before_use(on("2026-01-09"), evening, &east));

  EXPECT_FALSE(sent_before_use_everywhere(on("2026-01-09"), at("2026-01-10T11:59:59Z")));
  EXPECT_TRUE(sent_before_use_everywhere(on("2026-01-09"), at("2026-01-10T12:00:00Z")));
}

TEST(Publication, AMessageIsSentBeforeItsTextByTheInstant) {
  const Instant from = at("2026-01-10T02:00:00Z");
  const TimeZone west = TimeZone::fixed("west", -std::chrono::hours{8});
  EXPECT_FALSE(sent_before_use(from, from, &west));
  EXPECT_TRUE(sent_before_use(from - std::chrono::microseconds{1}, from, &west));
  EXPECT_FALSE(sent_before_use_everywhere(from, from));
  EXPECT_TRUE(sent_before_use_everywhere(from - std::chrono::microseconds{1}, from));
}

}  // namespace
}  // namespace assent::publication_test
