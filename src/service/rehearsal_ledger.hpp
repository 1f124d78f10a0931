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

namespace assent {

class RehearsalLedger final : public Ledger {
 public:
  explicit RehearsalLedger(const Ledger& below) : below_(&below) {}

  std::vector<Result<Receipt>> append(std::span<const Draft> drafts, Instant now) override;
  Result<std::vector<Recorded>> entries_of(std::string_view account) const override;
  Result<std::vector<Recorded>> closed_entries_of(std::string_view account) const override;
  Result<std::optional<Position>> newest_of(std::string_view account) const override;
  Result<std::vector<std::optional<Recorded>>> latest(std::span<const std::string_view> accounts,
                                                      EntryKind kind) const override;
  Result<std::vector<std::string>> accounts_of_telephone(std::string_view e164) const override;
  Result<std::string> pseudonym_of(std::string_view e164) const override;
  Result<void> open(std::span<Recorded> entries) const override;
  Result<bool> erase_identity(std::string_view account) override;
  Result<void> scan(Position from, const std::function<bool(Position, ByteView)>& visit) const override;
  Result<std::vector<LogHead>> heads() const override;
  Result<std::optional<Hash>> root_at(std::uint32_t log, std::uint64_t size) const override;
  Result<Inspection> verify(const std::function<void(std::uint64_t done, std::uint64_t all)>& progress) const override;

 private:
  Result<std::vector<Recorded>> with_own(Result<std::vector<Recorded>> below, std::string_view account) const;
  Result<std::optional<KnownKey>> under_key(const Draft& draft) const;
  Receipt put(Entry entry);

  const Ledger* below_;
  mutable std::mutex mutex_;
  std::uint64_t appended_ = 0;
  std::map<std::string, std::vector<Recorded>, std::less<>> of_account_;
  std::map<std::string, std::vector<std::string>, std::less<>> of_telephone_;
};

}  // namespace assent
