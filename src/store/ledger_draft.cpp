#include "store/ledger_draft.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

namespace assent::store {
namespace {

class Descriptor {
 public:
  Descriptor(const std::string& path, int flags) : number_(::open(path.c_str(), flags | O_CLOEXEC)) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  bool open() const { return number_ >= 0; }
  int number() const { return number_; }

 private:
  int number_;
};

}  // namespace

tl::unexpected<Error> system_failure(const std::string& path, int error) {
  return fail(ErrorCode::unavailable, "ledger `" + path + "` failed: " + std::strerror(error),
              "see that its folder exists, that this user may write it, and that the disk has space");
}

Result<void> sync_folder_of(const std::string& path, const std::string& named) {
  const Descriptor folder(std::filesystem::path(path).parent_path().string(), O_RDONLY | O_DIRECTORY);
  if (!folder.open() || ::fsync(folder.number()) != 0) return system_failure(named, errno);
  return {};
}

LedgerDraft::LedgerDraft(const std::string& path) {
  static std::atomic<unsigned> count{0};
  const std::string name = path + ".new-" + std::to_string(::getpid()) + "-" + std::to_string(++count);
  for (std::size_t i = 0; i < kSuffixes.size(); ++i) {
    names_[i] = name + kSuffixes[i];
    unfinished_[i] = process::UnfinishedName(names_[i]);
  }
}

LedgerDraft::~LedgerDraft() {
  for (const std::string& each : names_) ::unlink(each.c_str());
}

Result<void> LedgerDraft::appear(const std::string& path, const std::string& named) const {
  // An older Linux or another file system may know no such step: then by two names, of which the first goes at once.
  if (rename_to_free_name(names_[0], path)) return {};
  const bool unknown = errno == EINVAL || errno == ENOSYS;
  if (unknown && ::link(names_[0].c_str(), path.c_str()) == 0) return {};
  if (errno != EEXIST) return system_failure(named, errno);
  return fail(ErrorCode::invalid, "`" + named + "` already exists", "open it, or choose another name");
}

bool rename_to_free_name(const std::string& from, const std::string& to) {
  return ::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0;
}

}  // namespace assent::store
