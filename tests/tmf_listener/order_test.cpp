// The law of this interface: any order and any repetition of notifications ends in the same profile.

#include "tmf_listener/setting.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace assent::tmf_listener_test::order_test {

using evidence::CustomerRecorded;

struct Sent {
  std::string path;
  std::string body;
};

std::string time_of(unsigned minute) {
  return "2026-05-01T" + std::string(minute < 600 ? "0" : "") + std::to_string(minute / 60) + ":" +
         std::string(minute % 60 < 10 ? "0" : "") + std::to_string(minute % 60) + ":00Z";
}

// Notifications about one customer and three products of theirs, at different times. Each product's first one says
// whose it is.
class Drawn {
 public:
  explicit Drawn(unsigned seed) : random_(seed) {}

  std::vector<Sent> some() {
    std::vector<Sent> all;
    const std::size_t count = 3 + below(8);
    for (std::size_t i = 0; i < count; ++i) all.push_back(below(2) == 0 ? party(all.size()) : product(all.size()));
    return all;
  }

  std::size_t below(std::size_t count) { return random_() % count; }
  std::mt19937& random() { return random_; }

 private:
  template <std::size_t n>
  std::string one_of(const char* const (&words)[n]) {
    return words[below(n)];
  }
  std::string next_time(std::size_t number) { return time_of(static_cast<unsigned>(number * 50 + below(40))); }

  Sent party(std::size_t number) {
    const std::string id = "e-" + std::to_string(number);
    const std::string time = next_time(number);
    std::string more;
    if (below(2) == 0)
      more += reached_by(one_of({"03 123 456", "03 555 555", "no number"}), one_of({"", "r@mail.example"}));
    if (below(3) == 0) {
      more += R"(,"partyCharacteristic":[{"name":"preferredLanguage","value":")" + one_of({"ar", "en", "?"}) + R"("}])";
    }
    switch (below(4)) {
      case 0: return {"individualDeleteEvent", individual(id, time, "A-1", more)};
      case 1: return {"individualAttributeValueChangeEvent", individual(id, time, "A-1", more)};
      case 2:
        more += R"(,"status":")" + one_of({"validated", "closed", "dormant"}) + "\"";
        return {"individualStateChangeEvent", individual(id, time, "A-1", more)};
      default: return {"individualCreateEvent", individual(id, time, "A-1", more)};
    }
  }

  Sent product(std::size_t number) {
    const std::string id = "e-" + std::to_string(number);
    const std::string time = next_time(number);
    const std::string name = one_of({"P-1", "P-2", "P-3"});
    std::string more = of_customer("A-1", below(2) == 0 ? one_of({"PS-101", "PS-ROUTER", "PS-9"}) : "",
                                   below(3) == 0 ? "" : one_of({"active", "suspended", "terminated", "dormant"}));
    if (below(2) == 0)
      more += R"(,"productOffering":{"id":")" + one_of({"PO-HOME-BUNDLE", "PO-MOBILE-5G", "PO-9"}) + "\"}";
    if (below(5) == 0) return {"productDeleteEvent", tmf_listener_test::product(id, time, name, more)};
    return {"productAttributeValueChangeEvent", tmf_listener_test::product(id, time, name, more)};
  }

  std::mt19937 random_;
};

std::optional<CustomerRecorded> after(const std::vector<Sent>& all, const std::optional<CustomerRecorded>& before) {
  Setting setting;
  if (before) setting.import("A-1", *before);
  for (const Sent& each : all) setting.effects(each.path, each.body);
  return setting.profile("A-1");
}

TEST(Law, AnyOrderAndRepetitionOfNotificationsGivesTheSameProfile) {
  CustomerRecorded imported;
  imported.language = "fr";
  imported.services = {"internet", "local", "voip"};
  imported.telephones = {"+9613999999"};
  imported.source_system = "crm";
  int without = 0;
  for (unsigned seed = 0; seed < 30; ++seed) {
    Drawn drawn(seed);
    std::vector<Sent> all = drawn.some();
    const std::optional<CustomerRecorded> before = seed % 2 == 0 ? std::optional(imported) : std::nullopt;
    const auto expected = after(all, before);
    if (!expected) ++without;
    for (int i = 0; i < 2; ++i) {
      std::vector<Sent> other = all;
      for (std::size_t j = drawn.below(4); j > 0; --j) other.push_back(all[drawn.below(all.size())]);
      std::shuffle(other.begin(), other.end(), drawn.random());
      ASSERT_EQ(after(other, before), expected) << "seed " << seed;
    }
  }
  EXPECT_LT(without, 12);
}

}  // namespace assent::tmf_listener_test::order_test
