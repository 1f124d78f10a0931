// The ledger of a synthetic base that is too large to be written to disk. Carrier-wide entries are there; a customer's
// entries are made when they are read. You can read it by account only.
#pragma once

#include "store/memory_ledger.hpp"
#include "synth/base.hpp"

#include <cstdint>

namespace assent {

class SyntheticLedger final : public ledger::Ledger {
 public:
  // `base` outlives the ledger.
  explicit SyntheticLedger(const synth::SyntheticBase& base) : base_(base) {
    for (const ledger::Draft& each : base.carrier_drafts())
      published_ &= ledger::append_one(carrier_, each, each.entry.effective).has_value();
  }
  bool whole() const { return published_; }

  Result<std::vector<ledger::Recorded>> entries_of(std::string_view account) const override {
    if (account.empty()) return carrier_.entries_of(account);
    std::vector<ledger::Recorded> entries;
    const auto number = base_.number_of(account);
    if (!number || *number >= base_.size()) return entries;
    const synth::SyntheticCustomer customer = base_.customer(*number);
    std::array<Position, synth::SyntheticCustomer::kNoticesMax> given{};
    for (const synth::SyntheticEvent& event : base_.events_of(customer)) {
      const bool failed = event.kind == synth::SyntheticEvent::Kind::failure;
      ledger::Recorded recorded{{0, kFirst + entries.size()},
                                base_.draft_of(customer, event, failed ? given[event.index] : Position{}).entry};
      recorded.entry.recorded = event.recorded;
      if (event.kind == synth::SyntheticEvent::Kind::notice) given[event.index] = recorded.position;
      entries.push_back(std::move(recorded));
    }
    return entries;
  }

  Result<std::vector<ledger::Recorded>> closed_entries_of(std::string_view account) const override {
    return entries_of(account);
  }
  Result<std::string> pseudonym_of(std::string_view) const override { return by_account_only(); }
  Result<void> open(std::span<ledger::Recorded>) const override { return {}; }
  Result<bool> erase_identity(std::string_view) override { return by_account_only(); }

  Result<std::optional<Position>> newest_of(std::string_view account) const override {
    if (account.empty()) return carrier_.newest_of(account);
    return by_account_only();
  }
  Result<std::vector<ledger::LogHead>> heads() const override { return carrier_.heads(); }
  std::vector<Result<ledger::Receipt>> append(std::span<const ledger::Draft> drafts, Instant) override {
    return std::vector<Result<ledger::Receipt>>(drafts.size(), by_account_only());
  }
  Result<std::vector<std::optional<ledger::Recorded>>> latest(std::span<const std::string_view>,
                                                              evidence::EntryKind) const override {
    return by_account_only();
  }
  Result<std::vector<std::string>> accounts_of_telephone(std::string_view) const override { return by_account_only(); }
  Result<void> scan(Position, const std::function<bool(Position, evidence::ByteView)>&) const override {
    return by_account_only();
  }
  Result<std::optional<evidence::Hash>> root_at(std::uint32_t, std::uint64_t) const override {
    return by_account_only();
  }
  Result<ledger::Inspection> verify(const std::function<void(std::uint64_t, std::uint64_t)>&) const override {
    return by_account_only();
  }

 private:
  static constexpr std::uint64_t kFirst = 1'000'000;  // after all that is carrier-wide

  static tl::unexpected<Error> by_account_only() {
    return fail(ErrorCode::unavailable, "a synthetic ledger is read by account only", "write it down");
  }

  const synth::SyntheticBase& base_;
  store::MemoryLedger carrier_;
  bool published_ = true;
};

}  // namespace assent
