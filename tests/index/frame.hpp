// A snapshot's frame taken apart and put together again, so that tests can make a file that lies and whose checksums
// hold. Written from docs/index-file.md, not from the snapshot's own reader: a second implementation.
#pragma once

#include "evidence/cbor.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace assent::index_test {

struct Frame {
  enum Section : std::size_t {
    rows,
    earlier,
    accounts,
    telephones,
    arena,
    in_order,
    account_buckets,
    telephone_buckets,
    contested,
    notice_items,
    notice_members,
    notice_lists,
    stances,
    names,
    particulars,
    sections
  };
  struct Place {
    std::uint64_t offset = 0;  // from the frame's end, rounded up to a page
    std::uint64_t size = 0;
    std::uint64_t room = 0;
  };
  struct Piece {
    std::uint64_t section = 0;
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
    std::uint64_t sum = 0;
  };
  evidence::Bytes binding;  // as it stands
  // Profiles, choices, texts, channels, places, sources, accounts and numbers mapped.
  std::array<std::uint64_t, 8> counts{};
  std::array<Place, sections> places;
  std::vector<Piece> pieces;

  static constexpr std::size_t kHead = 32;
  static constexpr std::size_t kPage = 4096;

  static std::uint64_t number(std::string_view file, std::size_t at) {
    std::uint64_t value = 0;
    for (unsigned i = 0; i < 8; ++i) value |= std::uint64_t{static_cast<unsigned char>(file[at + i])} << (8 * i);
    return value;
  }

  // Nothing: the file is no snapshot, or too broken to put lies into.
  static std::optional<Frame> of(std::string_view file) {
    if (file.size() < kHead || number(file, 16) > file.size() - kHead) return std::nullopt;
    const auto size = static_cast<std::size_t>(number(file, 16));
    const evidence::ByteView bytes(reinterpret_cast<const std::uint8_t*>(file.data()) + kHead, size);
    evidence::cbor::Reader reader(bytes);
    Frame frame;
    evidence::cbor::Writer writer(frame.binding);
    copy_binding(reader, writer);
    for (std::uint64_t& each : frame.counts) each = reader.argument(evidence::cbor::Major::positive);
    for (Place& each : frame.places) {
      for (std::uint64_t* value : {&each.offset, &each.size, &each.room}) {
        *value = reader.argument(evidence::cbor::Major::positive);
      }
    }
    const std::uint64_t count = reader.count(evidence::cbor::Major::array);
    for (std::uint64_t i = 0; i < count && reader.good(); ++i) {
      Piece& each = frame.pieces.emplace_back();
      for (std::uint64_t* value : {&each.section, &each.offset, &each.size, &each.sum}) {
        *value = reader.argument(evidence::cbor::Major::positive);
      }
    }
    if (!reader.good()) return std::nullopt;
    frame.begin_ = (kHead + size + kPage - 1) / kPage * kPage;
    return frame;
  }

  // The offset in the file of a byte of the section.
  std::size_t place(Section section, std::uint64_t offset = 0) const {
    return static_cast<std::size_t>(begin_ + places[section].offset + offset);
  }

  // Puts the frame into the file, with checksums that hold. False: it does not fit before the first section, or a piece
  // lies outside the file.
  bool seal(std::string& file) {
    for (Piece& each : pieces) {
      if (each.section >= sections) return false;
      const std::uint64_t from = begin_ + places[each.section].offset + each.offset;
      if (from > file.size() || each.size > file.size() - from) return false;
      each.sum = XXH3_64bits(file.data() + from, static_cast<std::size_t>(each.size));
    }
    evidence::Bytes bytes = binding;
    evidence::cbor::Writer writer(bytes);
    const auto put = [&](std::uint64_t value) { writer.head(evidence::cbor::Major::positive, value); };
    for (const std::uint64_t each : counts) put(each);
    for (const Place& each : places) {
      put(each.offset);
      put(each.size);
      put(each.room);
    }
    writer.head(evidence::cbor::Major::array, pieces.size());
    for (const Piece& each : pieces) {
      put(each.section);
      put(each.offset);
      put(each.size);
      put(each.sum);
    }
    if ((kHead + bytes.size() + kPage - 1) / kPage * kPage != begin_ || begin_ > file.size()) return false;
    std::memcpy(file.data() + kHead, bytes.data(), bytes.size());
    std::memset(file.data() + kHead + bytes.size(), 0, begin_ - kHead - bytes.size());
    put_number(file, 16, bytes.size());
    put_number(file, 24, XXH3_64bits(bytes.data(), bytes.size()));
    return true;
  }

 private:
  static void put_number(std::string& file, std::size_t at, std::uint64_t value) {
    for (unsigned i = 0; i < 8; ++i) file[at + i] = static_cast<char>(value >> (8 * i));
  }

  // Heads, packs, zones, footprints: an array each.
  static void copy_binding(evidence::cbor::Reader& reader, evidence::cbor::Writer& writer) {
    using evidence::cbor::Major;
    const auto number = [&] { writer.head(Major::positive, reader.argument(Major::positive)); };
    const auto text = [&] { writer.text(reader.text()); };
    const auto hash = [&] { writer.bytes(reader.bytes()); };
    const auto each = [&](auto members) {
      const std::uint64_t count = reader.count(Major::array);
      writer.head(Major::array, count);
      for (std::uint64_t i = 0; i < count && reader.good(); ++i) members();
    };
    each([&] { number(), number(), hash(); });
    each([&] { text(), text(), hash(); });
    each([&] { text(), hash(); });
    each([&] { text(); });
  }

  std::uint64_t begin_ = 0;
};

}  // namespace assent::index_test
