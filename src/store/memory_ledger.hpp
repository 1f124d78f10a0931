// MemoryLedger: a ledger that lives as long as the object; for tests, trials and rehearsals. Thread-safe.
//
// It keeps bytes and reads them back, as stores on disk do, so that what works here works there.
#pragma once

#include "ledger/append.hpp"
#include "ledger/ledger.hpp"
#include "store/identities.hpp"
#include "store/memory_customer_keys.hpp"

#include <functional>
#include <map>
#include <memory>
#include <shared_mutex>
#include <string>
#include <utility>

namespace assent::store {

class MemoryLedger final : public ledger::Ledger {
 public:
  MemoryLedger() : MemoryLedger(std::make_shared<MemoryCustomerKeys>()) {}
  explicit MemoryLedger(std::shared_ptr<ledger::CustomerKeys> keys) : keys_(std::move(keys)) {}

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
  ledger::Recorded recorded_at(std::uint64_t index) const;
  std::vector<ledger::Recorded> recorded_of(std::string_view account) const;
  Result<std::optional<ledger::KnownKey>> known(const ledger::Draft& draft, const SealingKeys& keys) const;
  void put(evidence::Entry entry);

  const std::shared_ptr<ledger::CustomerKeys> keys_;
  mutable std::shared_mutex mutex_;
  struct Stored {
    evidence::Bytes bytes;
    evidence::Hash leaf;
  };
  std::vector<std::shared_ptr<const Stored>> entries_;  // shared: a scan goes on without the lock
  evidence::Frontier frontier_;
  std::vector<ledger::LogHead> checkpoints_;
  Instant last_recorded_ = kEarliest;
  std::map<std::string, std::vector<std::uint64_t>, std::less<>> of_account_;
  std::map<std::string, std::vector<std::string>, std::less<>> of_telephone_;
  std::map<std::pair<std::string, std::string>, std::uint64_t> of_key_;  // account and key
};

}  // namespace assent::store
