#include "store/ledger_name.hpp"

#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace assent::store {
namespace {

tl::unexpected<Error> not_told(const std::string& name, int error) {
  return fail(ErrorCode::unavailable, "`" + name + "` cannot be read: " + std::strerror(error),
              "check that its folder exists and that this user may search it");
}

Result<void> check_file(const std::string& name, const struct stat& status) {
  if (!S_ISREG(status.st_mode)) {
    return fail(ErrorCode::invalid, "`" + name + "` is not a file", "name a ledger, or move what is there");
  }
  if (status.st_nlink > 1) {
    return fail(
        ErrorCode::invalid,
        "`" + name + "` has " + std::to_string(status.st_nlink) +
            " names (hard links); a program that opens it by another name does not see what is recorded by this one",
        "remove the other names, or make a copy and use that");
  }
  return {};
}

Result<void> check_meaning(const std::string& named) {
  if (named.empty()) return fail(ErrorCode::invalid, "the name of the ledger is empty", "name a file");
  if (named == ":memory:" || named.starts_with("file:")) {
    return fail(ErrorCode::invalid, "`" + named + "` is not a file name",
                "name a file; `./" + named + "` if that is its name");
  }
  return {};
}

}  // namespace

Result<std::string> plain_name(const std::string& named) {
  TRY(check_meaning(named));
  namespace fs = std::filesystem;
  std::error_code error;
  const fs::path whole = fs::canonical(named, error);
  if (!error) return whole.string();
  if (error != std::errc::no_such_file_or_directory) return not_told(named, error.value());
  // There is no such file yet, or a link that leads nowhere; its folder is there, or it cannot be made.
  if (fs::is_symlink(fs::symlink_status(named, error))) {
    return fail(ErrorCode::not_found, "`" + named + "` is a link to a file that does not exist",
                "name an existing ledger");
  }
  const fs::path parent = fs::path(named).parent_path();
  const fs::path folder = fs::canonical(parent.empty() ? "." : parent, error);
  if (error) return not_told(named, error.value());
  return (folder / fs::path(named).filename()).string();
}

Result<void> check_files(const std::string& named) {
  TRY(check_meaning(named));
  struct stat status {};
  if (::stat(named.c_str(), &status) != 0) {
    if (errno != ENOENT) return not_told(named, errno);
    return fail(ErrorCode::not_found, "there is no ledger `" + named + "`", "name an existing one, or create it");
  }
  TRY(check_file(named, status));
  const auto plain = TRY(plain_name(named));
  for (const char* suffix : {"-wal", "-shm"}) {
    const std::string beside = plain + suffix;
    if (::lstat(beside.c_str(), &status) != 0) {
      if (errno != ENOENT) return not_told(beside, errno);
      continue;
    }
    TRY(check_file(beside, status));
  }
  const std::string journal = plain + "-journal";
  if (::lstat(journal.c_str(), &status) == 0) {
    return fail(ErrorCode::invalid, "`" + journal + "` is beside the ledger; another program began to write it",
                "restore the ledger from a copy");
  }
  return {};
}

}  // namespace assent::store
