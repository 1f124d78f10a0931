// Told: what the notices that a customer was given prove. The same rules for customers of a ledger and of an index.
// Pure; thread-safe.
#pragma once

#include "base/instant.hpp"
#include "base/time_zone.hpp"
#include "consent/coverage.hpp"
#include "consent/history.hpp"
#include "regime/regime.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace assent::coverage {

// What a base is asked. All that it points to outlives it.
struct Question {
  Names notices;  // the names of those that prove that a customer was told; never empty
  const regime::Regime* regime = nullptr;
  const TimeZone* footprint = nullptr;  // of customers whose own zone is unknown; never nullptr
  Instant at;
  Date today;  // the day of `at` where the carrier reports
};

// One giving of a notice that is asked about, by the instant asked about.
struct Giving {
  Date day;                       // of sending, where the customer is
  Date until;                     // the first day on which it is too old
  std::string_view channel;       // lives as long as the notice
  bool failed = false;            // it is known not to have arrived
  bool counts = false;            // it has no defect under the regime
  bool in_their_language = true;  // or theirs is unknown; `ar` is the language of `ar-LB`
};

// Nothing: another notice, or sent later. `day`: of sending, where the customer is; `language`: theirs.
std::optional<Giving> giving_of(const Question& question, std::string_view name, const NoticeGiven& notice, Date day,
                                std::string_view language);

enum class NoticeLanguage : std::uint8_t { none, theirs, another };
std::string_view to_string(NoticeLanguage language);  // none: `-`

struct Told {
  std::optional<Date> covered_from;                // since when without a gap; none: not covered
  std::optional<Date> covered_until;               // the first day on which it is not any more; the renewal is due
  std::string_view channel;                        // of the latest giving that counts; else of the latest at all
  bool failed = false;                             // the latest giving bounced or came back, and none counts since
  NoticeLanguage language = NoticeLanguage::none;  // of the latest giving that counts; else of the latest that arrived
  std::uint8_t failed_ways = 0;                    // index::Particulars::Way: by which the latest giving failed
};

// From givings in the order of their days, and of one day in the ledger's.
Told told_by(std::span<const Giving> givings);

// The best way that is left: e-mail, SMS or mail; has an address, counts under the regime, needs no permission that is
// missing, and did not fail last. `ways`: index::Particulars::Way. Empty: none is left.
std::string_view best_channel(const regime::NoticeRules& rules, unsigned ways, unsigned failed_ways);

// Why a customer is due for a notice.
enum class Due : std::uint8_t {
  never,      // got none that counts
  failed,     // got one that did not arrive
  lapsed,     // the last one is too old
  renewal_0,  // its last day is today
  renewal_30,
  renewal_90,
};
std::string_view to_string(Due due);
// For an active customer; none: not now.
std::optional<Due> due_of(const std::optional<Date>& covered_until, bool failed, Date today);

}  // namespace assent::coverage
