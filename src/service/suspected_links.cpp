#include "service/suspected_links.hpp"

#include "service/carried_refusals.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace assent::service {
namespace {

// An account's profiles, in the order in which they count. Numbers are pseudonyms, which erased customers also have.
class Past {
 public:
  explicit Past(std::vector<ledger::Recorded> entries) : entries_(std::move(entries)) {
    for (const ledger::Recorded& each : entries_) {
      if (each.entry.kind() == evidence::EntryKind::customer) profiles_.push_back(&each);
    }
    std::stable_sort(profiles_.begin(), profiles_.end(),
                     [](const ledger::Recorded* one, const ledger::Recorded* other) {
                       return one->entry.effective < other->entry.effective;
                     });
  }

  // Replaces each number by its pseudonym.
  Result<void> name_numbers(const ledger::Ledger& ledger) {
    numbers_as_kept_ = numbers();
    for (ledger::Recorded& each : entries_) {
      auto* profile = std::get_if<evidence::CustomerRecorded>(&each.entry.body);
      if (profile == nullptr) continue;
      for (std::string& number : profile->telephones) {
        auto name = TRY(ledger.pseudonym_of(number));
        number = std::move(name);
      }
    }
    return {};
  }

  bool is_customer() const { return !profiles_.empty(); }
  bool is_active() const {
    return is_customer() && ledger::profile_in(*profiles_.back()).state == CustomerState::active;
  }
  const std::vector<ledger::Recorded>& entries() const { return entries_; }

  // The last numbers that it had; and as they were before the pseudonyms.
  const Names& numbers_as_kept() const { return numbers_as_kept_; }
  Names numbers() const {
    for (auto each = profiles_.rbegin(); each != profiles_.rend(); ++each) {
      if (!ledger::profile_in(**each).telephones.empty()) return ledger::profile_in(**each).telephones;
    }
    return {};
  }
  bool has_now(std::string_view number) const {
    return is_customer() && contains(ledger::profile_in(*profiles_.back()).telephones, number);
  }

  // When it left; nothing: it is active, or never was.
  std::optional<Instant> left() const {
    std::optional<Instant> left;
    for (auto each = profiles_.rbegin(); each != profiles_.rend(); ++each) {
      if (ledger::profile_in(**each).state == CustomerState::active) return left;
      left = (*each)->entry.effective;
    }
    return std::nullopt;
  }

  // Since when it has had the number without a break. Precondition: has_now(number).
  Instant came(std::string_view number) const {
    Instant came = profiles_.back()->entry.effective;
    for (auto each = profiles_.rbegin(); each != profiles_.rend(); ++each) {
      if (!contains(ledger::profile_in(**each).telephones, number)) break;
      came = (*each)->entry.effective;
    }
    return came;
  }

 private:
  std::vector<ledger::Recorded> entries_;
  std::vector<const ledger::Recorded*> profiles_;
  Names numbers_as_kept_;
};

Result<Past> past_of(const ledger::Ledger& ledger, std::vector<ledger::Recorded> entries) {
  Past past(std::move(entries));
  TRY(past.name_numbers(ledger));
  return past;
}

bool may_be_one(const Past& old, const Past& young, std::string_view number, std::optional<Instant> since) {
  const auto left = old.left();
  if (!left || !young.is_active() || !young.has_now(number) || !contains(old.numbers(), number)) return false;
  if (since && *since >= *left) return false;
  const Instant came = young.came(number);
  return came <= *left ? *left - came <= kNumberRests : came - *left <= kNumberRests;
}

bool is_linked(const Past& old, std::string_view to) {
  const auto successors = successors_in(old.entries());
  return std::any_of(successors.begin(), successors.end(), [&](const Succession& each) { return each.account == to; });
}

}  // namespace

Result<Suspicions> Suspicion::of(std::string_view account, std::optional<Instant> since) {
  const ledger::Ledger& ledger = *ledger_;
  Suspicions found;
  auto entries = TRY(ledger.entries_of(account));
  const auto own = TRY(past_of(ledger, std::move(entries)));
  const auto add = [](auto& list, auto value) {
    if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(std::move(value));
  };
  for (const std::string& kept : own.numbers_as_kept()) {
    const std::string number = TRY(ledger.pseudonym_of(kept));
    if (crowded_.contains(number)) continue;
    const auto accounts = TRY(ledger.accounts_of_telephone(kept));
    if (accounts.size() > kAccountsOfOneNumber) {
      crowded_.insert(number);
      continue;
    }
    for (const std::string& each : accounts) {
      if (each == account) continue;
      auto theirs = TRY(ledger.closed_entries_of(each));
      const auto other = TRY(past_of(ledger, std::move(theirs)));
      if (own.is_active() && other.is_active() && own.has_now(number) && other.has_now(number)) {
        add(found.sharing, each);
      } else if (own.is_active() && may_be_one(other, own, number, since) && !is_linked(other, account)) {
        add(found.links, SuspectedLink{each, std::string(account)});
      } else if (!own.is_active() && may_be_one(own, other, number, {}) && !is_linked(own, each)) {
        add(found.links, SuspectedLink{std::string(account), each});
      }
    }
  }
  return found;
}

Result<CarriedOnSuspicion> carry_suspected(ledger::Ledger& ledger, const SuspectedLink& link,
                                           std::optional<Instant> since, const Circumstances& by, const Clock& clock) {
  const auto entries = TRY(ledger.closed_entries_of(link.from));
  const Instant now = clock.now();
  CarriedOnSuspicion carried;
  carried.from_link = TRY(append_carried(ledger, carried_from(entries, link.to, by, {since, std::nullopt}), now));
  carried.further = TRY(carry_over(ledger, {&link.to, 1}, by, now));
  return carried;
}

}  // namespace assent::service
