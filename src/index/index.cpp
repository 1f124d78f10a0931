#include "index/index.hpp"

#include "base/require.hpp"
#include "evidence/identity.hpp"
#include "index/row_order.hpp"

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

namespace assent::index {
namespace {

constexpr std::size_t kLengthBytes = 2;
constexpr std::size_t kAccountMost = 0xFFFF;

// In a row's telephone: the row had it first, but no longer alone.
constexpr Key kContestedTelephone = Key{1} << 63;
constexpr Key number_in(Key telephone) { return telephone & ~kContestedTelephone; }

}  // namespace

Index::Index(const Memory& memory)
    : rows_(memory),
      earlier_(memory),
      accounts_(memory),
      telephones_(memory),
      arena_(memory),
      in_order_(memory),
      account_map_(memory),
      telephone_map_(memory),
      shared_(memory),
      particulars_(memory) {}

Index::Index(Parts parts)
    : rows_(std::move(parts.rows)),
      earlier_(std::move(parts.earlier)),
      accounts_(std::move(parts.accounts)),
      telephones_(std::move(parts.telephones)),
      arena_(std::move(parts.arena)),
      in_order_(std::move(parts.in_order)),
      account_map_(std::move(parts.account_buckets), parts.accounts_mapped),
      telephone_map_(std::move(parts.telephone_buckets), parts.telephones_mapped),
      contested_(parts.contested.begin(), parts.contested.end()),
      has_pseudonyms_(std::any_of(contested_.begin(), contested_.end(), is_pseudonyms_key)),
      shared_(std::move(parts.shared)),
      particulars_(std::move(parts.particulars)) {}

void Index::reserve(std::uint64_t customers) {
  rows_.reserve(customers);
  accounts_.reserve(customers);
  telephones_.reserve(customers);
  particulars_.reserve(customers);
  if (telephone_map_.size() == 0) telephone_map_.reset(customers);
}

void Index::put_in_order(const Memory& memory, const SideBySide& workers) {
  if (rows_.empty()) return;
  Column<Key> accounts(memory);
  accounts.reserve(rows_.size());
  for (const AccountTable::Line& line : in_order_.lines().all()) {
    for (std::uint32_t i = 0; i < line.count; ++i) accounts.push_back(line.keys[i]);
  }
  for (const Key each : accounts_.all()) accounts.push_back(each);

  const auto hash_of = [&](std::uint64_t row) { return hash_of_key(accounts.data()[row]); };
  const RowOrder order(memory, rows_.size(), workers, hash_of);
  Column<RowNumber> was(memory);
  was.resize(rows_.size());
  workers.in_pieces(rows_.size(), [&](std::size_t, std::uint64_t from, std::uint64_t until) {
    for (std::uint64_t row = from; row < until; ++row) was.data()[row] = static_cast<RowNumber>(row);
  });
  order.scatter(rows_);
  order.scatter(telephones_);
  order.scatter(particulars_);
  order.scatter(was);
  order.scatter(accounts);
  const auto ends = order.finish(hash_of, rows_, telephones_, particulars_, was, accounts);
  in_order_.fill(accounts.all(), ends.all());
  // If very many accounts had the same hash, some found no room.
  accounts_.resize(0);
  account_map_.reset(0);
  for (RowNumber row = in_order_.rows(); row < rows_.size(); ++row) {
    accounts_.push_back(accounts[row]);
    map_account(row);
  }
  renumber_telephones(memory, was, workers);
  put_lives_in_order(memory, workers);
}

// Each row's earlier versions side by side, the first of them first, in the order of rows; without those that no row
// leads to any more.
void Index::put_lives_in_order(const Memory& memory, const SideBySide& workers) {
  // Calls `visit(row, place)` for each row in [from, until) that has earlier versions, with the place of the last one.
  const auto each_life = [&](std::uint64_t from, std::uint64_t until, const auto& visit) {
    constexpr std::uint64_t kLivesAhead = 64;  // lives that are on their way from memory
    for (std::uint64_t row = from; row < until; ++row) {
      if (row + kLivesAhead < until && rows_[row + kLivesAhead].earlier != kNobody)
        prefetch_version(rows_[row + kLivesAhead].earlier);
      if (rows_[row].earlier != kNobody) visit(row, rows_[row].earlier);
    }
  };
  std::vector<std::uint64_t> ends(workers.count());  // of each piece of the rows: where its lives end
  workers.in_pieces(rows_.size(), [&](std::size_t piece, std::uint64_t from, std::uint64_t until) {
    std::uint64_t versions = 0;
    each_life(from, until, [&](std::uint64_t, std::uint32_t place) {
      for (; place != kNobody && versions <= earlier_.size(); place = earlier_[place].earlier) ++versions;
    });
    ends[piece] = versions;
  });
  std::partial_sum(ends.begin(), ends.end(), ends.begin());
  // Several rows lead to the same versions, which never happens in a built index: then they do not move.
  if (ends.back() > earlier_.size()) return;

  constexpr std::uint64_t kRoom = 8;  // a part so large, for versions to come
  Column<Version> ordered(memory);
  ordered.reserve(ends.back() + ends.back() / kRoom + 1024);
  ordered.resize(ends.back());
  workers.in_pieces(rows_.size(), [&](std::size_t piece, std::uint64_t from, std::uint64_t until) {
    std::uint64_t begin = piece == 0 ? 0 : ends[piece - 1];
    each_life(from, until, [&](std::uint64_t row, std::uint32_t place) {
      const std::uint64_t first = begin;
      for (; place != kNobody; place = earlier_[place].earlier) ordered[begin++] = earlier_[place];
      std::reverse(ordered.data() + first, ordered.data() + begin);
      for (std::uint64_t each = first; each < begin; ++each) {
        ordered[each].earlier = each == first ? kNobody : static_cast<std::uint32_t>(each - 1);
      }
      rows_[row].earlier = static_cast<std::uint32_t>(begin - 1);
    });
  });
  earlier_ = std::move(ordered);
}

void Index::renumber_telephones(const Memory& memory, const Column<RowNumber>& was, const SideBySide& workers) {
  Column<RowNumber> is(memory);
  is.resize(was.size());
  workers.in_pieces(was.size(), [&](std::size_t, std::uint64_t from, std::uint64_t until) {
    for (std::uint64_t row = from; row < until; ++row) is.data()[was.data()[row]] = static_cast<RowNumber>(row);
  });
  workers.in_pieces(telephone_map_.buckets().size(), [&](std::size_t, std::uint64_t from, std::uint64_t until) {
    telephone_map_.renumber(is.all(), from, until);
  });
}

bool Index::has_numbers_for(std::size_t versions) const {
  return rows_.size() < kRowsMost && earlier_.size() + versions < kNobody;
}

Version Index::chained(std::span<const Version> versions) {
  std::uint32_t earlier = kNobody;
  for (const Version& each : versions.first(versions.size() - 1)) {
    Version version = each;
    version.earlier = earlier;
    earlier = static_cast<std::uint32_t>(earlier_.size());
    earlier_.push_back(version);
  }
  Version latest = versions.back();
  latest.earlier = earlier;
  return latest;
}

Result<void> Index::put(std::string_view account, const Life& life) {
  RowNumber row = row_of_account(account);
  if (row == kNoRow && life.versions.empty() && life.telephones.empty()) return {};
  if (account.size() > kAccountMost || !has_numbers_for(life.versions.size())) {
    return fail(ErrorCode::invalid, "the index can hold no more customers", "build it again, or split the base");
  }
  // Someone who is not a customer yet still keeps their number: others may have it.
  const Version version = life.versions.empty() ? kAskLedgerRow : chained(life.versions);
  if (row == kNoRow) {
    row = static_cast<RowNumber>(rows_.size());
    rows_.push_back(version);
    accounts_.push_back(key_of(account));
    telephones_.push_back(0);
    particulars_.push_back(life.particulars);
    map_account(row);
  } else {
    rows_[row] = version;
    particulars_[row] = life.particulars;
  }
  set_telephones(row, life);
  return {};
}

void Index::add(Key account, Key telephone, std::span<const Version> versions, const Particulars& particulars) {
  const auto row = static_cast<RowNumber>(rows_.size());
  require(!versions.empty() && has_numbers_for(versions.size()), "there are numbers left for a customer's versions");
  rows_.push_back(chained(versions));
  accounts_.push_back(account);
  telephones_.push_back(0);
  particulars_.push_back(particulars);
  if (telephone != 0) give_telephone(row, telephone);
}

Key Index::key_of(std::string_view account) {
  if (const auto packed = packed_account(account)) return *packed;
  const Key key = kFirstArenaKey + arena_.size();
  arena_.push_back(static_cast<char>(account.size() & 0xFF));
  arena_.push_back(static_cast<char>(account.size() >> 8));
  for (const char each : account) arena_.push_back(each);
  return key;
}

std::string_view Index::in_arena(Key key) const {
  const auto at = static_cast<std::size_t>(key - kFirstArenaKey);
  const std::size_t low = static_cast<unsigned char>(arena_[at]);
  const std::size_t high = static_cast<unsigned char>(arena_[at + 1]);
  return {arena_.data() + at + kLengthBytes, low | high << 8};
}

Key Index::key_of(RowNumber row) const {
  return row < in_order_.rows() ? in_order_.key_of(row) : accounts_[row - in_order_.rows()];
}

std::string Index::account(RowNumber row) const { return account_of(key_of(row)); }

std::string Index::account_of(Key key) const {
  return key < kFirstArenaKey ? unpacked_account(key) : std::string(in_arena(key));
}

std::uint64_t Index::hash_of_key(Key key) const { return key < kFirstArenaKey ? spread(key) : spread(in_arena(key)); }

void Index::map_account(RowNumber row) {
  const auto mapped = [&](RowNumber each) { return account_map_.insert(hash_of_key(key_of(each)), each); };
  if (!account_map_.full_for(account_map_.size() + 1) && mapped(row)) return;
  const std::uint64_t behind = row - in_order_.rows() + 1;
  account_map_.reset(behind + behind / 2 + 1024);
  for (RowNumber each = in_order_.rows(); each <= row; ++each) {
    require(mapped(each), "a map made for all accounts has room for all");
  }
}

void Index::map_telephone(RowNumber row) {
  if (!telephone_map_.full_for(telephone_map_.size() + 1) && telephone_map_.insert(spread(telephones_[row]), row)) {
    return;
  }
  telephone_map_.reset(rows_.size() + rows_.size() / 2 + 1024);
  for (RowNumber each = 0; each < rows_.size(); ++each) {
    if (telephones_[each] == 0) continue;
    require(telephone_map_.insert(spread(number_in(telephones_[each])), each),
            "a map made for all telephone numbers has room for all");
  }
}

RowNumber Index::row_with_telephone(Key telephone) const {
  return telephone_map_.find(spread(telephone), [&](RowNumber row) { return has_telephone(row, telephone); });
}

void Index::set_telephones(RowNumber row, const Life& life) {
  for (const std::string& each : life.telephones) {
    if (evidence::is_pseudonym(each)) {
      contest(packed_pseudonym(each));
      has_pseudonyms_ = true;
      // What it was is unknown now.
      if (telephones_[row] != 0) telephones_[row] |= kContestedTelephone;
      continue;
    }
    const auto telephone = packed_telephone(each);
    if (!telephone) continue;  // it cannot be looked up
    if (life.always_one_number) give_telephone(row, *telephone);
    else contest(*telephone);
  }
}

void Index::give_telephone(RowNumber row, Key telephone) {
  const RowNumber holder = row_with_telephone(telephone);
  if (holder == row) return;
  if (holder != kNoRow) {
    telephones_[holder] |= kContestedTelephone;
    return;
  }
  if (contested(telephone)) return;
  telephones_[row] = telephone;
  map_telephone(row);
}

void Index::contest(Key telephone) {
  const RowNumber holder = row_with_telephone(telephone);
  if (holder != kNoRow) telephones_[holder] |= kContestedTelephone;
  else contested_.insert(telephone);
}

RowNumber Index::row_of_account(std::string_view account) const {
  if (in_order_.rows() > 0) {
    const Key key = packed_account_or_0(account);
    std::uint64_t at = in_order_.home_of(key != 0 ? spread(key) : spread(account));
    for (AccountTable::Looked looked{kNoRow, true}; looked.further; ++at) {
      looked = look_in_order(at, key, [&] { return account; });
      if (looked.row != kNoRow) return looked.row;
    }
  }
  return row_behind(account);
}

RowNumber Index::row_behind(std::string_view account) const {
  if (account_map_.buckets().empty()) return kNoRow;
  const auto packed = packed_account(account);
  if (packed) return account_map_.find(spread(*packed), [&](RowNumber row) { return key_of(row) == *packed; });
  return account_map_.find(spread(account), [&](RowNumber row) { return is_account(key_of(row), account); });
}

bool Index::is_account(Key key, std::string_view account) const {
  return key >= kFirstArenaKey && in_arena(key) == account;
}

RowNumber Index::row_of_telephone(Key telephone) const {
  const RowNumber row = row_with_telephone(telephone);
  if (row != kNoRow) return holder(row);
  return contested(telephone) ? kContested : kNoRow;
}

bool Index::has_telephone(RowNumber row, Key telephone) const { return number_in(telephones_[row]) == telephone; }

RowNumber Index::holder(RowNumber row) const {
  return (telephones_[row] & kContestedTelephone) != 0 ? kContested : row;
}

std::vector<Key> Index::contested() const {
  std::vector<Key> keys(contested_.begin(), contested_.end());
  std::sort(keys.begin(), keys.end());
  return keys;
}

IndexSize Index::bytes() const {
  IndexSize size;
  size.customers = rows_.size();
  size.rows = (rows_.size() + earlier_.size()) * sizeof(Version);
  for (const Dictionary* each : {&shared_.profile_bytes(), &shared_.choice_bytes()}) {
    for (std::size_t i = 0; i < each->size(); ++i) size.shared += (*each)[i].size();
  }
  size.shared += shared_.profiles().size() * sizeof(Customer) + shared_.choices().size() * sizeof(ChoiceShare) +
                 shared_.stances().size() * sizeof(Stance) + shared_.notices().bytes();
  size.keys = in_order_.lines().size() * sizeof(AccountTable::Line) +
              (accounts_.size() + telephones_.size() + contested_.size()) * sizeof(Key) + arena_.size();
  size.particulars = particulars_.size() * sizeof(Particulars);
  size.key_maps = (account_map_.buckets().size() + telephone_map_.buckets().size()) * sizeof(KeyMap::Bucket);
  return size;
}

}  // namespace assent::index
