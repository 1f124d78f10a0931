#include "world/mapped_file.hpp"

#include "world/file_error.hpp"
#include "world/files.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstdint>

namespace assent::world {
namespace {

std::int64_t nanoseconds(const timespec& time) { return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec; }

std::string identity_of(const struct stat& status) {
  return fmt::format("device {} inode {} size {} modified {} changed {}", status.st_dev, status.st_ino, status.st_size,
                     nanoseconds(status.st_mtim), nanoseconds(status.st_ctim));
}

}  // namespace

Result<MappedFile> MappedFile::open(const std::string& path) {
  const std::string what = fmt::format("`{}`", path);
  const FileHandle handle(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
  struct stat status {};
  if (handle.get() < 0 || ::fstat(handle.get(), &status) != 0) return file_error("read", what, errno);
  if (S_ISDIR(status.st_mode)) return file_error("read", what, EISDIR);
  if (!S_ISREG(status.st_mode)) {
    return fail(ErrorCode::unavailable, fmt::format("cannot read {} at any position: it is not a plain file", what),
                "name a file on disk");
  }
  const auto size = static_cast<std::size_t>(status.st_size);
  if (size == 0) return MappedFile({}, nullptr, identity_of(status));
  // Room in memory is set aside for no more than what is written to.
  void* const start = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_NORESERVE, handle.get(), 0);
  if (start == MAP_FAILED) return file_error("read", what, errno);
  // A wish: in pages of two megabytes it is read, and looked things up in, with far fewer faults.
  ::madvise(start, size, MADV_HUGEPAGE);
  auto* const bytes = static_cast<std::byte*>(start);
  return MappedFile({bytes, size}, {bytes, [size](std::byte* each) { ::munmap(each, size); }}, identity_of(status));
}

}  // namespace assent::world
