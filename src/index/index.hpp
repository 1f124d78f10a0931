// Index: what the ledger says about every customer, packed for deciding about all of them at once.
//
// Derived and redundant: it is built from the ledger, bound to a position in it, and never the truth. It gives exactly
// the ledger's decision, down to the reason code, or says that the ledger must be asked (law IndexAgreesWithLedger). A
// customer takes sixteen bytes, and as many for each earlier version; some twelve for the account, eight for the
// telephone number, and some five for finding that; and eight that only reports read (particulars.hpp).
//
// A newly built index has its rows in the order of their accounts' hashes (account_table.hpp). Customers who come later
// follow them, and a map leads to those.
//
// Not thread-safe for writers; any number of threads can read while none writes (service/gate.hpp).
#pragma once

#include "index/account_table.hpp"
#include "index/column.hpp"
#include "index/key.hpp"
#include "index/key_map.hpp"
#include "index/life.hpp"
#include "index/particulars.hpp"
#include "index/prefetch.hpp"
#include "index/shared_facts.hpp"
#include "index/side_by_side.hpp"
#include "index/version.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace assent::index {

using RowNumber = std::uint32_t;
inline constexpr RowNumber kNoRow = KeyMap::kNone;
// The number has been on more than one account, or not always on this one: only the ledger knows who has it when.
inline constexpr RowNumber kContested = kNoRow - 1;
inline constexpr std::uint64_t kRowsMost = kContested;

// The index's memory, in bytes.
struct IndexSize {
  std::uint64_t customers = 0;
  std::uint64_t rows = 0;      // rows and earlier versions
  std::uint64_t shared = 0;    // shared facts, as bytes
  std::uint64_t keys = 0;      // accounts, from which those in order lead to rows, and telephone numbers
  std::uint64_t key_maps = 0;  // from the others to rows
  std::uint64_t particulars = 0;

  std::uint64_t index() const { return rows + shared; }
  std::uint64_t all() const { return index() + keys + key_maps + particulars; }
};

class Index {
 public:
  // `memory` outlives the index.
  explicit Index(const Memory& memory);

  // Makes room, so that nothing moves while so many customers are added.
  void reserve(std::uint64_t customers);

  // Puts all rows, and what they lead to, into the order of their accounts' hashes: row numbers change. Call it when a
  // whole base is in. `memory` outlives the index.
  void put_in_order(const Memory& memory, const SideBySide& workers = {});

  SharedFacts& shared() { return shared_; }
  const SharedFacts& shared() const { return shared_; }

  std::uint64_t size() const { return rows_.size(); }
  const Column<Version>& rows() const { return rows_; }
  const Version& earlier(std::uint32_t place) const { return earlier_[place]; }
  const Column<Particulars>& particulars() const { return particulars_; }  // of each row
  void prefetch_version(std::uint32_t place) const { prefetch_for_reading(&earlier_.data()[place]); }

  // Replaces what was known about the account by a life. An account without versions that is not in the index stays out
  // of it. `invalid`: there is no row number left.
  Result<void> put(std::string_view account, const Life& life);

  // Adds a customer who is not in the index, by keys from packed_account() and packed_telephone() (0: no number);
  // `versions` are not empty. As put(), but the account can only be found after put_in_order(), and where put() would
  // fail, this ends the process. A number that another account has becomes contested.
  void add(Key account, Key telephone, std::span<const Version> versions, const Particulars& particulars = {});

  // Prefetches what add() will touch for that number.
  void prefetch_to_add(Key telephone) const { telephone_map_.prefetch(spread(telephone)); }

  std::string account(RowNumber row) const;
  // Calls `visit(row, account)` for rows in their order, from the first on, each `wanted(row)`; much quicker than
  // account() for many.
  template <class Wanted, class Visit>
  void each_account(const Wanted& wanted, const Visit& visit) const;

  // kNoRow: not in the index. For a telephone number also kContested.
  RowNumber row_of_account(std::string_view account) const;
  RowNumber row_of_telephone(Key telephone) const;

  // Its steps, for many at once (sweep.hpp). Preconditions: row < size(); `key` is not an account in the arena.
  void prefetch_row(RowNumber row) const { prefetch_for_reading(&rows_.data()[row]); }
  // One look at the accounts in order: for the key, or where that is 0, as it does not pack, for what `account()`
  // gives.
  template <class Account>
  AccountTable::Looked look_in_order(std::uint64_t at, Key key, const Account& account) const {
    if (key != 0) return in_order_.look(at, key);
    return in_order_.look_for(at, [&](Key each) { return is_account(each, account()); });
  }
  // For the rows after those in order.
  RowNumber row_behind(std::string_view account) const;
  void prefetch_telephone(RowNumber row) const {
    prefetch_for_reading(&telephones_.data()[row]);
    prefetch_for_reading(&rows_.data()[row]);
  }
  bool has_telephone(RowNumber row, Key telephone) const;  // had it first, alone or not
  RowNumber holder(RowNumber row) const;                   // the row, or kContested: no longer alone
  // Whether a customer was erased: then any number may also be theirs, by its pseudonym.
  bool has_pseudonyms() const { return has_pseudonyms_; }
  bool contested(Key telephone) const { return !contested_.empty() && contested_.contains(telephone); }

  IndexSize bytes() const;

  // The parts, for a snapshot.
  struct Parts {
    Column<Version> rows;
    Column<Version> earlier;
    Column<Key> accounts;
    Column<Key> telephones;
    Column<char> arena;
    Column<AccountTable::Line> in_order;
    Column<KeyMap::Bucket> account_buckets;
    Column<KeyMap::Bucket> telephone_buckets;
    std::uint64_t accounts_mapped = 0;
    std::uint64_t telephones_mapped = 0;
    std::vector<Key> contested;
    SharedFacts shared;
    Column<Particulars> particulars;
  };
  explicit Index(Parts parts);
  const Column<Version>& earlier_versions() const { return earlier_; }
  const Column<Key>& accounts_behind() const { return accounts_; }
  const Column<Key>& telephones() const { return telephones_; }
  const Column<char>& arena() const { return arena_; }
  const AccountTable& in_order() const { return in_order_; }
  const KeyMap& account_map() const { return account_map_; }
  const KeyMap& telephone_map() const { return telephone_map_; }
  std::vector<Key> contested() const;  // in order

 private:
  Key key_of(std::string_view account);
  Key key_of(RowNumber row) const;
  std::string account_of(Key key) const;
  bool is_account(Key key, std::string_view account) const;
  std::string_view in_arena(Key key) const;
  std::uint64_t hash_of_key(Key key) const;
  bool has_numbers_for(std::size_t versions) const;
  Version chained(std::span<const Version> versions);
  void put_lives_in_order(const Memory& memory, const SideBySide& workers);
  void renumber_telephones(const Memory& memory, const Column<RowNumber>& was, const SideBySide& workers);
  void map_account(RowNumber row);
  void map_telephone(RowNumber row);
  void set_telephones(RowNumber row, const Life& life);
  void give_telephone(RowNumber row, Key telephone);
  void contest(Key telephone);
  RowNumber row_with_telephone(Key telephone) const;

  Column<Version> rows_;
  Column<Version> earlier_;
  Column<Key> accounts_;    // of each row behind those in order
  Column<Key> telephones_;  // of each row: the number that it had first; 0: none; the highest bit: no longer alone
  Column<char> arena_;      // accounts that do not pack: two bytes of length, lowest first, then the text
  AccountTable in_order_;   // accounts of the rows in order, and the rows from them
  KeyMap account_map_;      // from the accounts of the rows behind
  KeyMap telephone_map_;
  std::unordered_set<Key> contested_;  // others, of accounts that had several; and pseudonyms
  bool has_pseudonyms_ = false;        // among them
  SharedFacts shared_;
  Column<Particulars> particulars_;  // of each row
};

template <class Wanted, class Visit>
void Index::each_account(const Wanted& wanted, const Visit& visit) const {
  for (const AccountTable::Line& line : in_order_.lines().all()) {
    for (std::uint32_t i = 0; i < line.count; ++i) {
      if (wanted(line.first + i)) visit(line.first + i, account_of(line.keys[i]));
    }
  }
  for (std::size_t i = 0; i < accounts_.size(); ++i) {
    const auto row = static_cast<RowNumber>(in_order_.rows() + i);
    if (wanted(row)) visit(row, account_of(accounts_[i]));
  }
}

}  // namespace assent::index
