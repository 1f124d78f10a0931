// The layout of an index's file (docs/index-file.md): the one table of its sections, which places, writes, reads and
// validates them; and the frame that says where they are. Private to the snapshot.
#pragma once

#include "index/binding.hpp"
#include "index/index.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace assent::index::snapshot {

inline constexpr std::string_view kMagic = "AssentIx";
inline constexpr std::uint64_t kFormat = 7;   // also changes if a ledger is read in another way than before
inline constexpr std::size_t kHeadSize = 32;  // magic, format, the frame's size, its checksum
inline constexpr std::uint64_t kFrameMost = std::uint64_t{64} << 20;
inline constexpr std::uint64_t kPieceSize = std::uint64_t{16} << 20;

// Up to the next page, where a section may begin.
inline std::uint64_t aligned(std::uint64_t offset) {
  constexpr std::uint64_t kPage = 4096;
  return (offset + kPage - 1) / kPage * kPage;
}
// The checksum of the file's parts.
std::uint64_t sum_of(std::span<const std::byte> bytes);
// A number of the head: eight bytes, the lowest first.
void put(evidence::Bytes& out, std::uint64_t value);
std::uint64_t number_at(const std::byte* bytes);

Error broken(const char* what);

// A section in memory: its room, of which the first `size` elements are in use.
template <class T>
struct Array {
  std::span<T> room;
  std::size_t size = 0;

  std::span<const T> all() const { return room.first(size); }
};

// Of a file that was opened.
struct Arrays {
  Array<Version> rows;
  Array<Version> earlier;
  Array<Key> accounts;
  Array<Key> telephones;
  Array<char> arena;
  Array<AccountTable::Line> in_order;
  Array<KeyMap::Bucket> account_buckets;
  Array<KeyMap::Bucket> telephone_buckets;
  Array<Key> contested;
  Array<NoticeItem> notice_items;
  Array<std::uint32_t> notice_members;
  Array<NoticeList> notice_lists;
  Array<Stance> stances;
  Array<std::uint8_t> names;  // what is named and spelled out: profiles, choices, and what the notices refer to
  Array<Particulars> particulars;
};

// What is written: an index, and what it has in another form than the file.
struct Content {
  const Index& index;
  const SharedFacts& shared;
  std::vector<Key> contested;
  evidence::Bytes names;
};

struct File;
// Whether each number of these elements is valid. They are in the section from `first` on.
template <class T>
using Check = bool(const File& file, std::span<const T> elements, std::size_t first);
Check<Version> rows_lead, earlier_lead;
Check<Key> accounts_lead;
Check<AccountTable::Line> lines_lead;
Check<KeyMap::Bucket> buckets_lead;
Check<NoticeItem> items_lead;
Check<std::uint32_t> members_lead;
Check<NoticeList> lists_lead;
Check<Stance> stances_lead;
Check<Particulars> particulars_lead;
template <class T>
inline constexpr Check<T>* kLeadNowhere = nullptr;  // the elements are no numbers of anything; names are read strictly

enum class Room : bool { for_all, to_grow };  // in which some customers can be added without moving all

// A section whose elements belong together as a T.
template <class T>
struct Section {
  std::string_view name;  // for people
  Room room;
  Array<T> Arrays::*array;
  Check<T>* check;
  std::span<const T> (*of)(const Content& content);
};

// In the order of the file.
inline constexpr std::tuple kSections{
    Section<Version>{"rows", Room::to_grow, &Arrays::rows, rows_lead,
                     [](const Content& from) { return from.index.rows().all(); }},
    Section<Version>{"earlier versions", Room::to_grow, &Arrays::earlier, earlier_lead,
                     [](const Content& from) { return from.index.earlier_versions().all(); }},
    Section<Key>{"later accounts", Room::to_grow, &Arrays::accounts, accounts_lead,
                 [](const Content& from) { return from.index.accounts_behind().all(); }},
    Section<Key>{"telephone numbers", Room::to_grow, &Arrays::telephones, kLeadNowhere<Key>,
                 [](const Content& from) { return from.index.telephones().all(); }},
    Section<char>{"accounts kept in full", Room::to_grow, &Arrays::arena, kLeadNowhere<char>,
                  [](const Content& from) { return from.index.arena().all(); }},
    Section<AccountTable::Line>{"accounts", Room::for_all, &Arrays::in_order, lines_lead,
                                [](const Content& from) { return from.index.in_order().lines().all(); }},
    Section<KeyMap::Bucket>{"map of later accounts", Room::for_all, &Arrays::account_buckets, buckets_lead,
                            [](const Content& from) { return from.index.account_map().buckets().all(); }},
    Section<KeyMap::Bucket>{"map of telephone numbers", Room::for_all, &Arrays::telephone_buckets, buckets_lead,
                            [](const Content& from) { return from.index.telephone_map().buckets().all(); }},
    Section<Key>{"numbers of several accounts", Room::for_all, &Arrays::contested, kLeadNowhere<Key>,
                 [](const Content& from) { return std::span(from.contested); }},
    Section<NoticeItem>{"notices given", Room::for_all, &Arrays::notice_items, items_lead,
                        [](const Content& from) { return from.shared.notices().items().all(); }},
    Section<std::uint32_t>{"members of notice histories", Room::for_all, &Arrays::notice_members, members_lead,
                           [](const Content& from) { return from.shared.notices().members().all(); }},
    Section<NoticeList>{"notice histories", Room::for_all, &Arrays::notice_lists, lists_lead,
                        [](const Content& from) { return from.shared.notices().lists().all(); }},
    Section<Stance>{"profiles and choices together", Room::for_all, &Arrays::stances, stances_lead,
                    [](const Content& from) { return std::span(from.shared.stances()); }},
    Section<std::uint8_t>{"profiles, choices and names", Room::for_all, &Arrays::names, kLeadNowhere<std::uint8_t>,
                          [](const Content& from) { return std::span(from.names); }},
    Section<Particulars>{"particulars for reports", Room::to_grow, &Arrays::particulars, particulars_lead,
                         [](const Content& from) { return from.index.particulars().all(); }}};
inline constexpr std::size_t kSectionCount = std::tuple_size_v<decltype(kSections)>;

// Calls visit(number, section) for each section, in the order of the file.
template <class Visit>
void each_section(const Visit& visit) {
  std::apply([&, number = std::size_t{0}](const auto&... section) mutable { (visit(number++, section), ...); },
             kSections);
}

// The place of a section: in bytes, from the first section's page on.
struct Place {
  std::uint64_t offset = 0;
  std::uint64_t size = 0;  // in use
  std::uint64_t room = 0;
};
// What has a checksum of its own: bytes of one section.
struct Piece {
  std::uint64_t section = 0;
  std::uint64_t offset = 0;  // in the section
  std::uint64_t size = 0;
  std::uint64_t sum = 0;
};
struct Counts {
  // What is named, in the section of names.
  std::uint64_t profiles = 0;
  std::uint64_t choices = 0;
  std::uint64_t texts = 0;
  std::uint64_t channels = 0;
  std::uint64_t places = 0;
  std::uint64_t sources = 0;
  // Keys in the two sections of buckets.
  std::uint64_t accounts_mapped = 0;
  std::uint64_t telephones_mapped = 0;
};
struct Frame {
  IndexBinding binding;
  Counts counts;
  std::array<Place, kSectionCount> places;
  std::vector<Piece> pieces;  // every section's, in order, from its front to its end
};

// A file that was opened: its sections are in valid places, and their content is not read yet.
struct File {
  std::span<std::byte> bytes;
  std::shared_ptr<std::byte> owner;
  std::uint64_t sum = 0;        // the frame's
  std::uint64_t frame_end = 0;  // where it ends
  std::uint64_t begin = 0;      // where the first section begins
  Frame frame;
  Arrays arrays;
};

// How many rows are in order, by the last line. 0: there are no lines.
std::uint64_t rows_in_order(std::span<const AccountTable::Line> lines);

}  // namespace assent::index::snapshot
