#include "store/checked_vfs.hpp"

#include "store/wal.hpp"

#include <sqlite3.h>

#include <array>
#include <bit>
#include <cstring>
#include <new>

namespace assent {
namespace {

constexpr int kChecksummedBytes = kPageBytes - kReservedBytes;

thread_local std::int64_t last_damaged_page = 0;

enum class Content { pages, wal, other };

struct CheckedFile {
  sqlite3_file base;
  Content content;
  sqlite3_file* real;  // stands right behind this struct, in the memory that SQLite gave
};

CheckedFile& checked(sqlite3_file* file) { return *reinterpret_cast<CheckedFile*>(file); }
sqlite3_file* real(sqlite3_file* file) { return checked(file).real; }
sqlite3_vfs* system_vfs() { return sqlite3_vfs_find(nullptr); }

// Every step is a bijection of the state for a given word, and of the word for a given state: any change within one
// word changes the sum, and other changes do but for one in 2^64.
std::uint64_t page_checksum(const std::uint8_t* page, std::uint64_t number) {
  std::uint64_t sum = 0x9e3779b97f4a7c15ULL ^ number;
  for (int at = 0; at < kChecksummedBytes; at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, page + at, sizeof word);
    if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
    sum = std::rotl((sum ^ word) * 0xbf58476d1ce4e5b9ULL, 29);
  }
  return sum;
}

std::array<std::uint8_t, kReservedBytes> stored_form(std::uint64_t sum) {
  std::array<std::uint8_t, kReservedBytes> bytes{};
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::uint8_t>(sum >> (8 * i));
  return bytes;
}

int damaged(std::int64_t page) {
  last_damaged_page = page;
  return SQLITE_IOERR_DATA;
}

int check_page(const std::uint8_t* page, std::int64_t offset) {
  const std::int64_t number = offset / kPageBytes + 1;
  const auto expected = stored_form(page_checksum(page, static_cast<std::uint64_t>(number)));
  return std::memcmp(expected.data(), page + kChecksummedBytes, expected.size()) == 0 ? SQLITE_OK : damaged(number);
}

struct Part {
  std::uint8_t* to;
  int count;
  std::int64_t from;
};

int check_frame(sqlite3_file* wal, const std::uint8_t* page, std::int64_t offset) {
  std::array<std::uint8_t, kWalHeaderBytes> header{};
  std::array<std::uint8_t, kFrameHeaderBytes> frame{};
  std::array<std::uint8_t, 8> before{};
  const std::int64_t frame_offset = offset - kFrameHeaderBytes;
  const std::int64_t before_offset =
      frame_offset == kWalHeaderBytes ? kWalHeaderBytes - 8 : frame_offset - kPageBytes - 8;
  const Part parts[] = {{header.data(), kWalHeaderBytes, 0},
                        {frame.data(), kFrameHeaderBytes, frame_offset},
                        {before.data(), 8, before_offset}};
  for (const Part& part : parts) {
    if (const int code = wal->pMethods->xRead(wal, part.to, part.count, part.from); code != SQLITE_OK) return code;
  }
  const bool big_endian = (header[3] & 1U) != 0;
  WalSum sum = WalSum::stored_at(before.data());
  sum.add(frame.data(), 8, big_endian);
  sum.add(page, kPageBytes, big_endian);
  return sum == WalSum::stored_at(frame.data() + 16) ? SQLITE_OK : damaged(wal_word(frame.data(), true));
}

int read(sqlite3_file* file, void* to, int count, sqlite3_int64 offset) {
  sqlite3_file* below = real(file);
  const int code = below->pMethods->xRead(below, to, count, offset);
  if (count != kPageBytes) return code;
  const auto* page = static_cast<const std::uint8_t*>(to);
  switch (checked(file).content) {
    case Content::pages:
      if (code == SQLITE_IOERR_SHORT_READ) return damaged(offset / kPageBytes + 1);
      return code == SQLITE_OK ? check_page(page, offset) : code;
    case Content::wal: return code == SQLITE_OK ? check_frame(below, page, offset) : code;
    case Content::other: break;
  }
  return code;
}

int write(sqlite3_file* file, const void* from, int count, sqlite3_int64 offset) {
  sqlite3_file* below = real(file);
  if (checked(file).content != Content::pages || count != kPageBytes) {
    return below->pMethods->xWrite(below, from, count, offset);
  }
  std::array<std::uint8_t, kPageBytes> page;
  std::memcpy(page.data(), from, page.size());
  const auto sum = stored_form(page_checksum(page.data(), static_cast<std::uint64_t>(offset / kPageBytes + 1)));
  std::memcpy(page.data() + kChecksummedBytes, sum.data(), sum.size());
  return below->pMethods->xWrite(below, page.data(), count, offset);
}

int close(sqlite3_file* file) { return real(file)->pMethods->xClose(real(file)); }
int truncate(sqlite3_file* file, sqlite3_int64 size) { return real(file)->pMethods->xTruncate(real(file), size); }
int sync(sqlite3_file* file, int flags) { return real(file)->pMethods->xSync(real(file), flags); }
int file_size(sqlite3_file* file, sqlite3_int64* size) { return real(file)->pMethods->xFileSize(real(file), size); }
int lock(sqlite3_file* file, int level) { return real(file)->pMethods->xLock(real(file), level); }
int unlock(sqlite3_file* file, int level) { return real(file)->pMethods->xUnlock(real(file), level); }
int check_lock(sqlite3_file* file, int* out) { return real(file)->pMethods->xCheckReservedLock(real(file), out); }
int control(sqlite3_file* file, int what, void* with) {
  return real(file)->pMethods->xFileControl(real(file), what, with);
}
int sector_size(sqlite3_file* file) { return real(file)->pMethods->xSectorSize(real(file)); }
int characteristics(sqlite3_file* file) { return real(file)->pMethods->xDeviceCharacteristics(real(file)); }
int shm_map(sqlite3_file* file, int page, int size, int extend, void volatile** out) {
  return real(file)->pMethods->xShmMap(real(file), page, size, extend, out);
}
int shm_lock(sqlite3_file* file, int offset, int n, int flags) {
  return real(file)->pMethods->xShmLock(real(file), offset, n, flags);
}
void shm_barrier(sqlite3_file* file) { real(file)->pMethods->xShmBarrier(real(file)); }
int shm_unmap(sqlite3_file* file, int remove) { return real(file)->pMethods->xShmUnmap(real(file), remove); }

// Version 2: without xFetch, so that no page is read past the check through a memory map.
constexpr sqlite3_io_methods kMethods{
    2,         close,      read,    write,       truncate,        sync,    file_size, lock,
    unlock,    check_lock, control, sector_size, characteristics, shm_map, shm_lock,  shm_barrier,
    shm_unmap, nullptr,    nullptr};

int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* flags_out) {
  auto* made = new (file) CheckedFile{};
  made->real = reinterpret_cast<sqlite3_file*>(made + 1);
  made->content = (flags & SQLITE_OPEN_MAIN_DB) != 0 ? Content::pages
                  : (flags & SQLITE_OPEN_WAL) != 0   ? Content::wal
                                                     : Content::other;
  sqlite3_vfs* below = system_vfs();
  const int code = below->xOpen(below, name, made->real, flags, flags_out);
  made->base.pMethods = made->real->pMethods != nullptr ? &kMethods : nullptr;
  return code;
}

}  // namespace

const char* checked_vfs() {
  static constexpr const char* kName = "assent-checked";
  static sqlite3_vfs vfs = [] {
    sqlite3_initialize();
    sqlite3_vfs copy = *system_vfs();  // everything but files is the system's
    copy.szOsFile += static_cast<int>(sizeof(CheckedFile));
    copy.pNext = nullptr;
    copy.zName = kName;
    copy.xOpen = open;
    return copy;
  }();
  static const int registered = sqlite3_vfs_register(&vfs, 0);
  return registered == SQLITE_OK ? kName : nullptr;
}

std::string damaged_page_text() { return "page " + std::to_string(last_damaged_page) + " fails its checksum"; }

}  // namespace assent
