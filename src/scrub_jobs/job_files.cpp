#include "scrub_jobs/job_files.hpp"

#include "world/file_error.hpp"
#include "world/files.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace assent::scrub_jobs {

namespace fs = std::filesystem;

Result<void> make_private(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (!error) fs::permissions(folder, fs::perms::owner_all, error);
  if (error) return file_error("make", "the folder of the scrub jobs", error.value());
  return {};
}

std::uint64_t size_of(const std::string& path) {
  std::error_code error;
  const auto size = fs::file_size(path, error);
  return error ? 0 : size;
}

// At the end of the file, all or nothing.
Result<void> append_to(const std::string& path, std::uint64_t offset, std::string_view bytes) {
  const FileHandle file(::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
  if (file.get() < 0) return file_error("write", "the list of a scrub job", errno);
  while (!bytes.empty()) {
    const ssize_t written = ::write(file.get(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) {
      const int why = errno;
      static_cast<void>(::ftruncate(file.get(), static_cast<off_t>(offset)) == 0);
      return file_error("write", "the list of a scrub job", why);
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

}  // namespace assent::scrub_jobs
