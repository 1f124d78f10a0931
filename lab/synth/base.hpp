// SyntheticBase: an invented carrier with any number of customers, made from a seed. It has no data of real people.
//
// A customer is made from their number alone. So any thread makes any customer, in any order, and they are the same on
// every machine and in a base of any size. Nothing happens after the base's day (`as_of`), except that profiles for a
// later day are already on record. Nothing happens earlier than four years before the month of that day.
//
// Immutable; thread-safe.
#pragma once

#include "evidence/entry.hpp"
#include "ledger/ledger.hpp"
#include "synth/customer.hpp"
#include "synth/frame.hpp"
#include "synth/shares.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace assent::synth {

inline constexpr Instant kSyntheticDay = instant_of(1'780'272'000'000'000);  // 2026-06-01T00:00:00Z

// One thing that happened to a customer: which of their lists, and the index in it.
struct SyntheticEvent {
  enum class Kind : std::uint8_t { profile, email_permission, notice, failure, choice };

  Instant recorded;  // when it counts from, and no later than the base's day
  Kind kind = Kind::profile;
  std::uint8_t index = 0;  // of a failure: the notice's
};
using SyntheticEvents = boost::container::static_vector<SyntheticEvent, 16>;

class SyntheticBase {
 public:
  static constexpr std::uint64_t kSizeMax = 5'000'000'000;

  // Preconditions: `size` is at most kSizeMax; `as_of` lies in the years 1970 to 2100.
  explicit SyntheticBase(std::uint64_t seed, std::uint64_t size, const SyntheticShares& shares = {},
                         Instant as_of = kSyntheticDay);

  std::uint64_t seed() const { return seed_; }
  std::uint64_t size() const { return size_; }
  Instant as_of() const { return frame_.as_of; }
  // When the records begin: nothing happened before.
  Instant begins() const { return Instant{std::chrono::days{frame_.day(0, 0)}}; }

  // Takes some hundred nanoseconds, no allocation. Precondition: `number` < 2 * kSizeMax. Numbers from size() on are
  // customers who are not in this base.
  SyntheticCustomer customer(std::uint64_t number) const;

  // The customer's account: `S` and ten digits that show nothing of the order. No two numbers have the same account.
  static constexpr std::size_t kAccountSize = 11;
  using AccountText = std::array<char, kAccountSize>;
  AccountText write_account(std::uint64_t number) const;
  std::string account_of(std::uint64_t number) const;
  // The number of the account's customer; nothing: account_of() never gives this account.
  std::optional<std::uint64_t> number_of(std::string_view account) const;

  // A telephone number that no customer of the base has. Precondition: size() <= `number` < 2 * kSizeMax.
  std::uint64_t telephone_of_nobody(std::uint64_t number) const;

  // The templates. None of the profiles has a telephone number.
  std::span<const evidence::CustomerRecorded> profiles() const { return profiles_; }
  struct Text {
    std::string notice;
    std::string version;
    std::string language;
    int waiting_days = 30;
  };
  std::span<const Text> texts() const { return texts_; }
  std::span<const std::string> channels() const { return channels_; }  // mail, sms, email
  std::span<const evidence::Body> choices() const { return choices_; }

  // The carrier-wide entries: the published notices and the agreements with partners. Record each at its effective
  // instant, which is earlier than everything that refers to it.
  std::vector<ledger::Draft> carrier_drafts() const;

  // What happened to a customer, in the order in which it was recorded.
  SyntheticEvents events_of(const SyntheticCustomer& customer) const;

  // One of these as an entry. `given`: the position of the notice that failed, if the entry is a failure; ignored
  // otherwise.
  ledger::Draft draft_of(const SyntheticCustomer& customer, const SyntheticEvent& event, Position given = {}) const;

  // All of these but the failures; the entries of the customer's notices come in the order of `customer.notices`.
  void append_drafts(const SyntheticCustomer& customer, std::vector<ledger::Draft>& drafts) const;
  // The failures. `given[i]`: the position of notice i.
  void append_failure_drafts(const SyntheticCustomer& customer, std::span<const Position> given,
                             std::vector<ledger::Draft>& drafts) const;

 private:
  std::uint64_t seed_;
  std::uint64_t size_;
  SyntheticFrame frame_;
  std::vector<evidence::CustomerRecorded> profiles_;
  std::vector<Text> texts_;
  std::vector<std::string> channels_;
  std::vector<evidence::Body> choices_;
};

}  // namespace assent::synth
