// Notice shares: the histories of notices that customers have, each kept once, in some thirty bytes.
//
// There are far more of them than of the other shares, because notices go out on many days. So they are kept in plain
// arrays: a campaign is compiled and a file is read without building an object for each. Not thread-safe.
#pragma once

#include "base/result.hpp"
#include "base/time_zone.hpp"
#include "consent/facts.hpp"
#include "index/column.hpp"
#include "ledger/fold.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <variant>
#include <vector>

namespace assent::index {

// What the shares refer to: terms of published notices, and time zones.
struct Surroundings {
  const ledger::CarrierFile* carrier = nullptr;
  const TimeZones* zones = nullptr;
};

// One history, spelled out.
struct NoticeShare {
  struct Given {
    std::string notice;
    std::string version;
    std::string language;
    std::string channel;
    std::variant<Instant, Date> sent;  // a date if the customer's zone is known
    bool email_permission = true;
    bool undelivered = false;

    friend bool operator==(const Given&, const Given&) = default;
  };
  std::string language;
  std::string zone;          // empty: unknown
  bool verified = false;     // a verification with proof was made
  std::vector<Given> given;  // in the ledger's order

  friend bool operator==(const NoticeShare&, const NoticeShare&) = default;
};

// A notice given to a customer with some language and zone.
struct NoticeItem {
  enum Flag : std::uint8_t { by_date = 1, email_permitted = 2, undelivered = 4 };

  std::int64_t sent = 0;  // days since 1970, or microseconds
  std::uint16_t text = 0;
  std::uint16_t place = 0;
  std::uint8_t channel = 0;
  std::uint8_t flags = 0;
  std::uint16_t unused = 0;

  friend bool operator==(const NoticeItem&, const NoticeItem&) = default;
};
static_assert(sizeof(NoticeItem) == 16);

struct NoticeList {
  std::uint32_t first = 0;  // in members
  std::uint16_t place = 0;
  std::uint8_t count = 0;
  std::uint8_t verified = 0;

  friend bool operator==(const NoticeList&, const NoticeList&) = default;
};
static_assert(sizeof(NoticeList) == 8);

class NoticeShares {
 public:
  // A text by name, and what it says; a `Place`: the customer's language and zone.
  struct Text {
    std::string notice;
    std::string version;
    std::string language;
    std::shared_ptr<const NoticeTerms> terms;
  };
  struct Place {
    std::string language;
    std::string zone_name;           // empty: unknown
    const TimeZone* zone = nullptr;  // of that name; nullptr: unknown
  };

  explicit NoticeShares(const Memory& memory) : items_(memory), members_(memory), lists_(memory) {}

  // The number of that history; nothing: it cannot be kept, because there is no number left, a text was not published,
  // or the zone is unknown.
  std::optional<std::uint32_t> number_of(const NoticeShare& share, const Surroundings& surroundings);

  std::size_t size() const { return lists_.size(); }
  NoticeShare share(std::uint32_t number) const;
  // As facts for a decision, without choices, profile and agreements. `footprint` replaces an unknown zone.
  Facts facts(std::uint32_t number, const TimeZone* footprint) const;

  const Column<NoticeItem>& items() const { return items_; }
  const Column<std::uint32_t>& members() const { return members_; }
  const Column<NoticeList>& lists() const { return lists_; }
  const std::vector<Text>& texts() const { return texts_; }
  const std::vector<std::string>& channels() const { return channels_; }
  const std::vector<Place>& places() const { return places_; }
  // The item as given, with `sent` unchanged.
  NoticeGiven given(const NoticeItem& item) const;

  std::uint64_t bytes() const;

  // From their parts. Preconditions: every number is valid; texts have their terms, places their zones.
  struct Parts {
    Column<NoticeItem> items;
    Column<std::uint32_t> members;
    Column<NoticeList> lists;
    std::vector<Text> texts;
    std::vector<std::string> channels;
    std::vector<Place> places;
  };
  explicit NoticeShares(Parts parts);

 private:
  std::optional<std::uint16_t> text_number(const NoticeShare::Given& given, const Surroundings& surroundings);
  std::optional<std::uint8_t> channel_number(const std::string& channel);
  std::optional<std::uint16_t> place_number(const NoticeShare& share, const Surroundings& surroundings);
  std::uint32_t item_number(const NoticeItem& item);
  void know_all();

  Column<NoticeItem> items_;
  Column<std::uint32_t> members_;  // of the lists, one after the other: numbers of items
  Column<NoticeList> lists_;
  std::vector<Text> texts_;
  std::vector<std::string> channels_;
  std::vector<Place> places_;
  // Numbers by name: notice, version, language; language, zone.
  std::map<std::tuple<std::string, std::string, std::string>, std::uint16_t, std::less<>> text_numbers_;
  std::map<std::tuple<std::string, std::string>, std::uint16_t, std::less<>> place_numbers_;

  // Numbers by the hash of what they stand for; made at the first look-up.
  class Numbers {
   public:
    template <class Same>
    std::uint32_t find(std::uint64_t hash, Same same) const;
    template <class HashOf>
    void add(std::uint64_t hash, std::uint32_t number, HashOf hash_of);
    std::size_t size() const { return size_; }
    std::uint64_t bytes() const { return slots_.size() * sizeof(std::uint32_t); }

   private:
    std::vector<std::uint32_t> slots_;  // number + 1; 0: none
    std::size_t size_ = 0;
  };
  std::uint64_t hash_of_item(std::uint32_t number) const;
  std::uint64_t hash_of_list(std::uint32_t number) const;
  Numbers item_numbers_;
  Numbers list_numbers_;
};

}  // namespace assent::index
