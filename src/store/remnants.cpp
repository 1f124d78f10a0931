#include "store/remnants.hpp"

#include "store/ledger_draft.hpp"
#include "store/ledger_name.hpp"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <vector>

namespace assent::store {
namespace {

constexpr std::size_t kPiece = std::size_t{1} << 20;

// All of a file that is no other connection's: to close it drops no lock.
int put_zeros(const std::string& path) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
  if (file < 0) return errno == ENOENT ? 0 : errno;
  struct stat status {};
  int error = ::fstat(file, &status) == 0 ? 0 : errno;
  const std::vector<char> zeros(1 << 16);
  for (off_t at = 0; error == 0 && at < status.st_size;) {
    const auto count = static_cast<std::size_t>(std::min<off_t>(static_cast<off_t>(zeros.size()), status.st_size - at));
    const ssize_t written = ::pwrite(file, zeros.data(), count, at);
    if (written > 0) at += written;
    else if (written == 0 || errno != EINTR) error = written == 0 ? EIO : errno;
  }
  if (error == 0 && ::fdatasync(file) != 0) error = errno;
  ::close(file);
  return error;
}

}  // namespace

Result<bool> holds_any(const Connection& file, std::span<const evidence::Hash> keys) {
  if (keys.empty()) return false;
  sqlite3_file* below = nullptr;
  sqlite3_file_control(file.handle(), "main", SQLITE_FCNTL_FILE_POINTER, &below);
  sqlite3_int64 size = 0;
  if (const int code = below->pMethods->xFileSize(below, &size); code != SQLITE_OK) {
    return tl::unexpected(store_error(code, file.path()));
  }
  std::vector<std::uint8_t> bytes(kPiece);
  constexpr std::size_t kOverlap = std::tuple_size_v<evidence::Hash> - 1;
  for (sqlite3_int64 at = 0; at < size; at += static_cast<sqlite3_int64>(kPiece - kOverlap)) {
    const auto count = static_cast<std::size_t>(std::min<sqlite3_int64>(size - at, kPiece));
    const int code = below->pMethods->xRead(below, bytes.data(), static_cast<int>(count), at);
    if (code != SQLITE_OK) return tl::unexpected(store_error(code, file.path()));
    for (const evidence::Hash& key : keys) {
      const auto end = bytes.begin() + static_cast<std::ptrdiff_t>(count);
      if (std::search(bytes.begin(), end, key.begin(), key.end()) != end) return true;
    }
  }
  return false;
}

Result<void> write_over_journal(Connection& file) {
  const auto path = TRY(plain_name(file.path()));
  TRY(file.execute("BEGIN IMMEDIATE"));  // who writes now has a journal of their own
  const int error = put_zeros(path + "-journal");
  file.roll_back();
  if (error != 0) return system_failure(file.path(), error);
  return {};
}

}  // namespace assent::store
