#include "service/customer_file.hpp"

#include "regime/effect.hpp"

#include <algorithm>
#include <utility>

namespace assent::service {
namespace {

OnFile nobody(Reason reason) {
  OnFile on_file;
  on_file.missing = reason;
  on_file.facts.available = false;
  return on_file;
}

OnFile unreadable(const Error& error) {
  OnFile on_file = nobody(Reason::status_unknown);
  on_file.trouble = error;
  return on_file;
}

}  // namespace

decision::Decision decide_on_file(const regime::Regime& regime, const OnFile& on_file, const Use& use, Instant at) {
  decision::Decision decision;
  if (on_file.missing) decision.reason = *on_file.missing;
  else decision = decision::decide(regime, on_file.facts, use, at);
  if (!on_file.rules_in_effect && decision.outcome == Outcome::permit) decision = decision::Decision{};
  for (const auto& end : {on_file.profile_until, on_file.rules_until}) {
    if (!end) continue;
    decision.valid_until = std::min(decision.valid_until.value_or(kNever), *end);
    const auto later = [&](const decision::Remedy& remedy) { return remedy.instant && *remedy.instant >= *end; };
    auto& remedies = decision.remedies;
    remedies.erase(std::remove_if(remedies.begin(), remedies.end(), later), remedies.end());
  }
  return decision;
}

decision::Decision CustomerFile::decide_for(const CustomerName& who, const regime::Regime& regime, const Use& use,
                                            const AsOf& as_of) const {
  return decide_on_file(regime, find(who, regime, as_of), use, as_of.at);
}

OnFile CustomerFile::find(const CustomerName& who, const regime::Regime& regime, const AsOf& as_of) const {
  OnFile on_file = found(who, regime, as_of);
  add_rules(on_file, regime, as_of.at);
  if (on_file.trouble) {
    const std::lock_guard lock(mutex_);
    if (!trouble_) trouble_ = Trouble{*on_file.trouble, 0};
    ++trouble_->times;
  }
  return on_file;
}

void CustomerFile::add_rules(OnFile& on_file, const regime::Regime& regime, Instant at) const {
  if (!regime.in_effect_from && !regime::last_day(regime)) return;
  const TimeZone* footprint = zones_->find(regime.footprint_last_zone);
  on_file.rules_in_effect = regime::in_effect(regime, footprint, at);
  const Instant end = regime::rules_end(regime, footprint, on_file.facts.zone, at);
  if (end < kNotInTime) on_file.rules_until = end;
}

std::optional<CustomerFile::Trouble> CustomerFile::trouble() const {
  const std::lock_guard lock(mutex_);
  return trouble_;
}

OnFile CustomerFile::found(const CustomerName& who, const regime::Regime& regime, const AsOf& as_of) const {
  if (!who.account.empty()) return by_account(who.account, regime, as_of, nullptr);
  if (!who.telephone.empty()) return by_telephone(who.telephone, regime, as_of);
  return nobody(Reason::unknown_customer);
}

OnFile CustomerFile::by_account(std::string_view account, const regime::Regime& regime, const AsOf& as_of,
                                Names* telephones) const {
  // The account first: what its entries refer to is then among the carrier's entries, which are read later.
  const auto own = ledger_->closed_entries_of(account);
  if (!own) return unreadable(own.error());
  if (own->empty()) return nobody(Reason::unknown_customer);
  const auto carrier = carrier_file(as_of.known_at.value_or(kNever));
  if (!carrier) return unreadable(carrier.error());
  return folded(account, *own, **carrier, regime, as_of, telephones);
}

OnFile CustomerFile::by_telephone(std::string_view telephone, const regime::Regime& regime, const AsOf& as_of) const {
  const auto accounts = ledger_->accounts_of_telephone(telephone);
  if (!accounts) return unreadable(accounts.error());
  const auto number = ledger::names_of_number(*ledger_, telephone);
  if (!number) return unreadable(number.error());
  std::vector<OnFile> active;
  std::vector<OnFile> former;
  // The holder of the number can change with any account that ever had it or will have it.
  Instant until = kNever;
  for (const std::string& account : *accounts) {
    Names numbers;
    OnFile holder = by_account(account, regime, as_of, &numbers);
    // An unreadable account might be the holder.
    if (holder.missing == Reason::status_unknown) return holder;
    until = std::min(until, holder.profile_until.value_or(kNever));
    if (holder.missing || !number->in(numbers)) continue;
    auto& holders = holder.facts.customer.state == CustomerState::active ? active : former;
    holders.push_back(std::move(holder));
  }
  // A number that an active account has now no longer belongs to customers who left.
  auto& holders = active.empty() ? former : active;
  OnFile found = holders.empty()      ? nobody(Reason::unknown_customer)
                 : holders.size() > 1 ? nobody(Reason::ambiguous_telephone)
                                      : std::move(holders.front());
  if (until < kNever) found.profile_until = until;
  return found;
}

OnFile CustomerFile::folded(std::string_view account, const std::vector<ledger::Recorded>& own,
                            const ledger::CarrierFile& carrier, const regime::Regime& regime, const AsOf& as_of,
                            Names* telephones) const {
  auto folded = ledger::fold_account(own, carrier, account, as_of.at, as_of.known_at.value_or(kNever),
                                     clock_ != nullptr ? clock_->now() : present_);
  if (!folded) return unreadable(folded.error());
  if (!folded->customer) {
    OnFile stranger = nobody(Reason::unknown_customer);
    stranger.profile_until = folded->profile_until;
    return stranger;
  }

  OnFile on_file;
  on_file.account = std::string(account);
  on_file.profile_until = folded->profile_until;
  on_file.facts.customer = *std::move(folded->customer);
  on_file.facts.history = std::move(folded->history);
  const std::string& zone = on_file.facts.customer.time_zone;
  on_file.facts.zone = zones_->find(zone.empty() ? regime.footprint_last_zone : zone);
  if (telephones != nullptr) *telephones = std::get<evidence::CustomerRecorded>(folded->profile->entry.body).telephones;
  return on_file;
}

Result<CustomerFile::Entries> CustomerFile::entries(std::string_view account) const {
  Entries entries;
  if (!account.empty()) {
    auto own = TRY(ledger::readable_entries_of(*ledger_, account));
    entries.own = std::move(own);
  }
  auto carrier_wide = TRY(carrier_entries());
  entries.carrier_wide = std::move(carrier_wide);
  return entries;
}

OnFile CustomerFile::of(std::string_view account, const Entries& entries, const regime::Regime& regime,
                        const AsOf& as_of) const {
  const ledger::CarrierFile carrier = ledger::fold_carrier(*entries.carrier_wide, as_of.known_at.value_or(kNever));
  OnFile on_file = folded(account, entries.own, carrier, regime, as_of, nullptr);
  add_rules(on_file, regime, as_of.at);
  return on_file;
}

Result<CustomerFile::CarrierEntries> CustomerFile::carrier_entries() const {
  const auto newest = TRY(ledger_->newest_of(""));
  {
    const std::lock_guard lock(mutex_);
    if (entries_ != nullptr && newest == newest_) return entries_;
  }
  auto read = TRY(ledger_->entries_of(""));
  auto entries = std::make_shared<const std::vector<ledger::Recorded>>(std::move(read));

  const std::lock_guard lock(mutex_);
  newest_ = entries->empty() ? std::nullopt : std::optional(entries->back().position);
  entries_ = entries;
  file_.reset();
  return entries;
}

Result<std::shared_ptr<const ledger::CarrierFile>> CustomerFile::carrier_file(Instant known_at) const {
  const auto entries = TRY(carrier_entries());
  {
    const std::lock_guard lock(mutex_);
    if (file_ != nullptr && entries_ == entries && file_known_at_ == known_at) return file_;
  }
  auto file = std::make_shared<const ledger::CarrierFile>(ledger::fold_carrier(*entries, known_at));

  const std::lock_guard lock(mutex_);
  if (entries_ == entries) {
    file_ = file;
    file_known_at_ = known_at;
  }
  return file;
}

}  // namespace assent::service
