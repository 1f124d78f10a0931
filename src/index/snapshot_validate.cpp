#include "index/snapshot.hpp"
#include "index/snapshot_layout.hpp"

#include <cstring>
#include <optional>

namespace assent::index {
namespace snapshot {
namespace {

// `holds(element, place)` of all of them, without a stop at the first that does not.
template <class T, class Holds>
bool all_hold(std::span<const T> elements, std::size_t first, const Holds& holds) {
  bool all = true;
  for (std::size_t i = 0; i < elements.size(); ++i) all &= holds(elements[i], first + i);
  return all;
}

bool shares_are_there(const File& file, const Version& version) {
  return (version.notices < file.arrays.notice_lists.size) & (version.stance < file.arrays.stances.size) &
         !asks_ledger(version);
}

// Nothing: the key is outside the arena.
std::optional<std::uint64_t> hash_of(const File& file, Key key) {
  if (key < kFirstArenaKey) return spread(key);
  const std::uint64_t at = key - kFirstArenaKey;
  const auto texts = file.arrays.arena.all();
  if (at + 2 > texts.size()) return std::nullopt;
  const auto* const length = reinterpret_cast<const unsigned char*>(&texts[at]);
  const std::uint64_t size = length[0] | std::uint64_t{length[1]} << 8;
  if (at + 2 + size > texts.size()) return std::nullopt;
  return spread(std::string_view(&texts[at] + 2, size));
}

bool is_full(const AccountTable::Line& line) { return line.count == AccountTable::kPlaces; }

// Whether the rows continue from the line before, and each account is found at its place. `from`: the first of the
// lines from which full ones lead here.
bool line_holds(const File& file, const AccountTable::Line& line, std::uint64_t at, std::uint64_t from) {
  const auto lines = file.arrays.in_order.all();
  if (line.count > AccountTable::kPlaces || line.first != rows_in_order(lines.first(at)) ||
      lines.size() <= AccountTable::kSpareLines) {
    return false;
  }
  for (std::size_t i = 0; i < AccountTable::kPlaces; ++i) {
    const Key key = line.keys[i];
    if ((key == 0) != (i >= line.count)) return false;
    if (key == 0) continue;
    const auto hash = hash_of(file, key);
    if (!hash) return false;
    const std::uint64_t home = AccountTable::home_of(*hash, lines.size() - AccountTable::kSpareLines);
    if (home < from || at < home) return false;
  }
  return true;
}

}  // namespace

bool rows_lead(const File& file, std::span<const Version> rows, std::size_t first) {
  return all_hold(rows, first, [&](const Version& version, std::size_t) {
    const bool known = version.earlier == kNobody || version.earlier < file.arrays.earlier.size;
    return (shares_are_there(file, version) && known) || version == kAskLedgerRow;
  });
}

// Each to one before it, so that every chain ends.
bool earlier_lead(const File& file, std::span<const Version> versions, std::size_t first) {
  return all_hold(versions, first, [&](const Version& version, std::size_t place) {
    return shares_are_there(file, version) && (version.earlier == kNobody || version.earlier < place);
  });
}

bool accounts_lead(const File& file, std::span<const Key> keys, std::size_t first) {
  return all_hold(keys, first, [&](Key key, std::size_t) { return key != 0 && hash_of(file, key).has_value(); });
}

bool lines_lead(const File& file, std::span<const AccountTable::Line> lines, std::size_t first) {
  const auto all = file.arrays.in_order.all();
  std::uint64_t from = first;
  while (from > 0 && is_full(all[from - 1])) --from;
  return all_hold(lines, first, [&](const AccountTable::Line& line, std::size_t at) {
    const bool there = line_holds(file, line, at, from);
    if (!is_full(line)) from = at + 1;
    return there;
  });
}

bool buckets_lead(const File& file, std::span<const KeyMap::Bucket> buckets, std::size_t first) {
  const std::size_t rows = file.arrays.rows.size;
  return all_hold(buckets, first, [&](const KeyMap::Bucket& bucket, std::size_t) {
    bool there = true;
    for (std::size_t i = 0; i < KeyMap::kPlaces; ++i) there &= bucket.mark[i] == 0 || bucket.row[i] < rows;
    return there;
  });
}

bool items_lead(const File& file, std::span<const NoticeItem> items, std::size_t first) {
  const Counts& counts = file.frame.counts;
  return all_hold(items, first, [&](const NoticeItem& item, std::size_t) {
    const bool by_date = (item.flags & NoticeItem::by_date) != 0;
    constexpr std::int64_t kDaysMost = 3'000'000;
    const std::int64_t most = by_date ? kDaysMost : microseconds_of(kNever);
    const std::int64_t least = by_date ? -kDaysMost : microseconds_of(kEarliest);
    return item.text < counts.texts && item.place < counts.places && item.channel < counts.channels &&
           least <= item.sent && item.sent <= most;
  });
}

bool members_lead(const File& file, std::span<const std::uint32_t> members, std::size_t first) {
  const std::size_t items = file.arrays.notice_items.size;
  return all_hold(members, first, [&](std::uint32_t member, std::size_t) { return member < items; });
}

bool lists_lead(const File& file, std::span<const NoticeList> lists, std::size_t first) {
  const std::size_t members = file.arrays.notice_members.size;
  return all_hold(lists, first, [&](const NoticeList& list, std::size_t) {
    return list.place < file.frame.counts.places && std::uint64_t{list.first} + list.count <= members;
  });
}

bool stances_lead(const File& file, std::span<const Stance> stances, std::size_t first) {
  const Counts& counts = file.frame.counts;
  return all_hold(stances, first, [&](const Stance& stance, std::size_t) {
    return stance.choices < counts.choices && stance.profile < counts.profiles;
  });
}

bool particulars_lead(const File& file, std::span<const Particulars> particulars, std::size_t first) {
  return all_hold(particulars, first, [&](const Particulars& each, std::size_t) {
    return each.since == kNoSecond ? each == Particulars{} : each.source() < file.frame.counts.sources;
  });
}

}  // namespace snapshot

namespace {

using snapshot::broken;
using snapshot::each_section;
using snapshot::File;
using snapshot::Piece;
using snapshot::Place;
using snapshot::Section;
using snapshot::sum_of;

// Whether what no section uses is zeros.
Result<void> check_rest(const File& file) {
  const auto zeros = [&](std::uint64_t from, std::uint64_t until) {
    const auto rest = file.bytes.subspan(static_cast<std::size_t>(from), static_cast<std::size_t>(until - from));
    // Zeros are what begins with one and has each byte like the one before.
    return rest.empty() || (rest[0] == std::byte{} && std::memcmp(rest.data(), rest.data() + 1, rest.size() - 1) == 0);
  };
  std::uint64_t used_until = file.frame_end;
  bool good = true;
  for (const Place& each : file.frame.places) {
    good = good && zeros(used_until, file.begin + each.offset);
    used_until = file.begin + each.offset + each.size;
  }
  if (!good || !zeros(used_until, file.bytes.size())) {
    return tl::unexpected(broken("there is something where nothing was written"));
  }
  return {};
}

}  // namespace

std::size_t Snapshot::pieces() const { return file_->frame.pieces.size() + 1; }

std::uint64_t Snapshot::piece_size(std::size_t piece) const {
  return piece + 1 < pieces() ? file_->frame.pieces[piece].size : 0;
}

Result<void> Snapshot::validate(std::size_t piece) const {
  if (piece + 1 == pieces()) return check_rest(*file_);
  const Piece& each = file_->frame.pieces[piece];
  Result<void> valid;
  each_section([&]<class T>(std::size_t number, const Section<T>& section) {
    if (number != each.section) return;
    const auto first = static_cast<std::size_t>(each.offset / sizeof(T));
    const auto elements =
        (file_->arrays.*section.array).all().subspan(first, static_cast<std::size_t>(each.size / sizeof(T)));
    if (sum_of(std::as_bytes(elements)) != each.sum) {
      valid = tl::unexpected(broken("a part of it is not what was written"));
    } else if (section.check != nullptr && !section.check(*file_, elements, first)) {
      valid = tl::unexpected(broken("a number in it is out of range"));
    }
  });
  return valid;
}

}  // namespace assent::index
