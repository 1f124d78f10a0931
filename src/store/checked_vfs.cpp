#include "store/checked_vfs.hpp"

#include "store/wal.hpp"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <new>
#include <optional>
#include <utility>
#include <vector>

namespace assent::store {
namespace {

constexpr int kChecksummedBytes = kPageBytes - kReservedBytes;

thread_local std::string last_damage = "a page fails its checksum";

enum class Content { pages, wal, other };

// What is known of one open file beyond SQLite's own.
struct Knowledge {
  Content content = Content::other;
  std::string path;
  dev_t device = 0;
  ino_t inode = 0;
  std::shared_ptr<const PageSums> sums;  // of the snapshot that is read; none: they are awaited
  std::vector<WalPage> noted;            // pages read while they were
  std::vector<std::string> damaged;      // pages that failed
  bool distrusted = false;               // a page was given to SQLite that should not have been
  PagesLetIn let_in = PagesLetIn::none;
  bool name_forced = false;                                          // to the disk, by this one
  std::optional<std::chrono::steady_clock::time_point> in_place_at;  // when it last was; none: it is too new to trust
};

struct CheckedFile {
  sqlite3_file base;
  sqlite3_file* real;  // directly after this struct, in the memory that SQLite gave
  Knowledge* knowledge;
};

CheckedFile& checked(sqlite3_file* file) { return *reinterpret_cast<CheckedFile*>(file); }
sqlite3_file* real(sqlite3_file* file) { return checked(file).real; }
Knowledge& known(sqlite3_file* file) { return *checked(file).knowledge; }
sqlite3_vfs* system_vfs() { return sqlite3_vfs_find(nullptr); }

int damaged(Knowledge& file, std::uint64_t page, const char* how) {
  try {
    last_damage = "page " + std::to_string(page) + how;
    const bool told = std::find(file.damaged.begin(), file.damaged.end(), last_damage) != file.damaged.end();
    if (!told && file.damaged.size() < kPagesNamedMax) file.damaged.push_back(last_damage);
  } catch (const std::bad_alloc&) {
    return SQLITE_IOERR_NOMEM;
  }
  return SQLITE_IOERR_DATA;
}

int fails_its_checksum(Knowledge& file, std::uint64_t page) { return damaged(file, page, " fails its checksum"); }

bool is_as_sealed(const PageSums& sums, const WalPage& page) {
  const std::uint64_t sealed = sums.of_page(page.number);
  return sealed == PageSums::kOfTheSeal || sealed == PageSums::kept(page.sum);
}

int not_as_sealed(Knowledge& file, std::uint64_t page) {
  return damaged(file, page, " is not the one that was written last");
}

int check_page(Knowledge& file, const std::uint8_t* bytes, std::int64_t offset) {
  const auto number = static_cast<std::uint64_t>(offset / kPageBytes + 1);
  const WalPage page{number, page_sum(bytes, number)};
  if (page.sum != from_stored_form(bytes + kChecksummedBytes)) return fails_its_checksum(file, number);
  if (file.distrusted) return SQLITE_IOERR_DATA;
  if (file.sums != nullptr) return is_as_sealed(*file.sums, page) ? SQLITE_OK : not_as_sealed(file, number);
  try {
    file.noted.push_back(page);
  } catch (const std::bad_alloc&) {
    return SQLITE_IOERR_NOMEM;
  }
  return SQLITE_OK;
}

struct Part {
  std::uint8_t* to;
  int count;
  std::int64_t from;
};

int check_frame(Knowledge& file, sqlite3_file* wal, const std::uint8_t* page, std::int64_t offset) {
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
  // A frame of an older log at this place, and the one before it too: a write that was lost.
  if (std::memcmp(frame.data() + 8, header.data() + 16, 8) != 0)
    return fails_its_checksum(file, wal_word(frame.data(), true));
  const bool big_endian = (header[3] & 1U) != 0;
  WalSum sum = WalSum::stored_at(before.data());
  sum.add(frame.data(), 8, big_endian);
  sum.add(page, kPageBytes, big_endian);
  return sum == WalSum::stored_at(frame.data() + 16) ? SQLITE_OK
                                                     : fails_its_checksum(file, wal_word(frame.data(), true));
}

int read(sqlite3_file* file, void* to, int count, sqlite3_int64 offset) {
  sqlite3_file* below = real(file);
  const int code = below->pMethods->xRead(below, to, count, offset);
  if (count != kPageBytes) return code;
  const auto* page = static_cast<const std::uint8_t*>(to);
  switch (known(file).content) {
    case Content::pages:
      if (code == SQLITE_IOERR_SHORT_READ)
        return fails_its_checksum(known(file), static_cast<std::uint64_t>(offset / kPageBytes + 1));
      return code == SQLITE_OK ? check_page(known(file), page, offset) : code;
    case Content::wal: return code == SQLITE_OK ? check_frame(known(file), below, page, offset) : code;
    case Content::other: break;
  }
  return code;
}

int write_page(sqlite3_file* file, const void* from, sqlite3_int64 offset) {
  sqlite3_file* below = real(file);
  std::array<std::uint8_t, kPageBytes> page;
  std::memcpy(page.data(), from, page.size());
  const auto number = static_cast<std::uint64_t>(offset / kPageBytes + 1);
  const std::uint64_t sum = page_sum(page.data(), number);
  switch (known(file).let_in) {
    case PagesLetIn::none: return SQLITE_BUSY;
    case PagesLetIn::sealed:
      if (known(file).sums == nullptr || !is_as_sealed(*known(file).sums, {number, sum})) return SQLITE_BUSY;
      break;
    case PagesLetIn::any: break;
  }
  const auto form = stored_form(sum);
  std::memcpy(page.data() + kChecksummedBytes, form.data(), form.size());
  return below->pMethods->xWrite(below, page.data(), kPageBytes, offset);
}

int write(sqlite3_file* file, const void* from, int count, sqlite3_int64 offset) {
  sqlite3_file* below = real(file);
  if (known(file).content != Content::pages) return below->pMethods->xWrite(below, from, count, offset);
  if (count == kPageBytes) return write_page(file, from, offset);
  return known(file).let_in == PagesLetIn::any ? below->pMethods->xWrite(below, from, count, offset) : SQLITE_BUSY;
}

int close(sqlite3_file* file) {
  const int code = real(file)->pMethods->xClose(real(file));
  delete std::exchange(checked(file).knowledge, nullptr);
  return code;
}

int truncate(sqlite3_file* file, sqlite3_int64 size) {
  if (known(file).content == Content::pages && known(file).let_in == PagesLetIn::none) return SQLITE_BUSY;
  return real(file)->pMethods->xTruncate(real(file), size);
}

// SQLite forces the name of a log that it has made to the disk, but does not look whether that succeeded: after a loss
// of power the log, and what was acknowledged, could be gone. So the first commit of each connection sees to it.
int force_name(Knowledge& file) {
  const std::string folder = std::filesystem::path(file.path).parent_path().string();
  const int opened = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (opened < 0) return SQLITE_IOERR_DIR_FSYNC;
  file.name_forced = ::fsync(opened) == 0;
  ::close(opened);
  return file.name_forced ? SQLITE_OK : SQLITE_IOERR_DIR_FSYNC;
}

int sync(sqlite3_file* file, int flags) {
  const int code = real(file)->pMethods->xSync(real(file), flags);
  if (code != SQLITE_OK || known(file).content != Content::wal || known(file).name_forced) return code;
  return force_name(known(file));
}
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
  std::unique_ptr<Knowledge> knowledge(new (std::nothrow) Knowledge);
  if (knowledge == nullptr) return SQLITE_NOMEM;
  knowledge->content = (flags & SQLITE_OPEN_MAIN_DB) != 0 ? Content::pages
                       : (flags & SQLITE_OPEN_WAL) != 0   ? Content::wal
                                                          : Content::other;
  sqlite3_vfs* below = system_vfs();
  const int code = below->xOpen(below, name, made->real, flags, flags_out);
  if (made->real->pMethods == nullptr) return code;
  struct stat status {};
  if (name != nullptr && ::stat(name, &status) == 0) {
    // Nothing that is thrown may pass through SQLite, which would leave behind what it holds.
    try {
      knowledge->path = name;
    } catch (const std::bad_alloc&) {
      made->real->pMethods->xClose(made->real);
      return SQLITE_NOMEM;
    }
    knowledge->device = status.st_dev;
    knowledge->inode = status.st_ino;
  }
  made->knowledge = knowledge.release();
  made->base.pMethods = &kMethods;
  return code;
}

// Nothing: the connection has none open, or it was not opened with this file system.
sqlite3_file* file_of(sqlite3* connection, int which) {
  sqlite3_file* file = nullptr;
  sqlite3_file_control(connection, "main", which, &file);
  return file != nullptr && file->pMethods == &kMethods ? file : nullptr;
}

sqlite3_file* pages_of(sqlite3* connection) { return file_of(connection, SQLITE_FCNTL_FILE_POINTER); }

sqlite3_file* wal_of(sqlite3* connection) {
  sqlite3_file* file = file_of(connection, SQLITE_FCNTL_JOURNAL_POINTER);
  return file != nullptr && known(file).content == Content::wal ? file : nullptr;
}

using Steady = std::chrono::steady_clock;

// Of a file that has just been made or changed nothing is taken for granted: others may be about to replace it.
void note_in_place(Knowledge& file, const timespec& changed) {
  constexpr std::time_t kNewSeconds = 2;
  timespec now{};
  file.in_place_at.reset();
  if (::clock_gettime(CLOCK_REALTIME, &now) != 0 || now.tv_sec < changed.tv_sec + kNewSeconds) return;
  file.in_place_at = Steady::now();
}

PageStanding standing_of(sqlite3_file* file, LookUp look_up) {
  if (file == nullptr || known(file).path.empty()) return PageStanding::in_place;  // none, or one that has no name
  switch (look_up) {
    case LookUp::now: break;
    case LookUp::or_lately: {
      constexpr std::chrono::milliseconds kLately{10};
      const auto& before = known(file).in_place_at;
      if (before && Steady::now() - *before < kLately) return PageStanding::in_place;
    }
  }
  struct stat status {};
  if (::stat(known(file).path.c_str(), &status) != 0) {
    return errno == ENOENT || errno == ENOTDIR ? PageStanding::moved : PageStanding::unreadable;
  }
  if (status.st_dev != known(file).device || status.st_ino != known(file).inode) return PageStanding::moved;
  if (status.st_nlink > 1) return PageStanding::two_names;
  note_in_place(known(file), status.st_ctim);
  return PageStanding::in_place;
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

std::string damaged_page_text() { return last_damage; }

void await_page_sums(sqlite3* connection) {
  sqlite3_file* file = pages_of(connection);
  if (file == nullptr) return;
  known(file).sums.reset();
  if (known(file).noted.empty()) return;
  // A transaction ended before its pages could be checked: they must be read again.
  sqlite3_db_release_memory(connection);
  known(file).noted.clear();
}

bool hold_against(sqlite3* connection, std::shared_ptr<const PageSums> sums) {
  sqlite3_file* file = pages_of(connection);
  if (file == nullptr) return false;
  for (const WalPage& each : std::exchange(known(file).noted, {})) {
    if (is_as_sealed(*sums, each)) continue;
    not_as_sealed(known(file), each.number);
    known(file).distrusted = true;
  }
  known(file).sums = std::move(sums);
  return !known(file).distrusted;
}

std::vector<std::string> damaged_pages(sqlite3* connection) {
  sqlite3_file* pages = pages_of(connection);
  std::vector<std::string> all = pages != nullptr ? known(pages).damaged : std::vector<std::string>{};
  if (sqlite3_file* wal = wal_of(connection); wal != nullptr) {
    all.insert(all.end(), known(wal).damaged.begin(), known(wal).damaged.end());
  }
  return all;
}

void let_in(sqlite3* connection, PagesLetIn pages) {
  if (sqlite3_file* file = pages_of(connection); file != nullptr) known(file).let_in = pages;
}

PageStanding standing(sqlite3* connection, LookUp look_up) {
  const PageStanding pages = standing_of(pages_of(connection), look_up);
  return pages == PageStanding::in_place ? standing_of(wal_of(connection), look_up) : pages;
}

FileIdentity identity(sqlite3* connection) {
  sqlite3_file* file = pages_of(connection);
  if (file == nullptr) return {};
  return {std::uint64_t{known(file).device}, std::uint64_t{known(file).inode}};
}

// The log's index in shared memory: SQLite's "WAL-index header", and behind it how much of the log was copied.
bool wal_state(sqlite3* connection, WalState& state) {
  constexpr int kRegionBytes = 32'768;
  constexpr std::size_t kFramesAt = 16;
  constexpr std::size_t kSaltsAt = 32;
  constexpr std::size_t kCopiedAt = 96;
  sqlite3_file* file = pages_of(connection);
  void volatile* region = nullptr;
  if (file == nullptr || shm_map(file, 0, kRegionBytes, 0, &region) != SQLITE_OK || region == nullptr) return false;
  const auto* bytes = static_cast<const std::uint8_t*>(const_cast<const void*>(region));
  std::memcpy(&state.frames, bytes + kFramesAt, sizeof state.frames);
  std::memcpy(&state.salts, bytes + kSaltsAt, sizeof state.salts);
  std::memcpy(&state.copied, bytes + kCopiedAt, sizeof state.copied);
  return true;
}

int wal_pages(sqlite3* connection, std::uint32_t first, std::uint32_t last,
              const std::function<void(std::uint32_t frame, const WalPage& page)>& visit) {
  constexpr std::int64_t kFrameBytes = kFrameHeaderBytes + kPageBytes;
  sqlite3_file* wal = wal_of(connection);
  if (wal == nullptr || first == 0) return SQLITE_IOERR_READ;
  const auto read_below = [below = real(wal)](std::uint8_t* to, std::int64_t count, std::int64_t from) {
    return below->pMethods->xRead(below, to, static_cast<int>(count), from);
  };
  std::array<std::uint8_t, kWalHeaderBytes> header{};
  std::array<std::uint8_t, 8> before{};
  std::array<std::uint8_t, kFrameBytes> frame;
  std::int64_t at = kWalHeaderBytes + std::int64_t{first - 1} * kFrameBytes;
  if (const int code = read_below(header.data(), kWalHeaderBytes, 0); code != SQLITE_OK) return code;
  const std::int64_t before_at = first == 1 ? kWalHeaderBytes - 8 : at - kPageBytes - 8;
  if (const int code = read_below(before.data(), 8, before_at); code != SQLITE_OK) return code;
  const bool big_endian = (header[3] & 1U) != 0;
  WalSum sum = WalSum::stored_at(before.data());
  for (std::uint32_t number = first; number <= last; ++number, at += kFrameBytes) {
    if (const int code = read_below(frame.data(), kFrameBytes, at); code != SQLITE_OK) return code;
    const std::uint64_t page = wal_word(frame.data(), true);
    const std::uint8_t* const bytes = frame.data() + kFrameHeaderBytes;
    sum.add(frame.data(), 8, big_endian);
    sum.add(bytes, kPageBytes, big_endian);
    const bool of_this_log = std::memcmp(frame.data() + 8, header.data() + 16, 8) == 0;
    if (!of_this_log || sum != WalSum::stored_at(frame.data() + 16)) return fails_its_checksum(known(wal), page);
    visit(number, {page, page_sum(bytes, page)});
  }
  return SQLITE_OK;
}

}  // namespace assent::store
