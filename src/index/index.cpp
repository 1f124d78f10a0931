#include "index/index.hpp"

#include "base/require.hpp"

#include <algorithm>
#include <utility>

namespace assent {
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
      account_map_(memory),
      telephone_map_(memory),
      shared_(memory) {}

Index::Index(Parts parts)
    : rows_(std::move(parts.rows)),
      earlier_(std::move(parts.earlier)),
      accounts_(std::move(parts.accounts)),
      telephones_(std::move(parts.telephones)),
      arena_(std::move(parts.arena)),
      account_map_(std::move(parts.account_buckets), parts.accounts_mapped),
      telephone_map_(std::move(parts.telephone_buckets), parts.telephones_mapped),
      contested_(parts.contested.begin(), parts.contested.end()),
      shared_(std::move(parts.shared)) {}

void Index::reserve(std::uint64_t customers) {
  rows_.reserve(customers);
  accounts_.reserve(customers);
  telephones_.reserve(customers);
  if (account_map_.size() == 0) account_map_.reset(customers);
  if (telephone_map_.size() == 0) telephone_map_.reset(customers);
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
  // Who is no customer yet keeps his number all the same: others may have it.
  const Version version = life.versions.empty() ? kAskLedgerRow : chained(life.versions);
  if (row == kNoRow) {
    row = static_cast<RowNumber>(rows_.size());
    rows_.push_back(version);
    accounts_.push_back(key_of(account));
    telephones_.push_back(0);
    map_account(row);
  } else {
    rows_[row] = version;
  }
  set_telephones(row, life);
  return {};
}

void Index::add(Key account, Key telephone, std::span<const Version> versions) {
  const auto row = static_cast<RowNumber>(rows_.size());
  require(!versions.empty() && has_numbers_for(versions.size()), "there are numbers left for a customer's versions");
  rows_.push_back(chained(versions));
  accounts_.push_back(account);
  telephones_.push_back(0);
  map_account(row);
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

std::string Index::account(RowNumber row) const {
  const Key key = accounts_[row];
  return key < kFirstArenaKey ? unpacked_account(key) : std::string(in_arena(key));
}

std::uint64_t Index::hash_of_row(RowNumber row) const {
  const Key key = accounts_[row];
  return key < kFirstArenaKey ? spread(key) : spread(in_arena(key));
}

void Index::map_account(RowNumber row) {
  if (!account_map_.full_for(account_map_.size() + 1) && account_map_.insert(hash_of_row(row), row)) return;
  account_map_.reset(rows_.size() + rows_.size() / 2 + 1024);
  for (RowNumber each = 0; each <= row; ++each) {
    require(account_map_.insert(hash_of_row(each), each), "a map made for all accounts has room for all");
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
    const auto telephone = packed_telephone(each);
    if (!telephone) continue;  // nobody can ask for it
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
  const auto packed = packed_account(account);
  if (packed) return account_map_.find(spread(*packed), [&](RowNumber row) { return accounts_[row] == *packed; });
  return account_map_.find(spread(account), [&](RowNumber row) { return has_account(row, account); });
}

bool Index::has_account(RowNumber row, std::string_view account) const {
  return accounts_[row] >= kFirstArenaKey && in_arena(accounts_[row]) == account;
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
  size.keys = (accounts_.size() + telephones_.size() + contested_.size()) * sizeof(Key) + arena_.size();
  size.key_maps = (account_map_.buckets().size() + telephone_map_.buckets().size()) * sizeof(KeyMap::Bucket);
  return size;
}

}  // namespace assent
