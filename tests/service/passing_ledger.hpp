// A ledger that passes everything on to another one: a base for ledgers that differ from it in one thing.
#pragma once

#include "ledger/ledger.hpp"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assent::service_test {

class PassingLedger : public ledger::Ledger {
 public:
  // `whole` outlives it.
  explicit PassingLedger(ledger::Ledger& whole) : whole_(whole) {}

  std::vector<Result<ledger::Receipt>> append(std::span<const ledger::Draft> drafts, Instant now) override {
    return whole_.append(drafts, now);
  }
  Result<std::vector<ledger::Recorded>> entries_of(std::string_view account) const override {
    return whole_.entries_of(account);
  }
  Result<std::vector<ledger::Recorded>> closed_entries_of(std::string_view account) const override {
    return whole_.closed_entries_of(account);
  }
  Result<std::string> pseudonym_of(std::string_view e164) const override { return whole_.pseudonym_of(e164); }
  Result<void> open(std::span<ledger::Recorded> entries) const override { return whole_.open(entries); }
  Result<bool> erase_identity(std::string_view account) override { return whole_.erase_identity(account); }
  Result<std::optional<Position>> newest_of(std::string_view account) const override {
    return whole_.newest_of(account);
  }
  Result<std::vector<std::optional<ledger::Recorded>>> latest(std::span<const std::string_view> accounts,
                                                              evidence::EntryKind kind) const override {
    return whole_.latest(accounts, kind);
  }
  Result<std::vector<std::string>> accounts_of_telephone(std::string_view e164) const override {
    return whole_.accounts_of_telephone(e164);
  }
  Result<void> scan(Position from, const std::function<bool(Position, evidence::ByteView)>& visit) const override {
    return whole_.scan(from, visit);
  }
  Result<std::vector<ledger::LogHead>> heads() const override { return whole_.heads(); }
  Result<std::optional<evidence::Hash>> root_at(std::uint32_t log, std::uint64_t size) const override {
    return whole_.root_at(log, size);
  }
  Result<ledger::Inspection> verify(const std::function<void(std::uint64_t, std::uint64_t)>& progress) const override {
    return whole_.verify(progress);
  }

 private:
  ledger::Ledger& whole_;
};

}  // namespace assent::service_test
