#include "world/appended_file.hpp"

#include "world/file_error.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <utility>

namespace assent::world {

Result<AppendedFile> AppendedFile::create(const std::string& path) {
  const std::string what = fmt::format("`{}`", path);
  FileHandle handle(
      ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR));
  if (handle.get() < 0) {
    if (errno == EEXIST) {
      return fail(ErrorCode::conflict, fmt::format("there is already a {}", what), "name another file");
    }
    return file_error("write", what, errno);
  }
  const std::size_t slash = path.rfind('/');
  const std::string folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
  const FileHandle named_in(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (named_in.get() < 0 || ::fsync(named_in.get()) != 0) return file_error("write", what, errno);
  return AppendedFile(path, std::move(handle));
}

Result<void> AppendedFile::append(std::string_view piece) {
  while (!piece.empty()) {
    const ssize_t written = ::write(handle_.get(), piece.data(), piece.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return file_error("write", fmt::format("`{}`", path_), errno);
    piece.remove_prefix(static_cast<std::size_t>(written));
  }
  if (::fsync(handle_.get()) != 0) return file_error("write", fmt::format("`{}`", path_), errno);
  return {};
}

}  // namespace assent::world
