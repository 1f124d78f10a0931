#include "scrub_jobs/job_files.hpp"

#include "base/ascii.hpp"
#include "world/file_error.hpp"
#include "world/files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace assent::scrub_jobs {

namespace fs = std::filesystem;

Result<void> make_private(const fs::path& folder) {
  const auto fault = [](int why) { return world::file_error("make", "the folder of the scrub jobs", why); };
  std::error_code error;
  if (!folder.parent_path().empty()) fs::create_directories(folder.parent_path(), error);
  if (error) return fault(error.value());
  if (::mkdir(folder.c_str(), 0700) == 0) return {};
  if (errno != EEXIST) return fault(errno);
  const auto there = fs::status(folder, error);
  if (error) return fault(error.value());
  if (!fs::is_directory(there)) return fault(ENOTDIR);
  if ((there.permissions() & (fs::perms::group_all | fs::perms::others_all)) != fs::perms::none) {
    return fail(ErrorCode::invalid, "the folder of the scrub jobs is open to others",
                "name a folder of their own, or close it: `chmod 700`");
  }
  return {};
}

bool is_made_halfway(const fs::path& folder) {
  constexpr std::size_t kDigits = 32;
  const std::string name = folder.filename().string();
  std::error_code error;
  return name.size() == kDigits && std::ranges::all_of(name, is_small_hexadecimal) &&
         fs::is_directory(fs::symlink_status(folder, error)) && !fs::exists(folder / kState, error) && !error;
}

std::uint64_t size_of(const std::string& path) {
  std::error_code error;
  const auto size = fs::file_size(path, error);
  return error ? 0 : size;
}

// At the end of the file, all or nothing.
Result<void> append_to(const std::string& path, std::uint64_t offset, std::string_view bytes) {
  const world::FileHandle file(::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
  if (file.get() < 0) return world::file_error("write", "the list of a scrub job", errno);
  while (!bytes.empty()) {
    const ssize_t written = ::write(file.get(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) {
      const int why = errno;
      static_cast<void>(::ftruncate(file.get(), static_cast<off_t>(offset)) == 0);
      return world::file_error("write", "the list of a scrub job", why);
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

}  // namespace assent::scrub_jobs
