// ReachCount: the use case of counting a whole base for a campaign: at one instant, under two rule packs, or day by
// day.
//
// It finds the rules that are asked about, says what whoever asks should know before anybody is counted, and which
// index that takes; then it counts (service/reach.hpp). It prints nothing, and opens nothing. One thread uses a
// ReachCount.
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

namespace assent {

// A rule pack that is asked about: by its id as it is in effect at the instant, or another one, such as a draft, which
// then is what is asked about at every instant.
struct PackAsked {
  std::string id;  // where no other is given
  std::shared_ptr<const Regime> given = {};
  std::string given_text = {};  // that it was read from
};

// From the beginning of the one to that of the other, every so many days, counted where the regime's footprint ends.
struct ReachDays {
  Date from;
  Date to;
  int every = 1;
};

struct ReachRequest {
  Campaign campaign;
  PackAsked pack;  // empty: the campaign's
  Instant at;      // when the customers are contacted; not looked at where there are days
  std::optional<PackAsked> against = {};
  std::size_t examples = 3;            // accounts of each change, at most
  std::optional<ReachDays> days = {};  // then nothing is compared
};

// How a base is counted, as people state it: each where they did.
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

// What is asked so of a campaign; its packs are left open. Pure.
//
//   invalid  something is stated that says nothing without something else, or that cannot be asked together
Result<ReachRequest> reach_request(Campaign campaign, const ReachManner& manner);

// The instant by which the version of its pack is chosen: of days, one of the first of them.
Instant pack_chosen_at(const ReachRequest& request);

// Something that whoever asked should know, and that keeps nobody from being counted.
struct ReachNotice {
  enum class Kind {
    rules_not_in_effect,  // on that day: nobody is permitted under them, or they are compared as if they were
    names_not_known       // the pack that is compared with knows a name of the use not; `told` says which
  };
  Kind kind;
  const Regime* regime;  // lives as long as the ReachCount and the rules
  Instant at;
  std::string told = {};
};

// Whose customers are counted: everybody in the index.
struct BaseToCount {
  LiveIndex index;
  // Of the index's customers; decides about those whom the index leaves to it. nullptr: there is none, as of a
  // synthetic base.
  const Ledger* ledger = nullptr;
};

struct ReachOutcome {
  ReachCounted counted;
  // Of customers whose status was unknown for it: what was wrong with the ledger. They are counted as refused.
  std::optional<CustomerFile::Trouble> trouble;
};

class ReachCount {
 public:
  // `rules` and `zones` outlive it.
  //
  //   not_found  there is no such pack or offer
  //   invalid    a pack has issues, two are in effect at once, or it knows a name of the use not; the days cannot be
  //              counted (day_beginnings()), or there is no such zone as they are counted by
  static Result<std::unique_ptr<ReachCount>> plan(ReachRequest request, const Rules& rules, const TimeZones& zones);

  ReachCount(const ReachCount&) = delete;
  ReachCount& operator=(const ReachCount&) = delete;

  const ReachRequest& request() const { return request_; }
  // In the order in which they are to be said.
  const std::vector<ReachNotice>& notices() const { return notices_; }
  // What the base's index has to be built for: all rule packs that can be read, and those given where they need another
  // footprint.
  IndexScope scope() const;
  // By which the days are counted. nullptr: it is not known, and no days are asked about.
  const TimeZone* zone() const { return zone_; }

  // Counts everybody of the base, on so many threads. `progress` (may be empty) and `stop` are looked at every few
  // hundred thousand customers.
  //
  //   invalid               as reach() and what_if()
  //   unavailable, damaged  as the ledger; `unavailable` also where `stop` was asked for
  Result<ReachOutcome> run(const BaseToCount& base, unsigned threads,
                           const std::function<void(std::uint64_t done, std::uint64_t all)>& progress = {},
                           const std::stop_token& stop = {}) const;

 private:
  ReachCount(ReachRequest request, const Rules& rules, const TimeZones& zones)
      : request_(std::move(request)), rules_(rules), zones_(zones) {}

  Result<ReachCounted> count(const WholeBase& base) const;
  Result<void> settle();
  Result<void> settle_comparison();
  Result<void> settle_days();
  Result<const Regime*> regime_of(const PackAsked& asked, Instant at) const;
  void look_whether_in_effect(const Regime& regime, Instant at);

  ReachRequest request_;
  const Rules& rules_;
  const TimeZones& zones_;
  Use use_;  // the campaign's, with its offer
  const Regime* regime_ = nullptr;
  const Regime* other_ = nullptr;  // none: no comparison
  const TimeZone* zone_ = nullptr;
  std::vector<CurveDay> days_;  // none: at that instant only
  std::vector<ReachNotice> notices_;
};

}  // namespace assent
