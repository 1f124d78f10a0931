// A ledger of two logs, like a store that shards by account: each account's entries are in one of them.
#pragma once

#include "store/memory_ledger.hpp"

#include <array>
#include <memory>
#include <utility>
#include <vector>

namespace assent {

class TwoLogs final : public ledger::Ledger {
 public:
  // Carrier-wide entries are in log 0.
  static std::uint32_t log_of(std::string_view account) {
    std::uint32_t sum = 0;
    for (const char each : account) sum += static_cast<unsigned char>(each);
    return sum % 2;
  }

  std::vector<Result<ledger::Receipt>> append(std::span<const ledger::Draft> drafts, Instant now) override {
    std::vector<Result<ledger::Receipt>> answer(drafts.size());
    for (std::uint32_t log = 0; log < logs_.size(); ++log) {
      std::vector<ledger::Draft> own;
      std::vector<std::size_t> places;
      for (std::size_t i = 0; i < drafts.size(); ++i) {
        if (log_of(drafts[i].entry.account) != log) continue;
        own.push_back(drafts[i]);
        places.push_back(i);
      }
      auto appended = logs_[log].append(own, now);
      for (std::size_t i = 0; i < places.size(); ++i) {
        answer[places[i]] = std::move(appended[i]);
        if (answer[places[i]]) answer[places[i]]->position.log = log;
      }
    }
    return answer;
  }

  Result<std::vector<ledger::Recorded>> entries_of(std::string_view account) const override {
    const std::uint32_t log = log_of(account);
    auto entries = logs_[log].entries_of(account);
    if (!entries) return entries;
    for (ledger::Recorded& each : *entries) each.position.log = log;
    return entries;
  }

  Result<std::vector<ledger::Recorded>> closed_entries_of(std::string_view account) const override {
    const std::uint32_t log = log_of(account);
    auto entries = logs_[log].closed_entries_of(account);
    if (!entries) return entries;
    for (ledger::Recorded& each : *entries) each.position.log = log;
    return entries;
  }

  Result<std::string> pseudonym_of(std::string_view e164) const override { return logs_[0].pseudonym_of(e164); }
  Result<void> open(std::span<ledger::Recorded> entries) const override { return logs_[0].open(entries); }
  Result<bool> erase_identity(std::string_view account) override { return logs_[0].erase_identity(account); }

  Result<std::optional<Position>> newest_of(std::string_view account) const override {
    auto newest = logs_[log_of(account)].newest_of(account);
    if (newest && *newest) (*newest)->log = log_of(account);
    return newest;
  }

  Result<std::vector<std::optional<ledger::Recorded>>> latest(std::span<const std::string_view> accounts,
                                                              evidence::EntryKind kind) const override {
    std::vector<std::optional<ledger::Recorded>> found;
    for (const std::string_view& each : accounts) {
      const std::uint32_t log = log_of(each);
      auto one = logs_[log].latest({&each, 1}, kind);
      if (!one) return one;
      if (one->front()) one->front()->position.log = log;
      found.push_back(std::move(one->front()));
    }
    return found;
  }

  Result<std::vector<std::string>> accounts_of_telephone(std::string_view e164) const override {
    auto first = logs_[0].accounts_of_telephone(e164);
    auto second = logs_[1].accounts_of_telephone(e164);
    first->insert(first->end(), second->begin(), second->end());
    return first;
  }

  Result<void> scan(Position from, const std::function<bool(Position, evidence::ByteView)>& visit) const override {
    if (from.log >= logs_.size()) return {};
    return logs_[from.log].scan({0, from.index}, [&](Position position, evidence::ByteView bytes) {
      return visit({from.log, position.index}, bytes);
    });
  }

  Result<std::vector<ledger::LogHead>> heads() const override {
    std::vector<ledger::LogHead> heads;
    for (std::uint32_t log = 0; log < logs_.size(); ++log) {
      heads.push_back(logs_[log].heads()->front());
      heads.back().log = log;
    }
    return heads;
  }

  Result<std::optional<evidence::Hash>> root_at(std::uint32_t log, std::uint64_t size) const override {
    if (log >= logs_.size()) return std::nullopt;
    return logs_[log].root_at(0, size);
  }

  Result<ledger::Inspection> verify(const std::function<void(std::uint64_t, std::uint64_t)>& progress) const override {
    ledger::Inspection all;
    for (std::uint32_t log = 0; log < logs_.size(); ++log) {
      auto one = logs_[log].verify({});
      if (!one) return one;
      for (ledger::LogHead& each : one->heads) all.heads.push_back({log, each.size, each.root});
      all.entries += one->entries;
      for (ledger::Damage& each : one->damages) {
        if (each.entry) each.entry->log = log;
        all.damages.push_back(std::move(each));
      }
    }
    if (progress) progress(all.entries, all.entries);
    return all;
  }

 private:
  const std::shared_ptr<ledger::CustomerKeys> keys_ = std::make_shared<store::MemoryCustomerKeys>();
  std::array<store::MemoryLedger, 2> logs_{store::MemoryLedger(keys_), store::MemoryLedger(keys_)};
};

}  // namespace assent
