#include "index/snapshot.hpp"

#include "evidence/cbor.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <set>

namespace assent {
namespace {

using cbor::Major;

constexpr std::string_view kMagic = "AssentIx";
constexpr std::uint64_t kFormat = 6;  // a new one also where a ledger is read otherwise than before
constexpr std::size_t kAlignment = 4096;
constexpr std::uint64_t kPieceSize = std::uint64_t{16} << 20;
constexpr std::size_t kHeadSize = 32;  // magic, format, the frame's size, its checksum
constexpr std::uint64_t kFrameMost = std::uint64_t{64} << 20;

std::uint64_t sum_of(const void* bytes, std::size_t size) { return XXH3_64bits(bytes, size); }

std::uint64_t aligned(std::uint64_t offset) { return (offset + kAlignment - 1) / kAlignment * kAlignment; }

Error broken(const char* what) {
  return Error{ErrorCode::damaged, std::string("the index file is damaged: ") + what, "build the index again"};
}

void put(Bytes& out, std::uint64_t value) {
  for (unsigned i = 0; i < 8; ++i) out.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}
std::uint64_t number_at(const std::byte* bytes) {
  std::uint64_t value = 0;
  for (unsigned i = 0; i < 8; ++i) value |= static_cast<std::uint64_t>(bytes[i]) << (8 * i);
  return value;
}

ByteView view(const std::byte* bytes, std::size_t size) { return {reinterpret_cast<const std::uint8_t*>(bytes), size}; }

template <class T>
std::span<const std::byte> bytes_of(const Column<T>& column) {
  return std::as_bytes(column.all());
}

// What is named and spelled out: profiles, choices, and what the notices refer to.
Bytes names_of(const SharedFacts& shared) {
  Bytes bytes;
  cbor::Writer writer(bytes);
  for (const Dictionary* each : {&shared.profile_bytes(), &shared.choice_bytes()}) {
    writer.head(Major::array, each->size());
    for (std::size_t i = 0; i < each->size(); ++i) writer.bytes((*each)[i]);
  }
  const NoticeShares& notices = shared.notices();
  writer.head(Major::array, notices.texts().size());
  for (const NoticeShares::Text& each : notices.texts()) {
    writer.text(each.notice);
    writer.text(each.version);
    writer.text(each.language);
  }
  writer.head(Major::array, notices.channels().size());
  for (const std::string& each : notices.channels()) writer.text(each);
  writer.head(Major::array, notices.places().size());
  for (const NoticeShares::Place& each : notices.places()) {
    writer.text(each.language);
    writer.text(each.zone_name);
  }
  return bytes;
}

class FrameWriter {
 public:
  explicit FrameWriter(Bytes& out) : writer_(out) {}

  void unsigned_number(std::uint64_t value) { writer_.head(Major::positive, value); }
  void array(std::size_t size) { writer_.head(Major::array, size); }
  void text(const std::string& text) { writer_.text(text); }
  void hash(const Hash& hash) { writer_.bytes(hash); }

  void binding(const IndexBinding& binding) {
    array(binding.heads.size());
    for (const LogHead& each : binding.heads) {
      unsigned_number(each.log);
      unsigned_number(each.size);
      hash(each.root);
    }
    array(binding.packs.size());
    for (const IndexBinding::Pack& each : binding.packs) {
      text(each.id);
      text(each.version);
      hash(each.text);
    }
    array(binding.zones.size());
    for (const IndexBinding::Zone& each : binding.zones) {
      text(each.name);
      hash(each.periods);
    }
    array(binding.footprints.size());
    for (const std::string& each : binding.footprints) text(each);
  }

 private:
  cbor::Writer writer_;
};

class FrameReader {
 public:
  explicit FrameReader(ByteView bytes) : reader_(bytes) {}

  std::uint64_t unsigned_number() { return reader_.argument(Major::positive); }
  std::uint64_t array() { return reader_.count(Major::array); }
  std::string text() { return reader_.text(); }
  Hash hash() {
    const ByteView bytes = reader_.bytes();
    Hash hash{};
    if (bytes.size() == hash.size()) std::copy(bytes.begin(), bytes.end(), hash.begin());
    else reader_.fault("a hash of another length");
    return hash;
  }
  template <class T, class Read>
  void each(std::vector<T>& values, Read read) {
    const std::uint64_t count = array();
    for (std::uint64_t i = 0; i < count && reader_.good(); ++i) values.push_back(read());
  }
  IndexBinding binding() {
    IndexBinding binding;
    each(binding.heads, [&] {
      LogHead head;
      head.log = static_cast<std::uint32_t>(unsigned_number());
      head.size = unsigned_number();
      head.root = hash();
      return head;
    });
    each(binding.packs, [&] {
      IndexBinding::Pack pack;
      pack.id = text();
      pack.version = text();
      pack.text = hash();
      return pack;
    });
    each(binding.zones, [&] {
      IndexBinding::Zone zone;
      zone.name = text();
      zone.periods = hash();
      return zone;
    });
    each(binding.footprints, [&] { return text(); });
    return binding;
  }
  bool good() const { return reader_.good(); }
  bool done() const { return reader_.good() && reader_.at_end(); }

 private:
  cbor::Reader reader_;
};

Result<void> write_padding(ByteSink& sink, std::uint64_t size) {
  static constexpr std::array<char, 64 * 1024> kZeros{};
  while (size > 0) {
    const std::size_t part = std::min<std::uint64_t>(size, kZeros.size());
    TRY(sink.write({kZeros.data(), part}));
    size -= part;
  }
  return {};
}

// Bytes that belong together, by section, in the order of the file.
constexpr std::size_t kElements[]{sizeof(Version),
                                  sizeof(Version),
                                  sizeof(Key),
                                  sizeof(Key),
                                  1,
                                  sizeof(AccountTable::Line),
                                  sizeof(KeyMap::Bucket),
                                  sizeof(KeyMap::Bucket),
                                  sizeof(Key),
                                  sizeof(NoticeItem),
                                  sizeof(std::uint32_t),
                                  sizeof(NoticeList),
                                  sizeof(Stance),
                                  1};

// So that some customers can be added without moving all: a sixty-fourth, and a thousand.
std::uint64_t room_for(std::uint64_t size, std::size_t element) {
  return size + size / 64 / element * element + 1024 * element;
}

}  // namespace

Hash zone_hash(const TimeZone& zone) {
  Bytes bytes;
  for (const TimeZone::Period& each : zone.periods()) {
    put(bytes, static_cast<std::uint64_t>(microseconds_of(each.begins)));
    put(bytes, static_cast<std::uint64_t>(each.offset.count()));
  }
  return sha256(bytes);
}

std::vector<IndexBinding::Zone> zones_of(const SharedFacts& shared, const std::vector<std::string>& footprints,
                                         const TimeZones& zones) {
  std::set<std::string> names(footprints.begin(), footprints.end());
  for (const NoticeShares::Place& each : shared.notices().places()) {
    if (!each.zone_name.empty()) names.insert(each.zone_name);
  }
  std::vector<IndexBinding::Zone> bound;
  for (const std::string& each : names) {
    if (const TimeZone* zone = zones.find(each)) bound.push_back({each, zone_hash(*zone)});
  }
  return bound;
}

Result<void> write_snapshot(const Index& index, const IndexBinding& binding, ByteSink& sink) {
  const std::vector<Key> contested = index.contested();
  const Bytes names = names_of(index.shared());
  const NoticeShares& notices = index.shared().notices();
  struct Content {
    std::span<const std::byte> bytes;
    std::size_t grows_by;  // the size of an element of a section that may grow; 0: it does not
  };
  const std::array<Content, Snapshot::section_count> contents{
      Content{bytes_of(index.rows()), sizeof(Version)},
      Content{bytes_of(index.earlier_versions()), sizeof(Version)},
      Content{bytes_of(index.accounts_behind()), sizeof(Key)},
      Content{bytes_of(index.telephones()), sizeof(Key)},
      Content{bytes_of(index.arena()), 1},
      Content{bytes_of(index.in_order().lines()), 0},
      Content{bytes_of(index.account_map().buckets()), 0},
      Content{bytes_of(index.telephone_map().buckets()), 0},
      Content{std::as_bytes(std::span(contested)), 0},
      Content{bytes_of(notices.items()), 0},
      Content{bytes_of(notices.members()), 0},
      Content{bytes_of(notices.lists()), 0},
      Content{std::as_bytes(std::span(index.shared().stances())), 0},
      Content{std::as_bytes(std::span(names)), 0}};

  std::vector<Snapshot::Piece> pieces;
  for (std::uint32_t section = 0; section < contents.size(); ++section) {
    const auto bytes = contents[section].bytes;
    for (std::uint64_t at = 0; at < bytes.size(); at += kPieceSize) {
      const std::uint64_t size = std::min<std::uint64_t>(kPieceSize, bytes.size() - at);
      pieces.push_back({static_cast<Snapshot::Section>(section), at, size,
                        sum_of(bytes.data() + at, static_cast<std::size_t>(size))});
    }
  }
  // Where the sections stand depends on the frame's size, and its size on where they stand: so offsets count from its
  // end.
  Bytes frame;
  FrameWriter writer(frame);
  writer.binding(binding);
  for (const std::uint64_t each :
       {std::uint64_t{index.shared().profiles().size()}, std::uint64_t{index.shared().choices().size()},
        std::uint64_t{notices.texts().size()}, std::uint64_t{notices.channels().size()},
        std::uint64_t{notices.places().size()}, index.account_map().size(), index.telephone_map().size()}) {
    writer.unsigned_number(each);
  }
  std::array<std::uint64_t, Snapshot::section_count> rooms{};
  std::uint64_t offset = 0;
  for (std::uint32_t section = 0; section < contents.size(); ++section) {
    const std::uint64_t size = contents[section].bytes.size();
    const std::size_t element = contents[section].grows_by;
    rooms[section] = element == 0 ? size : room_for(size, element);
    writer.unsigned_number(offset);
    writer.unsigned_number(size);
    writer.unsigned_number(rooms[section]);
    offset = aligned(offset + rooms[section]);
  }
  writer.array(pieces.size());
  for (const Snapshot::Piece& each : pieces) {
    writer.unsigned_number(each.section);
    writer.unsigned_number(each.offset);
    writer.unsigned_number(each.size);
    writer.unsigned_number(each.sum);
  }

  Bytes head(kMagic.begin(), kMagic.end());
  put(head, kFormat);
  put(head, frame.size());
  put(head, sum_of(frame.data(), frame.size()));
  head.insert(head.end(), frame.begin(), frame.end());
  const std::uint64_t begin = aligned(head.size());
  const auto text = [](const void* bytes, std::size_t size) {
    return std::string_view(static_cast<const char*>(bytes), size);
  };
  TRY(sink.write(text(head.data(), head.size())));
  TRY(write_padding(sink, begin - head.size()));
  for (std::uint32_t section = 0; section < contents.size(); ++section) {
    const auto bytes = contents[section].bytes;
    // At once: a file that is written in few and large parts is kept in large pages, and mapped in them.
    TRY(sink.write(text(bytes.data(), bytes.size())));
    const std::uint64_t padding = aligned(rooms[section]) - bytes.size();
    TRY(write_padding(sink, padding));
  }
  return {};
}

bool Snapshot::is_one(std::string_view begin) { return begin.starts_with(kMagic); }

std::vector<Snapshot::Part> Snapshot::parts() const {
  static constexpr std::array<std::string_view, section_count> kNames{"rows",
                                                                      "earlier versions",
                                                                      "later accounts",
                                                                      "telephone numbers",
                                                                      "accounts kept in full",
                                                                      "accounts",
                                                                      "map of later accounts",
                                                                      "map of telephone numbers",
                                                                      "numbers of several accounts",
                                                                      "notices given",
                                                                      "members of notice histories",
                                                                      "notice histories",
                                                                      "profiles and choices together",
                                                                      "profiles, choices and names"};
  std::vector<Part> parts;
  for (std::uint32_t each = 0; each < section_count; ++each) parts.push_back({kNames[each], places_[each].size});
  return parts;
}

Result<Snapshot> Snapshot::open(std::span<std::byte> bytes, std::shared_ptr<std::byte> owner) {
  if (bytes.size() < kHeadSize || std::memcmp(bytes.data(), kMagic.data(), kMagic.size()) != 0) {
    return fail(ErrorCode::invalid, "the file is no index", "name one that `assent index build` made");
  }
  if (number_at(&bytes[8]) != kFormat) {
    return fail(ErrorCode::invalid, "the index has another format", "build the index again");
  }
  const std::uint64_t frame_size = number_at(&bytes[16]);
  if (frame_size > std::min<std::uint64_t>(bytes.size() - kHeadSize, kFrameMost)) {
    return tl::unexpected(broken("it is cut"));
  }
  const std::byte* const frame = &bytes[kHeadSize];
  const auto size = static_cast<std::size_t>(frame_size);
  if (sum_of(frame, size) != number_at(&bytes[24])) return tl::unexpected(broken("its frame is not what was written"));

  static_assert(std::size(kElements) == section_count);
  Snapshot snapshot;
  snapshot.bytes_ = bytes;
  snapshot.owner_ = std::move(owner);
  snapshot.sum_ = number_at(&bytes[24]);
  snapshot.frame_end_ = kHeadSize + frame_size;
  FrameReader reader(view(frame, size));
  snapshot.binding_ = reader.binding();
  Counts& counts = snapshot.counts_;
  for (std::uint64_t* each : {&counts.profiles, &counts.choices, &counts.texts, &counts.channels, &counts.places,
                              &counts.accounts_mapped, &counts.telephones_mapped}) {
    *each = reader.unsigned_number();
  }
  // One after the other, each from the next page on: no byte is in two of them, nor can be when they grow.
  const std::uint64_t begin = aligned(snapshot.frame_end_);
  std::uint64_t end = begin;
  for (Place& each : snapshot.places_) {
    each.offset = end;
    const bool follows = reader.unsigned_number() == end - begin;
    each.size = reader.unsigned_number();
    each.room = reader.unsigned_number();
    const bool fits = end <= bytes.size() && each.size <= each.room && each.room <= bytes.size() - end;
    if (!reader.good() || !follows || !fits) {
      return tl::unexpected(broken("it is cut, or its sections stand elsewhere"));
    }
    end = aligned(end + each.room);
  }
  if (end != bytes.size()) return tl::unexpected(broken("it is cut, or something follows it"));
  reader.each(snapshot.pieces_, [&] {
    Piece piece{};
    const std::uint64_t section = reader.unsigned_number();
    piece.section = static_cast<Section>(std::min<std::uint64_t>(section, section_count));
    piece.offset = reader.unsigned_number();
    piece.size = reader.unsigned_number();
    piece.sum = reader.unsigned_number();
    return piece;
  });
  if (!reader.done()) return tl::unexpected(broken("its frame cannot be read"));

  // The pieces are all of every section, in order.
  std::size_t next = 0;
  for (std::uint32_t which = 0; which < section_count; ++which) {
    for (std::uint64_t at = 0; at < snapshot.places_[which].size; ++next) {
      if (next == snapshot.pieces_.size()) return tl::unexpected(broken("a part of it has no checksum"));
      const Piece& piece = snapshot.pieces_[next];
      const bool follows = piece.section == which && piece.offset == at && piece.size > 0 && piece.size <= kPieceSize &&
                           piece.size <= snapshot.places_[which].size - at;
      if (!follows) return tl::unexpected(broken("a part of it has no checksum"));
      at += piece.size;
    }
  }
  const auto elements = [&](Section which) -> std::optional<std::uint64_t> {
    const Place& place = snapshot.places_[which];
    if (place.size % kElements[which] != 0 || place.room % kElements[which] != 0) return std::nullopt;
    return place.size / kElements[which];
  };
  const auto row_count = elements(rows);
  bool whole = next == snapshot.pieces_.size() && row_count && *row_count < kRowsMost &&
               elements(earlier).value_or(kNobody) < kNobody && elements(telephones) == row_count;
  for (std::uint32_t which = 0; which < section_count; ++which) {
    whole = whole && elements(static_cast<Section>(which));
  }
  // The last line says how many rows are in order: it is looked at again when the lines are.
  if (!whole || snapshot.rows_in_order() + snapshot.in_use<Key>(accounts).size() != *row_count) {
    return tl::unexpected(broken("its sections do not go together"));
  }
  // Numbers are looked at piece by piece: none may be cut.
  for (const Piece& each : snapshot.pieces_) {
    if (each.offset % kElements[each.section] != 0 || each.size % kElements[each.section] != 0) {
      return tl::unexpected(broken("a part of it ends within a number"));
    }
  }
  // What a notice's numbers can tell apart.
  if (counts.places > 0x1'0000 || counts.texts > 0x1'0000 || counts.channels > 0x100) {
    return tl::unexpected(broken("it has more names than there are numbers for"));
  }
  return snapshot;
}

std::span<std::byte> Snapshot::section(Section which) const {
  const Place& place = places_[which];
  return bytes_.subspan(static_cast<std::size_t>(place.offset), static_cast<std::size_t>(place.room));
}

template <class T>
std::span<T> Snapshot::array(Section which) const {
  const auto bytes = section(which);
  return {reinterpret_cast<T*>(bytes.data()), bytes.size() / sizeof(T)};
}

template <class T>
std::span<const T> Snapshot::in_use(Section which) const {
  return array<T>(which).first(static_cast<std::size_t>(places_[which].size / sizeof(T)));
}

Result<void> Snapshot::validate(std::size_t piece) const {
  if (piece == pieces_.size()) return check_rest();
  const Piece& each = pieces_[piece];
  const std::byte* const bytes = section(each.section).data() + each.offset;
  if (sum_of(bytes, static_cast<std::size_t>(each.size)) != each.sum) {
    return tl::unexpected(broken("a part of it is not what was written"));
  }
  return check_numbers(each);
}

Result<void> Snapshot::check_rest() const {
  const auto zeros = [&](std::uint64_t from, std::uint64_t until) {
    const auto rest = bytes_.subspan(static_cast<std::size_t>(from), static_cast<std::size_t>(until - from));
    // Zeros are what begins with one and has each byte like the one before.
    return rest.empty() || (rest[0] == std::byte{} && std::memcmp(rest.data(), rest.data() + 1, rest.size() - 1) == 0);
  };
  bool good = zeros(frame_end_, places_[0].offset);
  for (std::uint32_t which = 0; which < section_count; ++which) {
    const std::uint64_t next = which + 1 < section_count ? places_[which + 1].offset : bytes_.size();
    good = good && zeros(places_[which].offset + places_[which].size, next);
  }
  if (!good) return tl::unexpected(broken("something stands where nothing was written"));
  return {};
}

// Nothing: the key leads out of the arena.
std::optional<std::uint64_t> Snapshot::hash_of(Key key) const {
  if (key < kFirstArenaKey) return spread(key);
  const std::uint64_t at = key - kFirstArenaKey;
  const auto texts = in_use<char>(arena);
  if (at + 2 > texts.size()) return std::nullopt;
  const auto* const length = reinterpret_cast<const unsigned char*>(&texts[at]);
  const std::uint64_t size = length[0] | std::uint64_t{length[1]} << 8;
  if (at + 2 + size > texts.size()) return std::nullopt;
  return spread(std::string_view(&texts[at] + 2, size));
}

std::uint64_t Snapshot::rows_in_order() const {
  const auto lines = in_use<AccountTable::Line>(in_order);
  return lines.empty() ? 0 : std::uint64_t{lines.back().first} + lines.back().count;
}

// Whether the rows go on from the line before, and each account is found where it stands. `from`: the first of the
// lines from which full ones lead here.
bool Snapshot::holds(const AccountTable::Line& line, std::uint64_t at, std::uint64_t from) const {
  const auto lines = in_use<AccountTable::Line>(in_order);
  const std::uint64_t first = at == 0 ? 0 : std::uint64_t{lines[at - 1].first} + lines[at - 1].count;
  if (line.count > AccountTable::kPlaces || line.first != first || lines.size() <= AccountTable::kSpareLines)
    return false;
  for (std::size_t i = 0; i < AccountTable::kPlaces; ++i) {
    const Key key = line.keys[i];
    if ((key == 0) != (i >= line.count)) return false;
    if (key == 0) continue;
    const auto hash = hash_of(key);
    if (!hash) return false;
    const std::uint64_t home = AccountTable::home_of(*hash, lines.size() - AccountTable::kSpareLines);
    if (home < from || at < home) return false;
  }
  return true;
}

Result<void> Snapshot::check_numbers(const Piece& piece) const {
  const std::uint64_t row_count = places_[rows].size / sizeof(Version);
  const std::uint64_t earlier_count = places_[earlier].size / sizeof(Version);
  const std::byte* const bytes = section(piece.section).data() + piece.offset;
  bool good = true;
  const auto each_of = [&]<class T>(const T* values, auto&& holds) {
    for (std::size_t i = 0; i < piece.size / sizeof(T); ++i) good &= holds(values[i], piece.offset / sizeof(T) + i);
  };
  const auto shares_are_there = [&](const Version& version) {
    return (version.notices < places_[notice_lists].size / sizeof(NoticeList)) &
           (version.stance < places_[stances].size / sizeof(Stance)) & !asks_ledger(version);
  };
  switch (piece.section) {
    case rows:
      each_of(reinterpret_cast<const Version*>(bytes), [&](const Version& version, std::uint64_t) {
        const bool known = version.earlier == kNobody || version.earlier < earlier_count;
        return (shares_are_there(version) && known) || version == kAskLedgerRow;
      });
      break;
    case earlier:  // each before the one that leads to it, so that every chain ends
      each_of(reinterpret_cast<const Version*>(bytes), [&](const Version& version, std::uint64_t place) {
        return shares_are_there(version) && (version.earlier == kNobody || version.earlier < place);
      });
      break;
    case accounts:
      each_of(reinterpret_cast<const Key*>(bytes), [&](Key key, std::uint64_t) { return key != 0 && hash_of(key); });
      break;
    case in_order: {
      const auto lines = in_use<AccountTable::Line>(in_order);
      const auto full = [](const AccountTable::Line& line) { return line.count == AccountTable::kPlaces; };
      std::uint64_t from = piece.offset / sizeof(AccountTable::Line);
      while (from > 0 && full(lines[from - 1])) --from;
      each_of(reinterpret_cast<const AccountTable::Line*>(bytes),
              [&](const AccountTable::Line& line, std::uint64_t at) {
                const bool there = holds(line, at, from);
                if (!full(line)) from = at + 1;
                return there;
              });
      break;
    }
    case account_buckets:
    case telephone_buckets:
      each_of(reinterpret_cast<const KeyMap::Bucket*>(bytes), [&](const KeyMap::Bucket& bucket, std::uint64_t) {
        bool there = true;
        for (std::size_t i = 0; i < KeyMap::kPlaces; ++i) there &= bucket.mark[i] == 0 || bucket.row[i] < row_count;
        return there;
      });
      break;
    case notice_items:
      each_of(reinterpret_cast<const NoticeItem*>(bytes), [&](const NoticeItem& item, std::uint64_t) {
        const bool by_date = (item.flags & NoticeItem::by_date) != 0;
        constexpr std::int64_t kDaysMost = 3'000'000;
        const std::int64_t most = by_date ? kDaysMost : microseconds_of(kNever);
        const std::int64_t least = by_date ? -kDaysMost : microseconds_of(kEarliest);
        return item.text < counts_.texts && item.place < counts_.places && item.channel < counts_.channels &&
               least <= item.sent && item.sent <= most;
      });
      break;
    case notice_members:
      each_of(reinterpret_cast<const std::uint32_t*>(bytes), [&](std::uint32_t member, std::uint64_t) {
        return member < places_[notice_items].size / sizeof(NoticeItem);
      });
      break;
    case notice_lists:
      each_of(reinterpret_cast<const NoticeList*>(bytes), [&](const NoticeList& list, std::uint64_t) {
        return list.place < counts_.places &&
               std::uint64_t{list.first} + list.count <= places_[notice_members].size / sizeof(std::uint32_t);
      });
      break;
    case stances:
      each_of(reinterpret_cast<const Stance*>(bytes), [&](const Stance& stance, std::uint64_t) {
        return stance.choices < counts_.choices && stance.profile < counts_.profiles;
      });
      break;
    case telephones:
    case arena:
    case contested:
    case names:
    case section_count: break;  // nothing in them leads anywhere; names are read strictly
  }
  if (!good) return tl::unexpected(broken("a number in it leads to where nothing is"));
  return {};
}

Result<Index> Snapshot::index(const Memory& memory, const Surroundings& surroundings) const {
  const auto written = section(names).first(static_cast<std::size_t>(places_[names].size));
  cbor::Reader reader(view(written.data(), written.size()));
  const auto each = [&](std::uint64_t count, auto&& read) {
    if (reader.count(Major::array) != count) reader.fault("another number of names");
    for (std::uint64_t i = 0; i < count && reader.good(); ++i) read();
  };
  std::vector<ByteView> profiles;
  std::vector<ByteView> choices;
  std::vector<NoticeShares::Text> texts;
  std::vector<std::string> channels;
  std::vector<NoticeShares::Place> named_places;
  std::set<std::string_view> bound;
  for (const IndexBinding::Zone& zone : binding_.zones) bound.insert(zone.name);
  each(counts_.profiles, [&] { profiles.push_back(reader.bytes()); });
  each(counts_.choices, [&] { choices.push_back(reader.bytes()); });
  each(counts_.texts, [&] {
    NoticeShares::Text& text = texts.emplace_back();
    text.notice = reader.text();
    text.version = reader.text();
    text.language = reader.text();
    text.terms = surroundings.carrier->terms(text.notice, text.version, text.language);
    if (text.terms == nullptr) reader.fault("a notice that was not published");
  });
  each(counts_.channels, [&] { channels.push_back(reader.text()); });
  each(counts_.places, [&] {
    NoticeShares::Place& place = named_places.emplace_back();
    place.language = reader.text();
    place.zone_name = reader.text();
    if (place.zone_name.empty()) return;
    // The dates in the index are those of the zones that it is bound to, and of no others.
    place.zone = surroundings.zones->find(place.zone_name);
    if (!bound.contains(place.zone_name) || place.zone == nullptr)
      reader.fault("a time zone that the index is not bound to");
  });
  if (!reader.good() || !reader.at_end()) return tl::unexpected(broken("its names cannot be read"));

  const auto column = [&]<class T>(Section which, T) {
    return Column<T>(memory, owner_, array<T>(which), static_cast<std::size_t>(places_[which].size / sizeof(T)));
  };
  auto shared = TRY(SharedFacts::from(
      profiles, choices, in_use<Stance>(stances),
      NoticeShares(NoticeShares::Parts{column(notice_items, NoticeItem{}), column(notice_members, std::uint32_t{}),
                                       column(notice_lists, NoticeList{}), std::move(texts), std::move(channels),
                                       std::move(named_places)})));

  const std::span<const Key> contested_keys = in_use<Key>(contested);
  return Index(Index::Parts{column(rows, Version{}), column(earlier, Version{}), column(accounts, Key{}),
                            column(telephones, Key{}), column(arena, char{}), column(in_order, AccountTable::Line{}),
                            column(account_buckets, KeyMap::Bucket{}), column(telephone_buckets, KeyMap::Bucket{}),
                            counts_.accounts_mapped, counts_.telephones_mapped,
                            std::vector<Key>(contested_keys.begin(), contested_keys.end()), std::move(shared)});
}

}  // namespace assent
