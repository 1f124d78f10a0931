#include "service/two_times.hpp"

#include <algorithm>
#include <memory>

namespace assent::service {
namespace {

bool names(const decision::Decision& decision, Position position) {
  const auto& entries = decision.entries;
  return std::find(entries.begin(), entries.end(), position) != entries.end() ||
         std::any_of(decision.findings.begin(), decision.findings.end(),
                     [&](const decision::Finding& finding) { return finding.entry == position; });
}

// A delivery result is named by the notice that it is about.
bool names(const decision::Decision& decision, const ledger::Recorded& recorded) {
  const auto* delivery = std::get_if<evidence::NoticeDelivery>(&recorded.entry.body);
  return names(decision, recorded.position) || (delivery != nullptr && names(decision, delivery->given));
}

std::vector<ledger::Recorded> without(const std::vector<ledger::Recorded>& entries, Position position) {
  std::vector<ledger::Recorded> rest;
  std::copy_if(entries.begin(), entries.end(), std::back_inserter(rest),
               [&](const ledger::Recorded& each) { return each.position != position; });
  return rest;
}

// What was recorded between the two moments, checked against the later decision about that account.
class Comparison {
 public:
  Comparison(const CustomerFile& customers, const CustomerFile::Entries& entries, const regime::Regime& regime,
             const Use& use, TwoTimes& result)
      : customers_(customers), entries_(entries), regime_(regime), use_(use), result_(result) {}

  void run() {
    later_ = decide(entries_);
    for (const ledger::Recorded& each : *entries_.carrier_wide) consider(each, true);
    for (const ledger::Recorded& each : entries_.own) consider(each, false);
  }

 private:
  decision::Decision decide(const CustomerFile::Entries& entries) const {
    const AsOf as_of{result_.at, result_.second_known_at};
    return decide_on_file(regime_, customers_.of(result_.account, entries, regime_, as_of), use_, result_.at);
  }

  void consider(const ledger::Recorded& each, bool carrier_wide) {
    const Instant recorded = each.entry.recorded;
    if (recorded <= result_.first_known_at || recorded > result_.second_known_at) return;
    if (each.entry.kind() == evidence::EntryKind::reading) return;  // it is about no decision

    CustomerFile::Entries rest = entries_;
    if (carrier_wide) {
      rest.carrier_wide =
          std::make_shared<const std::vector<ledger::Recorded>>(without(*entries_.carrier_wide, each.position));
    } else {
      rest.own = without(entries_.own, each.position);
    }
    const decision::Decision other = decide(rest);
    const bool turns = other.outcome != later_.outcome || other.reason != later_.reason;
    if (turns || names(later_, each)) {
      result_.between.push_back({each, turns});
    } else if (!carrier_wide) {
      ++result_.others;
    }
  }

  const CustomerFile& customers_;
  const CustomerFile::Entries& entries_;
  const regime::Regime& regime_;
  const Use& use_;
  TwoTimes& result_;
  decision::Decision later_;
};

}  // namespace

Result<TwoTimes> at_two_times(const CustomerFile& customers, const CustomerName& who, const regime::Regime& regime,
                              const Use& use, Instant at, Instant first_known_at, Instant second_known_at) {
  TwoTimes result;
  result.at = at;
  result.first_known_at = first_known_at;
  result.second_known_at = second_known_at;
  result.account = who.account;
  // As every caller with that instant decides; but a ledger that cannot be read now has no past to compare.
  const auto side = [&](Instant known_at) -> Result<decision::Decision> {
    const OnFile on_file = customers.find(who, regime, {at, known_at});
    if (on_file.trouble && on_file.trouble->code == ErrorCode::unavailable) return tl::unexpected(*on_file.trouble);
    if (!on_file.account.empty()) result.account = on_file.account;
    return decide_on_file(regime, on_file, use, at);
  };
  auto first = TRY(side(first_known_at));
  auto second = TRY(side(second_known_at));
  result.first = std::move(first);
  result.second = std::move(second);
  if (result.account.empty()) return result;  // the number of no account, or of several

  const auto entries = customers.entries(result.account);
  if (!entries && result.second.reason == Reason::status_unknown) return result;  // that is the result
  if (!entries) return tl::unexpected(entries.error());
  Comparison(customers, *entries, regime, use, result).run();
  return result;
}

}  // namespace assent::service
