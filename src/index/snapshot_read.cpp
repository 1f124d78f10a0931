#include "index/snapshot.hpp"
#include "index/snapshot_grammar.hpp"
#include "index/snapshot_layout.hpp"

#include <algorithm>
#include <cstring>
#include <set>

namespace assent::index {
namespace {

using snapshot::aligned;
using snapshot::Array;
using snapshot::Arrays;
using snapshot::broken;
using snapshot::Counts;
using snapshot::each_section;
using snapshot::File;
using snapshot::Frame;
using snapshot::go_through_frame;
using snapshot::go_through_names;
using snapshot::kFormat;
using snapshot::kFrameMost;
using snapshot::kHeadSize;
using snapshot::kMagic;
using snapshot::kPieceSize;
using snapshot::kSectionCount;
using snapshot::number_at;
using snapshot::Piece;
using snapshot::Place;
using snapshot::Reader;
using snapshot::rows_in_order;
using snapshot::Section;
using snapshot::sum_of;

tl::unexpected<Error> refused(const char* what) { return tl::unexpected(broken(what)); }

evidence::ByteView view_of_bytes(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()};
}

// Whether they follow one another, each from the next page on. Then no byte is in two of them, even when they grow.
Result<void> place_sections(const File& file) {
  const std::uint64_t most = file.bytes.size();
  std::uint64_t end = file.begin;
  for (const Place& each : file.frame.places) {
    const bool fits = end <= most && each.size <= each.room && each.room <= most - end;
    if (each.offset != end - file.begin || !fits) return refused("it is cut, or its sections are elsewhere");
    end = aligned(end + each.room);
  }
  if (end != most) return refused("it is cut, or something follows it");
  return {};
}

// Are the pieces all of every section, in order?
Result<void> check_pieces(const Frame& frame) {
  auto piece = frame.pieces.begin();
  for (std::size_t number = 0; number < kSectionCount; ++number) {
    const std::uint64_t size = frame.places[number].size;
    for (std::uint64_t at = 0; at < size; ++piece) {
      const bool follows = piece != frame.pieces.end() && piece->section == number && piece->offset == at &&
                           piece->size > 0 && piece->size <= kPieceSize && piece->size <= size - at;
      if (!follows) return refused("a part of it has no checksum");
      at += piece->size;
    }
  }
  if (piece != frame.pieces.end()) return refused("its sections do not fit together");
  return {};
}

// The sections as what they consist of, none of which may be cut.
Result<void> take_sections(File& file) {
  bool whole = true;
  bool pieces_whole = true;
  each_section([&]<class T>(std::size_t number, const Section<T>& section) {
    const Place& place = file.frame.places[number];
    whole = whole && place.size % sizeof(T) == 0 && place.room % sizeof(T) == 0;
    const auto room = file.bytes.subspan(static_cast<std::size_t>(file.begin + place.offset));
    file.arrays.*section.array = {{reinterpret_cast<T*>(room.data()), static_cast<std::size_t>(place.room / sizeof(T))},
                                  static_cast<std::size_t>(place.size / sizeof(T))};
    for (const Piece& each : file.frame.pieces) {
      if (each.section != number) continue;
      pieces_whole = pieces_whole && each.offset % sizeof(T) == 0 && each.size % sizeof(T) == 0;
    }
  });
  const Arrays& arrays = file.arrays;
  // The last line says how many rows are in order: it is checked again with the lines.
  if (!whole || arrays.rows.size >= kRowsMost || arrays.earlier.size >= kNobody ||
      arrays.telephones.size != arrays.rows.size || arrays.particulars.size != arrays.rows.size ||
      rows_in_order(arrays.in_order.all()) + arrays.accounts.size != arrays.rows.size) {
    return refused("its sections do not fit together");
  }
  if (!pieces_whole) return refused("a part of it ends within a number");
  return {};
}

}  // namespace

bool Snapshot::is_one(std::string_view begin) { return begin.starts_with(kMagic); }

Result<Snapshot> Snapshot::open(std::span<std::byte> bytes, std::shared_ptr<std::byte> owner) {
  if (bytes.size() < kHeadSize || std::memcmp(bytes.data(), kMagic.data(), kMagic.size()) != 0) {
    return fail(ErrorCode::invalid, "the file is not an index", "name one that `assent index build` made");
  }
  if (number_at(&bytes[8]) != kFormat) {
    return fail(ErrorCode::invalid, "the index has another format", "build the index again");
  }
  const std::uint64_t frame_size = number_at(&bytes[16]);
  if (frame_size > std::min<std::uint64_t>(bytes.size() - kHeadSize, kFrameMost)) return refused("it is cut");
  const auto frame = bytes.subspan(kHeadSize, static_cast<std::size_t>(frame_size));
  if (sum_of(frame) != number_at(&bytes[24])) return refused("its frame is not what was written");

  File file;
  file.bytes = bytes;
  file.owner = std::move(owner);
  file.sum = number_at(&bytes[24]);
  file.frame_end = kHeadSize + frame_size;
  file.begin = aligned(file.frame_end);
  Reader reader(view_of_bytes(frame));
  go_through_frame(reader, file.frame);
  if (!reader.done()) return refused("its frame cannot be read");
  TRY(place_sections(file));
  TRY(check_pieces(file.frame));
  TRY(take_sections(file));
  // What a notice's numbers can tell apart.
  const Counts& counts = file.frame.counts;
  if (counts.places > 0x1'0000 || counts.texts > 0x1'0000 || counts.channels > 0x100 ||
      counts.sources > Particulars::kSourcesMost) {
    return refused("it has more names than there are numbers for");
  }
  return Snapshot(std::make_shared<const File>(std::move(file)));
}

const IndexBinding& Snapshot::binding() const { return file_->frame.binding; }
std::uint64_t Snapshot::size() const { return file_->bytes.size(); }
std::uint64_t Snapshot::customers() const { return file_->arrays.rows.size; }
std::uint64_t Snapshot::sum() const { return file_->sum; }

std::vector<Snapshot::Part> Snapshot::parts() const {
  std::vector<Part> parts;
  each_section([&](std::size_t number, const auto& section) {
    parts.push_back({section.name, file_->frame.places[number].size});
  });
  return parts;
}

Result<Index> Snapshot::index(const Memory& memory, const Surroundings& surroundings) const {
  const Arrays& arrays = file_->arrays;
  const Counts& counts = file_->frame.counts;
  std::vector<evidence::ByteView> profiles;
  std::vector<evidence::ByteView> choices;
  std::vector<NoticeShares::Text> texts;
  std::vector<std::string> channels;
  std::vector<NoticeShares::Place> places;
  std::vector<std::string> sources;
  Reader reader(arrays.names.all());
  go_through_names(reader, counts, profiles, choices, texts, channels, places, sources);
  bool known = reader.done();
  for (NoticeShares::Text& text : texts) {
    text.terms = surroundings.carrier->terms(text.notice, text.version, text.language);
    known = known && text.terms != nullptr;  // no notice that was not published
  }
  std::set<std::string_view> bound;
  for (const IndexBinding::Zone& zone : binding().zones) bound.insert(zone.name);
  for (NoticeShares::Place& place : places) {
    if (place.zone_name.empty()) continue;
    // The dates in the index are those of the zones that it is bound to, and of no others.
    place.zone = surroundings.zones->find(place.zone_name);
    known = known && bound.contains(place.zone_name) && place.zone != nullptr;
  }
  if (!known) return refused("its names cannot be read");

  const auto column = [&]<class T>(const Array<T>& array) {
    return Column<T>(memory, file_->owner, array.room, array.size);
  };
  auto shared =
      TRY(SharedFacts::from(profiles, choices, arrays.stances.all(), std::move(sources),
                            NoticeShares(NoticeShares::Parts{column(arrays.notice_items), column(arrays.notice_members),
                                                             column(arrays.notice_lists), std::move(texts),
                                                             std::move(channels), std::move(places)})));
  const auto contested = arrays.contested.all();
  return Index(Index::Parts{column(arrays.rows), column(arrays.earlier), column(arrays.accounts),
                            column(arrays.telephones), column(arrays.arena), column(arrays.in_order),
                            column(arrays.account_buckets), column(arrays.telephone_buckets), counts.accounts_mapped,
                            counts.telephones_mapped, std::vector<Key>(contested.begin(), contested.end()),
                            std::move(shared), column(arrays.particulars)});
}

}  // namespace assent::index
