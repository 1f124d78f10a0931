// Lists: part of them, filtered, sorted and with chosen members.

#include "consent/kept_account.hpp"
#include "tmf644/setting.hpp"

#include <gtest/gtest.h>

namespace assent::tmf644_test::lists_test {

using http::Method;

struct Shelf : Setting {
  Shelf() {
    const char* times[] = {"2026-03-01T00:00:00Z", "2026-03-01T02:00:00+02:00", "2026-04-01T00:00:00.000Z",
                           "2026-05-01T00:00:00Z", "2026-06-01T00:00:00Z"};
    for (int i = 0; i < 5; ++i) {
      ids.push_back(kept(kSpecifications, R"({"name":"n)" + std::to_string(i) + R"(","status":")" +
                                              (i < 3 ? "active" : "retired") + R"(","validFor":{"endDateTime":")" +
                                              times[i] + R"("},"partyPrivacyProfileSpecCharacteristic":[{"name":"c)" +
                                              std::to_string(i) + R"(","level":)" + std::to_string(i) + R"(.0}]})"));
    }
  }
  // The names in the list that the query gives, in order.
  std::string names(std::string_view query, unsigned status = 200) {
    const auto got = send(Method::get, std::string(kSpecifications) + "?" + std::string(query));
    EXPECT_EQ(got.status, status) << query << got.body;
    std::string all;
    for (const json::Tree& each : tree(got.body).items) all += each.text_at("name");
    last = got;
    return all;
  }
  std::vector<std::string> ids;
  api_test::Got last;
};

TEST(PrivacyList, APartOfItIsSaidToBeOne) {
  Shelf shelf;
  EXPECT_EQ(shelf.names(""), "n0n1n2n3n4");
  EXPECT_EQ(shelf.last.header("X-Total-Count"), "5");
  EXPECT_EQ(shelf.last.header("X-Result-Count"), "5");
  EXPECT_EQ(shelf.names("offset=1&limit=2", 206), "n1n2");
  EXPECT_EQ(shelf.last.header("X-Total-Count"), "5");
  EXPECT_EQ(shelf.last.header("X-Result-Count"), "2");
  EXPECT_EQ(shelf.names("offset=7", 206), "");
  EXPECT_EQ(shelf.names("limit=0", 206), "");
  EXPECT_EQ(shelf.names("status=active&limit=2&offset=1", 206), "n1n2");
  EXPECT_EQ(shelf.last.header("X-Total-Count"), "3");
}

TEST(PrivacyList, FiltersReachIntoWhatADocumentSays) {
  Shelf shelf;
  EXPECT_EQ(shelf.names("status=retired"), "n3n4");
  EXPECT_EQ(shelf.names("status=retired,active&name=n1"), "n1");
  EXPECT_EQ(shelf.names("partyPrivacyProfileSpecCharacteristic.name=c2"), "n2");
  EXPECT_EQ(shelf.names("partyPrivacyProfileSpecCharacteristic.level=2"), "n2");
  EXPECT_EQ(shelf.names("partyPrivacyProfileSpecCharacteristic.level.gte=3"), "n3n4");
  EXPECT_EQ(shelf.names("id=" + shelf.ids[3]), "n3");
  EXPECT_EQ(shelf.names("href=https://privacy.example/tmf-api/privacyManagement/v4/partyPrivacyProfileSpecification/" +
                        shelf.ids[3]),
            "n3");
  EXPECT_EQ(shelf.names("nothing=x"), "");
  // Times are compared as instants, however they are written.
  EXPECT_EQ(shelf.names("validFor.endDateTime=2026-03-01T00:00:00.000Z"), "n0n1");
  EXPECT_EQ(shelf.names("validFor.endDateTime.gt=2026-03-01T00:00:00Z"), "n2n3n4");
  EXPECT_EQ(shelf.names("validFor.endDateTime.lte=2026-04-01T00:00:00Z"), "n0n1n2");
  EXPECT_EQ(shelf.names("validFor.endDateTime.lt=2026-04-01T00:00:00Z&validFor.endDateTime.gte=2026-03-01T00:00:00Z"),
            "n0n1");
}

TEST(PrivacyList, ItIsSortedByAnyMembers) {
  Shelf shelf;
  EXPECT_EQ(shelf.names("sort=-name"), "n4n3n2n1n0");
  EXPECT_EQ(shelf.names("sort=-status,name"), "n3n4n0n1n2");
  EXPECT_EQ(shelf.names("sort=%2Bstatus,-validFor.endDateTime&limit=4", 206), "n2n0n1n4");
  EXPECT_EQ(shelf.names("sort=nothing"), "n0n1n2n3n4");
}

TEST(PrivacyList, FieldsChooseMembers) {
  Shelf shelf;
  const auto got = shelf.send(Method::get, std::string(kSpecifications) + "/" + shelf.ids[0] + "?fields=name,nothing");
  EXPECT_EQ(got.status, 200U);
  EXPECT_EQ(tree(got.body).keys, (std::vector<std::string>{"id", "href", "name"}));
  EXPECT_EQ(shelf.names("fields=href"), "");
}

TEST(PrivacyList, AFaultyQueryIsSaidToBeOne) {
  Shelf shelf;
  for (const char* query :
       {"limit=x", "limit=-1", "limit=1001", "offset=", "sort=", "sort=,a", "name=%zz", "offset=99999999999"}) {
    EXPECT_EQ(shelf.names(query, 400), "") << query;
    EXPECT_EQ(text_in(shelf.last.body, "status"), "400");
    EXPECT_EQ(text_in(shelf.last.body, "reason"), "Bad Request");
  }
}

// Of customers: a filter by whom a profile protects looks at that account alone, and gives the same.
TEST(PrivacyList, ProfilesOfOneCustomer) {
  Shelf shelf;
  for (const char* account : {"A-1", "A-2", "A-1"}) {
    shelf.kept(kProfiles, profile(account, characteristic("EmailAddress", "false"),
                                  R"(,"applicableForParty":{"id":")" + std::string(account) +
                                      R"(","role":"user","@referredType":"Individual"})"));
  }
  const std::string path(kProfiles);
  EXPECT_EQ(shelf.send(Method::get, path).header("X-Total-Count"), "3");
  for (const char* query : {"?applicableForParty.id=A-1", "?agreedByParty.id=A-1", "?applicableForParty.id=A-1,A-9"}) {
    EXPECT_EQ(shelf.send(Method::get, path + query).header("X-Total-Count"), "2") << query;
  }
  EXPECT_EQ(shelf.send(Method::get, path + "?applicableForParty.id=A-9").header("X-Total-Count"), "0");
}

// Whoever is shown a customer's documents is on record before they leave.
TEST(PrivacyList, WhoReadsIsOnRecord) {
  Shelf shelf;
  std::string id;
  for (const char* account : {"A-1", "A-2", "A-2"}) {
    id = shelf.kept(kProfiles, profile(account, characteristic("EmailAddress", "false")));
  }
  const std::string profiles(kProfiles);
  const auto readings = [&](std::string_view account) { return shelf.recorded<evidence::ReadingRecorded>(account); };

  ASSERT_EQ(shelf.send(Method::get, profiles + "/" + id).status, 200U);
  ASSERT_EQ(readings("A-2").size(), 1U);
  EXPECT_EQ(readings("A-2").front().interface, "tmf644");
  EXPECT_EQ(readings("A-2").front().operation, "get_privacy_profile");
  ASSERT_EQ(shelf.send(Method::get, profiles + "?applicableForParty.id=A-1").status, 200U);
  EXPECT_EQ(readings("A-1").size(), 1U);

  ASSERT_EQ(shelf.send(Method::get, profiles).status, 200U);
  ASSERT_EQ(readings(kReadings).size(), 1U);
  EXPECT_EQ(readings(kReadings).front().customers, 2U) << "two customers, with three documents";
  EXPECT_TRUE(readings(kReadings).front().query);

  // A specification is about nobody, and who may not read has been given nothing.
  ASSERT_EQ(shelf.send(Method::get, kSpecifications).status, 200U);
  ASSERT_EQ(shelf.served->ask(access::Role::agent, Method::get, profiles).status, 403U);
  EXPECT_EQ(readings(kReadings).size() + readings("A-1").size() + readings("A-2").size(), 3U);
}

TEST(PrivacyList, WhatIsDeletedIsInNone) {
  Shelf shelf;
  EXPECT_EQ(shelf.send(Method::delete_, std::string(kSpecifications) + "/" + shelf.ids[2]).status, 204U);
  EXPECT_EQ(shelf.names(""), "n0n1n3n4");
  EXPECT_EQ(shelf.last.header("X-Total-Count"), "4");
}

TEST(PrivacyList, OnlyWhoMayReadReads) {
  Shelf shelf;
  for (const auto& [role, status] : {std::pair(access::Role::compliance, 200U),
                                     {access::Role::agent, 403U},
                                     {access::Role::partner, 403U},
                                     {access::Role::administrator, 403U}}) {
    EXPECT_EQ(shelf.served->ask(role, Method::get, kProfiles).status, status);
  }
  EXPECT_EQ(
      shelf.served->ask(access::Role::compliance, Method::post, kProfiles, "{}", {{"Content-Type", "application/json"}})
          .status,
      403U);
  EXPECT_EQ(shelf.served->ask(Method::get, kProfiles).status, 401U);
}

}  // namespace assent::tmf644_test::lists_test
