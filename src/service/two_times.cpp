#include "service/two_times.hpp"

#include <algorithm>
#include <memory>

namespace assent {
namespace {

bool names(const Decision& decision, Position position) {
  const auto& entries = decision.entries;
  return std::find(entries.begin(), entries.end(), position) != entries.end() ||
         std::any_of(decision.findings.begin(), decision.findings.end(),
                     [&](const Finding& finding) { return finding.entry == position; });
}

// A delivery result is named by the notice that it is about.
bool names(const Decision& decision, const Recorded& recorded) {
  const auto* delivery = std::get_if<NoticeDelivery>(&recorded.entry.body);
  return names(decision, recorded.position) || (delivery != nullptr && names(decision, delivery->given));
}

std::vector<Recorded> without(const std::vector<Recorded>& entries, Position position) {
  std::vector<Recorded> rest;
  std::copy_if(entries.begin(), entries.end(), std::back_inserter(rest),
               [&](const Recorded& each) { return each.position != position; });
  return rest;
}

class Comparison {
 public:
  Comparison(const CustomerFile& customers, const CustomerFile::Entries& entries, const Regime& regime, const Use& use,
             TwoTimes& result)
      : customers_(customers), entries_(entries), regime_(regime), use_(use), result_(result) {}

  void run() {
    result_.first = decide(entries_, result_.first_known_at);
    result_.second = decide(entries_, result_.second_known_at);
    for (const Recorded& each : *entries_.carrier_wide) consider(each, true);
    for (const Recorded& each : entries_.own) consider(each, false);
  }

 private:
  Decision decide(const CustomerFile::Entries& entries, Instant known_at) const {
    const OnFile on_file = customers_.of(result_.account, entries, regime_, {result_.at, known_at});
    return decide_on_file(regime_, on_file, use_, result_.at);
  }

  void consider(const Recorded& each, bool carrier_wide) {
    const Instant recorded = each.entry.recorded;
    if (recorded <= result_.first_known_at || recorded > result_.second_known_at) return;

    CustomerFile::Entries rest = entries_;
    if (carrier_wide) {
      rest.carrier_wide = std::make_shared<const std::vector<Recorded>>(without(*entries_.carrier_wide, each.position));
    } else {
      rest.own = without(entries_.own, each.position);
    }
    const Decision other = decide(rest, result_.second_known_at);
    const bool turns = other.outcome != result_.second.outcome || other.reason != result_.second.reason;
    if (turns || names(result_.second, each)) {
      result_.between.push_back({each, turns});
    } else if (!carrier_wide) {
      ++result_.others;
    }
  }

  const CustomerFile& customers_;
  const CustomerFile::Entries& entries_;
  const Regime& regime_;
  const Use& use_;
  TwoTimes& result_;
};

}  // namespace

Result<TwoTimes> at_two_times(const CustomerFile& customers, const CustomerName& who, const Regime& regime,
                              const Use& use, Instant at, Instant first_known_at, Instant second_known_at) {
  TwoTimes result;
  result.at = at;
  result.first_known_at = first_known_at;
  result.second_known_at = second_known_at;
  result.account = who.account;
  if (who.account.empty()) {
    const OnFile holder = customers.find(who, regime, {at, second_known_at});
    if (holder.missing == Reason::status_unknown) {
      return fail(ErrorCode::unavailable, "the ledger cannot be read", "run `assent ledger verify`");
    }
    if (holder.missing) {
      return fail(ErrorCode::not_found, "the telephone number is no single account's at that instant",
                  "ask by account");
    }
    result.account = holder.account;
  }

  const auto entries = customers.entries(result.account);
  if (!entries) return tl::unexpected(entries.error());
  Comparison(customers, *entries, regime, use, result).run();
  return result;
}

}  // namespace assent
