// The write-ahead log beside a ledger's file, as far as this project reads it itself (SQLite file format, section 4).
#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <string>

namespace assent::store {

inline constexpr int kWalHeaderBytes = 32;
inline constexpr int kFrameHeaderBytes = 24;

std::uint32_t wal_word(const std::uint8_t* bytes, bool big_endian);

// The log's running checksum: each frame's covers its page, its header's first 8 bytes, and all frames before it.
struct WalSum {
  std::uint32_t first = 0;
  std::uint32_t second = 0;

  // The one that was stored, in 8 bytes.
  static WalSum stored_at(const std::uint8_t* bytes);
  void add(const std::uint8_t* bytes, int count, bool big_endian);

  friend bool operator==(const WalSum&, const WalSum&) = default;
};

// Whether the log has lost commits. SQLite takes a log to end at its first faulty frame, which is right after a loss of
// power, when only the last commit's frames can be faulty; a fault before whole commits is damage, and to end there
// would forget what was acknowledged. Fails with `damaged` then, and where the log's header is broken.
Result<void> check_wal(const std::string& ledger_path);

}  // namespace assent::store
