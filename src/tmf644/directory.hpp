// Directory: where each document of a type stands in the ledger: which account it belongs to, and whether it is still
// kept. Made from the ledger alone, and brought up to date before each answer. Thread-safe.
//
// It reads each entry of the ledger once, and keeps 48 bytes for a document.
#pragma once

#include "base/result.hpp"
#include "ledger/ledger.hpp"
#include "tmf644/resource.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace assent::tmf644 {

// 32 hexadecimal figures as 16 bytes.
using DocumentId = std::array<std::uint8_t, 16>;
std::optional<DocumentId> id_of(std::string_view text);

class Directory {
 public:
  // The ledger outlives it.
  explicit Directory(const ledger::Ledger& ledger) : ledger_(ledger) {}

  // Reads what the ledger has got since the last time.
  //
  //   unavailable, damaged  as the ledger
  Result<void> follow();

  // The account of a document that is kept; nothing: there is none.
  //
  //   unavailable, damaged  as the ledger
  Result<std::optional<std::string>> account_of(Resource resource, std::string_view id) const;
  // The same for one that was deleted, too.
  Result<std::optional<std::string>> account_that_had(Resource resource, std::string_view id) const;

  struct Found {
    std::string id;
    std::string account;
  };
  // Kept documents in the order in which they came: so many, without the first `offset`.
  Result<std::vector<Found>> some(Resource resource, std::size_t offset, std::size_t count) const;
  std::size_t count(Resource resource) const;

 private:
  struct Row {
    DocumentId id;
    std::uint64_t index;    // of the first entry, which says the account
    std::uint64_t account;  // its hash
    std::uint32_t log;
    bool gone;
  };
  struct HashOfId {
    std::size_t operator()(const DocumentId& id) const;
  };
  struct OfResource {
    std::vector<Row> rows;
    std::unordered_map<DocumentId, std::uint32_t, HashOfId> by_id;
    std::size_t gone = 0;
  };

  Result<void> read(Position at, evidence::ByteView bytes);
  void see(Position at, const evidence::Entry& entry);
  void erase_documents_of(std::string_view account);
  Result<std::string> account_at(const Row& row) const;
  const Row* row_of(Resource resource, std::string_view id) const;
  OfResource& of(Resource resource) { return of_[static_cast<std::size_t>(resource)]; }
  const OfResource& of(Resource resource) const { return of_[static_cast<std::size_t>(resource)]; }

  const ledger::Ledger& ledger_;
  mutable std::shared_mutex mutex_;  // guards everything below
  std::map<std::uint32_t, std::uint64_t> read_to_;
  std::array<OfResource, kResources.size()> of_;
};

}  // namespace assent::tmf644
