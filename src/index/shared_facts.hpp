// Shared facts: what many customers have in common, each kept once under a number.
//
// A customer's facts have three shares, which a decision reads separately (decision/parts.hpp). Without what belongs to
// one customer only, each share recurs: a base of a hundred million has some hundreds of profiles and sequences of
// choices, and some hundred thousand histories of notices.
//
//   profile   kind, state and services
//   choices   opt-outs, withdrawals, opt-ins and one-time consents that have happened; of their instants only the
//             order, of the last day of an opt-in only whether it is over, and of a refusal only its scope and whether
//             it is provisional: whatever kinds it names, it counts
//   notices   language and zone, the notices given with their local dates, whether a verification was made
//
// Profile and choices together have one number, the customer's stance: there are some thousands of them.
//
// Not thread-safe.
#pragma once

#include "base/instant.hpp"
#include "base/result.hpp"
#include "base/time_zone.hpp"
#include "consent/facts.hpp"
#include "evidence/hash.hpp"
#include "index/dictionary.hpp"
#include "index/notice_shares.hpp"
#include "index/particulars.hpp"

#include <boost/unordered/unordered_flat_map.hpp>

#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace assent::index {

// The last day of an opt-in whose last day is over.
inline constexpr Date kOver{};

// Choices by their order: the k-th instant is k microseconds after 1970; those up to `happened` have happened. A call
// that has not ended ends one microsecond later. An opt-in has the last day kOver, or none.
struct ChoiceShare {
  History history;  // of which only choices
  std::int64_t happened = 0;
  // For a time when it is unknown whether an opt-in's last day is over, because that depends on the regime: such a
  // share has nothing else, and the ledger must be asked.
  bool asks_ledger = false;

  Instant now() const { return instant_of(happened); }
};

// A profile and choices by their numbers.
struct Stance {
  std::uint16_t choices = 0;
  std::uint16_t profile = 0;

  friend bool operator==(const Stance&, const Stance&) = default;
};
static_assert(sizeof(Stance) == 4);

// The canonical bytes of a share, and back. `damaged`: no share has these bytes.
evidence::Bytes encode_share(const Customer& profile);
evidence::Bytes encode_share(const ChoiceShare& choices);
Result<Customer> decode_profile(evidence::ByteView bytes);
Result<ChoiceShare> decode_choices(evidence::ByteView bytes);

class SharedFacts {
 public:
  explicit SharedFacts(const Memory& memory) : notices_(memory) {}

  // Each gives the number of an equal share, or of a new one; nothing, and nothing is kept: there is no number left
  // (then the ledger must be asked about the customer).
  std::optional<std::uint16_t> profile(const Customer& profile);
  std::optional<std::uint16_t> choices(const ChoiceShare& choices);
  std::optional<std::uint32_t> notices(const NoticeShare& notices, const Surroundings& surroundings) {
    return notices_.number_of(notices, surroundings);
  }
  std::uint32_t stance(const Stance& stance);
  // Of a source system's name, for Particulars.
  std::optional<std::uint16_t> source(const std::string& name);

  // As numbered; ready for decisions.
  const std::vector<Customer>& profiles() const { return profiles_; }
  const std::vector<ChoiceShare>& choices() const { return choices_; }
  const NoticeShares& notices() const { return notices_; }
  const std::vector<Stance>& stances() const { return stances_; }
  const std::vector<std::string>& sources() const { return sources_; }

  // Profiles and choices as bytes, for a snapshot; and back. `damaged`: they cannot be read.
  const Dictionary& profile_bytes() const { return profile_bytes_; }
  const Dictionary& choice_bytes() const { return choice_bytes_; }
  static Result<SharedFacts> from(const std::vector<evidence::ByteView>& profiles,
                                  const std::vector<evidence::ByteView>& choices, std::span<const Stance> stances,
                                  std::vector<std::string> sources, NoticeShares notices);

 private:
  explicit SharedFacts(NoticeShares notices) : notices_(std::move(notices)) {}

  static constexpr std::uint32_t kNumbers = std::uint32_t{std::numeric_limits<std::uint16_t>::max()} + 1;
  Dictionary profile_bytes_{kNumbers};
  Dictionary choice_bytes_{kNumbers};
  std::vector<Customer> profiles_;
  std::vector<ChoiceShare> choices_;
  std::vector<Stance> stances_;
  boost::unordered_flat_map<std::uint32_t, std::uint32_t> stance_numbers_;  // by profile and choices
  std::vector<std::string> sources_;
  std::map<std::string, std::uint16_t, std::less<>> source_numbers_;
  NoticeShares notices_;
};

}  // namespace assent::index
