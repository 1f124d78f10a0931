#include "store/wal.hpp"

#include "store/ledger_name.hpp"
#include "store/page_sums.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <optional>
#include <vector>

namespace assent::store {
namespace {

using Header = std::array<std::uint8_t, kWalHeaderBytes>;
using Frame = std::array<std::uint8_t, kFrameHeaderBytes + kPageBytes>;

struct Finding {
  Header header{};
  std::uint64_t frame = 0;  // the first faulty one; 0: the header

  friend bool operator==(const Finding&, const Finding&) = default;
};

template <class Bytes>
bool read_into(std::ifstream& file, Bytes& bytes) {
  file.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  return file.gcount() == static_cast<std::streamsize>(bytes.size());
}

bool header_holds(const Header& header, bool big_endian) {
  WalSum sum;
  sum.add(header.data(), 24, big_endian);
  return (wal_word(header.data(), true) & ~1U) == 0x377f0682 && sum == WalSum::stored_at(header.data() + 24);
}

// Nothing: no damage. Frames of this log, and not of one that was here before it, carry the header's salt.
std::optional<Finding> first_damage(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  Finding finding;
  if (!file || !read_into(file, finding.header)) return std::nullopt;  // none that can be read, or an empty one
  const bool big_endian = (finding.header[3] & 1U) != 0;
  Frame frame;
  if (!header_holds(finding.header, big_endian)) {
    // The header is flushed before the first frame is written. If no frame follows it, the power was lost while the log
    // was made, and nothing was acknowledged in it.
    if (!read_into(file, frame)) return std::nullopt;
    return finding;
  }

  WalSum sum = WalSum::stored_at(finding.header.data() + 24);
  bool faulty = false;
  bool commit_passed = false;
  for (std::uint64_t number = 1; read_into(file, frame); ++number) {
    if (std::memcmp(frame.data() + 8, finding.header.data() + 16, 8) != 0) {
      // A log begins again with a header whose first salt is one more; the header is flushed before the first frame. A
      // frame of the next log after this header shows that the disk lost the header, and with it everything in the log.
      if (wal_word(frame.data() + 8, true) == wal_word(finding.header.data() + 16, true) + 1) {
        finding.frame = 0;
        return finding;
      }
      // Of an older log, or with its salt damaged: no end of this one if more of it follows.
      if (!faulty) finding.frame = number;
      faulty = true;
      continue;
    }
    if (!faulty) {
      sum.add(frame.data(), 8, big_endian);
      sum.add(frame.data() + kFrameHeaderBytes, kPageBytes, big_endian);
      if (sum == WalSum::stored_at(frame.data() + 16)) continue;
      finding.frame = number;
      faulty = true;
    } else if (commit_passed) {
      return finding;
    }
    commit_passed = commit_passed || wal_word(frame.data() + 4, true) != 0;
  }
  return std::nullopt;
}

}  // namespace

std::uint32_t wal_word(const std::uint8_t* bytes, bool big_endian) {
  std::uint32_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  const bool as_it_is = big_endian == (std::endian::native == std::endian::big);
  return as_it_is ? word : __builtin_bswap32(word);
}

WalSum WalSum::stored_at(const std::uint8_t* bytes) { return {wal_word(bytes, true), wal_word(bytes + 4, true)}; }

void WalSum::add(const std::uint8_t* bytes, int count, bool big_endian) {
  for (int at = 0; at < count; at += 8) {
    first += wal_word(bytes + at, big_endian) + second;
    second += wal_word(bytes + at + 4, big_endian) + first;
  }
}

// Other processes may be writing: a frame that was half-written when it was read is whole when it is read again. Only
// what is found twice is there.
Result<void> check_wal(const std::string& ledger_path) {
  const auto plain = TRY(plain_name(ledger_path));
  std::optional<Finding> before;
  for (;;) {
    errno = 0;
    const auto found = first_damage(plain + "-wal");
    if (errno == EMFILE || errno == ENFILE || errno == ENOMEM) {
      return fail(ErrorCode::unavailable, "ledger `" + ledger_path + "` cannot be opened: " + std::strerror(errno),
                  "allow the process to open more files (`ulimit -n`), then try again");
    }
    if (!found) return {};
    if (found == before) {
      const std::string where = found->frame == 0 ? "its header" : "frame " + std::to_string(found->frame);
      return fail(ErrorCode::damaged,
                  "ledger `" + ledger_path + "` is damaged: its write-ahead log is broken in " + where,
                  "restore the ledger and its log from a copy; if you delete the log, acknowledged entries are lost");
    }
    before = found;
  }
}

}  // namespace assent::store
