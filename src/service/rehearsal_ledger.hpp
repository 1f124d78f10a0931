// RehearsalLedger: a ledger for dry runs. It behaves as if what was appended were recorded in the ledger below it, but
// nothing is recorded there. What is appended stays in memory.
//
// scan(), heads(), root_at() and verify() are those of the ledger below. Nothing is erased on it. Thread-safe as the
// port requires.
#pragma once

#include "ledger/append.hpp"
#include "ledger/ledger.hpp"

#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace assent::service {

class RehearsalLedger final : public ledger::Ledger {
 public:
  explicit RehearsalLedger(const ledger::Ledger& below) : below_(&below) {}

  std::vector<Result<ledger::Receipt>> append(std::span<const ledger::Draft> drafts, Instant now) override;
  Result<std::vector<ledger::Recorded>> entries_of(std::string_view account) const override;
  Result<std::vector<ledger::Recorded>> closed_entries_of(std::string_view account) const override;
  Result<std::optional<Position>> newest_of(std::string_view account) const override;
  Result<std::vector<std::optional<ledger::Recorded>>> latest(std::span<const std::string_view> accounts,
                                                              evidence::EntryKind kind) const override;
  Result<std::vector<std::string>> accounts_of_telephone(std::string_view e164) const override;
  Result<std::string> pseudonym_of(std::string_view e164) const override;
  Result<void> open(std::span<ledger::Recorded> entries) const override;
  Result<bool> erase_identity(std::string_view account) override;
  Result<void> scan(Position from, const std::function<bool(Position, evidence::ByteView)>& visit) const override;
  Result<std::vector<ledger::LogHead>> heads() const override;
  Result<std::optional<evidence::Hash>> root_at(std::uint32_t log, std::uint64_t size) const override;
  Result<ledger::Inspection> verify(
      const std::function<void(std::uint64_t done, std::uint64_t all)>& progress) const override;

 private:
  Result<std::vector<ledger::Recorded>> with_own(Result<std::vector<ledger::Recorded>> below,
                                                 std::string_view account) const;
  Result<std::optional<ledger::KnownKey>> under_key(const ledger::Draft& draft) const;
  ledger::Receipt put(evidence::Entry entry);

  const ledger::Ledger* below_;
  mutable std::mutex mutex_;
  std::uint64_t appended_ = 0;
  std::map<std::string, std::vector<ledger::Recorded>, std::less<>> of_account_;
  std::map<std::string, std::vector<std::string>, std::less<>> of_telephone_;
};

}  // namespace assent::service
