// ReachCount: the use case of counting a whole base for a campaign: at one instant, under two rule packs, or day by
// day.
//
// It finds the rules of the question, gives notices that the caller should know first, and says which index the count
// needs. Then it counts (service/reach.hpp). It prints nothing and opens nothing. One thread uses a ReachCount.
#pragma once

#include "app/rules.hpp"
#include "base/result.hpp"
#include "base/time_zone.hpp"
#include "ledger/ledger.hpp"
#include "service/campaign.hpp"
#include "service/customer_file.hpp"
#include "service/live_index.hpp"
#include "service/reach.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace assent::app {

// The rule pack of the question: by its id, in the version in effect at the instant; or a given pack, such as a draft,
// for every instant.
struct PackAsked {
  std::string id;  // if no other is given
  std::shared_ptr<const regime::Regime> given = {};
  std::string given_text = {};  // that it was read from
};

// From the beginning of one day to that of another, every so many days, in the zone where the regime's footprint ends.
struct ReachDays {
  Date from;
  Date to;
  int every = 1;
};

struct ReachRequest {
  service::Campaign campaign;
  PackAsked pack;  // empty: the campaign's
  Instant at;      // when the customers are contacted; ignored if there are days
  std::optional<PackAsked> against = {};
  std::size_t examples = 3;            // at most so many accounts for each change
  std::optional<ReachDays> days = {};  // if set, nothing is compared
};

// How to count a base, as people state it: only what they stated is set.
struct ReachManner {
  std::optional<Instant> at = {};  // when the customers are contacted; none: the campaign's instant, else `otherwise`
  Instant otherwise = {};
  std::optional<Date> from = {};  // the days of a curve
  std::optional<Date> to = {};
  std::optional<std::uint64_t> every = {};
  bool compared = false;  // `against` another rule pack
  std::optional<std::uint64_t> examples = {};
  std::string_view before_names = {};  // in messages, such as `--`
};

// The request for a campaign, without its packs. Pure.
//
//   invalid  one statement needs another that is missing, or two cannot be used together
Result<ReachRequest> reach_request(service::Campaign campaign, const ReachManner& manner);

// The instant that chooses the version of its pack. For days, an instant of the first day.
Instant pack_chosen_at(const ReachRequest& request);

// Something that the caller should know. It does not prevent the count.
struct ReachNotice {
  enum class Kind {
    rules_not_in_effect,  // on that day: no customer is permitted under them, or they are compared as if they were in
                          // effect
    names_not_known       // the other pack does not know a name of the use; `told` says which
  };
  Kind kind;
  const regime::Regime* regime;  // lives as long as the ReachCount and the rules
  Instant at;
  std::string told = {};
};

// The source of the customers to count: everyone in the index.
struct BaseToCount {
  service::LiveIndex index;
  // The file of the index's customers, for those that the index leaves to the ledger. nullptr: there is none, as for a
  // synthetic base.
  const ledger::Ledger* ledger = nullptr;
};

struct ReachOutcome {
  service::ReachCounted counted;
  // What was wrong with the ledger, so that the status of some customers was unknown. They count as refused.
  std::optional<service::CustomerFile::Trouble> trouble;
};

class ReachCount {
 public:
  // `rules` and `zones` outlive it.
  //
  //   not_found  there is no such pack or offer
  //   invalid    a pack has issues, two are in effect at once, or it does not know a name of the use; the days cannot
  //              be counted (day_beginnings()), or their zone does not exist
  static Result<std::unique_ptr<ReachCount>> plan(ReachRequest request, const Rules& rules, const TimeZones& zones);

  ReachCount(const ReachCount&) = delete;
  ReachCount& operator=(const ReachCount&) = delete;

  const ReachRequest& request() const { return request_; }
  // In the order in which to show them.
  const std::vector<ReachNotice>& notices() const { return notices_; }
  // What the base's index must be built for: all rule packs that can be read, and the given ones if they need another
  // footprint.
  service::IndexScope scope() const;
  // The zone in which days are counted. nullptr: it is unknown, and the question has no days.
  const TimeZone* zone() const { return zone_; }

  // Counts all customers of the base, on so many threads. Calls `progress` (may be empty) and checks `stop` every few
  // hundred thousand customers.
  //
  //   invalid               as reach() and what_if()
  //   unavailable, damaged  as the ledger; `unavailable` also if `stop` was requested
  Result<ReachOutcome> run(const BaseToCount& base, unsigned threads,
                           const std::function<void(std::uint64_t done, std::uint64_t all)>& progress = {},
                           const std::stop_token& stop = {}) const;

 private:
  ReachCount(ReachRequest request, const Rules& rules, const TimeZones& zones)
      : request_(std::move(request)), rules_(rules), zones_(zones) {}

  Result<service::ReachCounted> count(const service::WholeBase& base) const;
  Result<void> settle();
  Result<void> settle_comparison();
  Result<void> settle_days();
  Result<const regime::Regime*> regime_of(const PackAsked& asked, Instant at) const;
  void look_whether_in_effect(const regime::Regime& regime, Instant at);

  ReachRequest request_;
  const Rules& rules_;
  const TimeZones& zones_;
  Use use_;  // the campaign's, with its offer
  const regime::Regime* regime_ = nullptr;
  const regime::Regime* other_ = nullptr;  // none: no comparison
  const TimeZone* zone_ = nullptr;
  std::vector<service::CurveDay> days_;  // none: at that instant only
  std::vector<ReachNotice> notices_;
};

}  // namespace assent::app
