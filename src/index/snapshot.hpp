// Snapshot: an index as a file's bytes (docs/index-file.md has the grammar), bound to what it was built from. Pure.
//
// The bytes are not trusted: they are parsed, then validated, then used. A snapshot whose checksums hold and whose
// numbers all lie where they may can be decided from without reading outside of it, whoever made it; that it says what
// the ledger says follows from what it is bound to, and from its checksums, which guard against accident. Against
// intent: the file's permissions, and building it anew.
#pragma once

#include "base/byte_stream.hpp"
#include "base/result.hpp"
#include "base/time_zone.hpp"
#include "evidence/hash.hpp"
#include "index/index.hpp"
#include "ledger/ledger.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assent {

// What an index was built from. Another binding, another index.
struct IndexBinding {
  std::vector<LogHead> heads;  // of the ledger; entries up to there are in it
  struct Pack {
    std::string id;
    std::string version;
    Hash text;  // SHA-256

    friend bool operator==(const Pack&, const Pack&) = default;
  };
  std::vector<Pack> packs;  // in order of id
  struct Zone {
    std::string name;
    Hash periods;  // zone_hash()

    friend bool operator==(const Zone&, const Zone&) = default;
  };
  std::vector<Zone> zones;              // of the customers and the packs' footprints, in order of name
  std::vector<std::string> footprints;  // names of zones
};

// Of a zone's offsets over time: local dates kept in an index are those of exactly this table.
Hash zone_hash(const TimeZone& zone);
// The zones that an index with those shares is bound to. A name that is no zone is left out.
std::vector<IndexBinding::Zone> zones_of(const SharedFacts& shared, const std::vector<std::string>& footprints,
                                         const TimeZones& zones);

// Writes the file's bytes, in order, at most a few megabytes at a time. Fails as the sink fails.
Result<void> write_snapshot(const Index& index, const IndexBinding& binding, ByteSink& sink);

class Snapshot {
 public:
  // Reads the frame: what it is bound to and where the sections stand. `bytes` and `owner` as for a Column: the file's
  // bytes, writable in memory only. Touches little of it.
  //
  //   invalid  this is no snapshot, or one of another format
  //   damaged  it is cut, or the frame's checksum does not hold
  static Result<Snapshot> open(std::span<std::byte> bytes, std::shared_ptr<std::byte> owner);

  // Whether a file that begins with these bytes is a snapshot, of whatever format: sixteen of them tell.
  static bool is_one(std::string_view begin);

  const IndexBinding& binding() const { return binding_; }
  std::uint64_t size() const { return bytes_.size(); }
  std::uint64_t customers() const { return places_[rows].size / sizeof(Version); }
  // The frame's checksum: it stands for all bytes in use, as the frame has the checksums of all pieces.
  std::uint64_t sum() const { return sum_; }

  // The sections by name, for people, in the order of the file.
  struct Part {
    std::string_view name;
    std::uint64_t size;  // bytes in use
  };
  std::vector<Part> parts() const;

  // The pieces that can be validated apart, by any number of threads: [0, pieces()). The last one is all that is not in
  // use, and counts as no bytes.
  std::size_t pieces() const { return pieces_.size() + 1; }
  std::uint64_t piece_size(std::size_t piece) const { return piece < pieces_.size() ? pieces_[piece].size : 0; }
  // `damaged`: the piece's checksum does not hold, or a number in it points to where nothing is; or what is not in use
  // is not zeros.
  Result<void> validate(std::size_t piece) const;

  // The index. Precondition: every piece was validated, now or before, and the bytes have not changed since. `memory`
  // is for what will have to grow.
  //
  //   damaged  the shares cannot be read
  Result<Index> index(const Memory& memory, const Surroundings& surroundings) const;

 private:
  enum Section : std::uint32_t {
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
    section_count
  };
  struct Place {
    std::uint64_t offset = 0;  // in the file
    std::uint64_t size = 0;    // bytes in use
    std::uint64_t room = 0;    // bytes there
  };
  struct Piece {
    Section section;
    std::uint64_t offset = 0;  // in the section
    std::uint64_t size = 0;
    std::uint64_t sum = 0;
  };
  struct Counts {
    std::uint64_t profiles = 0;
    std::uint64_t choices = 0;
    std::uint64_t texts = 0;
    std::uint64_t channels = 0;
    std::uint64_t places = 0;
    std::uint64_t accounts_mapped = 0;
    std::uint64_t telephones_mapped = 0;
  };
  friend Result<void> write_snapshot(const Index&, const IndexBinding&, ByteSink&);
  friend class SnapshotFrame;

  Result<void> check_rest() const;
  Result<void> check_numbers(const Piece& piece) const;
  std::optional<std::uint64_t> hash_of(Key key) const;
  std::uint64_t rows_in_order() const;
  bool holds(const AccountTable::Line& line, std::uint64_t at, std::uint64_t from) const;
  std::span<std::byte> section(Section which) const;
  template <class T>
  std::span<T> array(Section which) const;
  template <class T>
  std::span<const T> in_use(Section which) const;

  std::span<std::byte> bytes_;
  std::shared_ptr<std::byte> owner_;
  IndexBinding binding_;
  std::uint64_t sum_ = 0;
  std::uint64_t frame_end_ = 0;
  Counts counts_;
  Place places_[section_count];
  std::vector<Piece> pieces_;
};

}  // namespace assent
