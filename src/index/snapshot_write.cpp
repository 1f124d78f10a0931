#include "index/snapshot.hpp"
#include "index/snapshot_grammar.hpp"
#include "index/snapshot_layout.hpp"

#include <algorithm>
#include <array>

namespace assent::index {
namespace {

using snapshot::aligned;
using snapshot::Content;
using snapshot::Counts;
using snapshot::each_section;
using snapshot::Frame;
using snapshot::go_through_frame;
using snapshot::go_through_names;
using snapshot::kFormat;
using snapshot::kMagic;
using snapshot::kPieceSize;
using snapshot::kSectionCount;
using snapshot::Place;
using snapshot::put;
using snapshot::Room;
using snapshot::Section;
using snapshot::sum_of;
using snapshot::Writer;

Counts counts_of(const Index& index) {
  const SharedFacts& shared = index.shared();
  const NoticeShares& notices = shared.notices();
  return {.profiles = shared.profiles().size(),
          .choices = shared.choices().size(),
          .texts = notices.texts().size(),
          .channels = notices.channels().size(),
          .places = notices.places().size(),
          .sources = shared.sources().size(),
          .accounts_mapped = index.account_map().size(),
          .telephones_mapped = index.telephone_map().size()};
}

evidence::Bytes names_of(const SharedFacts& shared, const Counts& counts) {
  evidence::Bytes bytes;
  Writer writer(bytes);
  const NoticeShares& notices = shared.notices();
  go_through_names(writer, counts, shared.profile_bytes(), shared.choice_bytes(), notices.texts(), notices.channels(),
                   notices.places(), shared.sources());
  return bytes;
}

// So that some customers can be added without moving all: a sixty-fourth, and a thousand.
std::uint64_t room_for(std::uint64_t size, std::size_t element, Room room) {
  return room == Room::for_all ? size : size + size / 64 / element * element + 1024 * element;
}

std::string_view text_of(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

Result<void> write_padding(ByteSink& sink, std::uint64_t size) {
  static constexpr std::array<char, 64 * 1024> kZeros{};
  while (size > 0) {
    const std::size_t part = std::min<std::uint64_t>(size, kZeros.size());
    TRY(sink.write({kZeros.data(), part}));
    size -= part;
  }
  return {};
}

// The file's beginning, as far as the first section.
Result<void> write_frame(const Frame& frame, ByteSink& sink) {
  evidence::Bytes bytes;
  Writer writer(bytes);
  go_through_frame(writer, frame);
  evidence::Bytes head(kMagic.begin(), kMagic.end());
  put(head, kFormat);
  put(head, bytes.size());
  put(head, sum_of(std::as_bytes(std::span(bytes))));
  head.insert(head.end(), bytes.begin(), bytes.end());
  TRY(sink.write(text_of(std::as_bytes(std::span(head)))));
  return write_padding(sink, aligned(head.size()) - head.size());
}

}  // namespace

Result<void> write_snapshot(const Index& index, const IndexBinding& binding, ByteSink& sink) {
  Frame frame{binding, counts_of(index), {}, {}};
  const Content content{index, index.shared(), index.contested(), names_of(index.shared(), frame.counts)};
  std::array<std::span<const std::byte>, kSectionCount> sections;
  std::uint64_t end = 0;
  each_section([&]<class T>(std::size_t number, const Section<T>& section) {
    const auto bytes = sections[number] = std::as_bytes(section.of(content));
    const Place& place = frame.places[number] = {end, bytes.size(), room_for(bytes.size(), sizeof(T), section.room)};
    end = aligned(end + place.room);
    for (std::size_t at = 0; at < bytes.size(); at += kPieceSize) {
      const auto piece = bytes.subspan(at, std::min<std::size_t>(kPieceSize, bytes.size() - at));
      frame.pieces.push_back({number, at, piece.size(), sum_of(piece)});
    }
  });

  TRY(write_frame(frame, sink));
  for (std::size_t number = 0; number < kSectionCount; ++number) {
    // At once: a file that is written in few and large parts is kept in large pages, and mapped in them.
    TRY(sink.write(text_of(sections[number])));
    TRY(write_padding(sink, aligned(frame.places[number].room) - sections[number].size()));
  }
  return {};
}

}  // namespace assent::index
