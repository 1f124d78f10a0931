#include "power_vfs.hpp"

#include <sqlite3.h>

#include <filesystem>
#include <new>
#include <string_view>

namespace assent::faults {
namespace {

struct PoweredFile {
  sqlite3_file base;
  SimulatedDisk::File file;
  bool on_disk;        // on the simulated one
  bool syncs_folder;   // SQLite makes the name of a new log or journal durable with its first sync
  sqlite3_file* real;  // stands directly after this struct, in the memory that SQLite gave
};

PoweredFile& powered(sqlite3_file* file) { return *reinterpret_cast<PoweredFile*>(file); }
sqlite3_file* real(sqlite3_file* file) { return powered(file).real; }
sqlite3_vfs* system_vfs() { return sqlite3_vfs_find("unix"); }

// The step at which the power is lost is half done: recorded on the disk, but not reported as done.
bool goes_off() {
  Power& now = power();
  if (now.steps > 0 && --now.steps == 0) now.off = true;
  return now.off;
}

std::string name_in_folder(const char* path) {
  if (path == nullptr) return {};
  const std::filesystem::path full(path);
  return full.parent_path() == power().folder ? full.filename().string() : std::string();
}

int close(sqlite3_file* file) { return real(file)->pMethods->xClose(real(file)); }

int read(sqlite3_file* file, void* to, int count, sqlite3_int64 offset) {
  if (power().off) return SQLITE_IOERR_READ;
  return real(file)->pMethods->xRead(real(file), to, count, offset);
}

int write(sqlite3_file* file, const void* from, int count, sqlite3_int64 offset) {
  if (power().off) return SQLITE_IOERR_WRITE;
  if (powered(file).on_disk) {
    power().disk.write(powered(file).file, static_cast<std::uint64_t>(offset),
                       {static_cast<const char*>(from), static_cast<std::size_t>(count)});
    if (goes_off()) return SQLITE_IOERR_WRITE;
  }
  return real(file)->pMethods->xWrite(real(file), from, count, offset);
}

int truncate(sqlite3_file* file, sqlite3_int64 size) {
  if (power().off) return SQLITE_IOERR_TRUNCATE;
  if (powered(file).on_disk) {
    power().disk.resize(powered(file).file, static_cast<std::uint64_t>(size));
    if (goes_off()) return SQLITE_IOERR_TRUNCATE;
  }
  return real(file)->pMethods->xTruncate(real(file), size);
}

int sync(sqlite3_file* file, int) {
  if (power().off || goes_off()) return SQLITE_IOERR_FSYNC;
  if (!powered(file).on_disk) return SQLITE_OK;
  power().disk.sync(powered(file).file);
  if (powered(file).syncs_folder) power().disk.sync_folder();
  powered(file).syncs_folder = false;
  return SQLITE_OK;
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

constexpr sqlite3_io_methods kMethods{
    2,         close,      read,    write,       truncate,        sync,    file_size, lock,
    unlock,    check_lock, control, sector_size, characteristics, shm_map, shm_lock,  shm_barrier,
    shm_unmap, nullptr,    nullptr};

int open(sqlite3_vfs*, const char* path, sqlite3_file* file, int flags, int* flags_out) {
  auto* made = new (file) PoweredFile{};
  made->real = reinterpret_cast<sqlite3_file*>(made + 1);
  if (power().off) return SQLITE_CANTOPEN;
  const std::string name = name_in_folder(path);
  const int code = system_vfs()->xOpen(system_vfs(), path, made->real, flags, flags_out);
  made->base.pMethods = made->real->pMethods != nullptr ? &kMethods : nullptr;
  if (code != SQLITE_OK || name.empty()) return code;
  made->on_disk = true;
  SimulatedDisk& disk = power().disk;
  if (disk.has(name)) {
    made->file = disk.file(name);
  } else {
    made->file = disk.make(name);
    made->syncs_folder = (flags & (SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL)) != 0;
  }
  return code;
}

int remove(sqlite3_vfs*, const char* path, int sync_folder) {
  if (power().off) return SQLITE_IOERR_DELETE;
  const std::string name = name_in_folder(path);
  if (!name.empty() && power().disk.has(name)) {
    power().disk.unlink(name);
    if (goes_off()) return SQLITE_IOERR_DELETE;
    if (sync_folder != 0) power().disk.sync_folder();
  }
  return system_vfs()->xDelete(system_vfs(), path, 0);
}

}  // namespace

Power& power() {
  static Power one;
  return one;
}

void stand_below_sqlite() {
  sqlite3_initialize();
  static sqlite3_vfs vfs = [] {
    sqlite3_vfs copy = *system_vfs();
    copy.szOsFile += static_cast<int>(sizeof(PoweredFile));
    copy.pNext = nullptr;
    copy.zName = "assent-powered";
    copy.xOpen = open;
    copy.xDelete = remove;
    return copy;
  }();
  sqlite3_vfs_register(&vfs, 1);
}

}  // namespace assent::faults
