#include "world/files.hpp"

#include "base/number.hpp"
#include "world/file_error.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <utility>
#include <vector>

namespace assent::world {
namespace {

constexpr std::string_view kStandard = "-";
constexpr std::string_view kInput = "standard input";
constexpr std::string_view kOutput = "standard output";

std::string shown(std::string_view path, std::string_view standard) {
  return path == kStandard ? std::string(standard) : fmt::format("`{}`", path);
}

// In few digits: a long number is masked in error messages.
std::string size_text(std::size_t bytes) {
  constexpr std::size_t kMebibyte = std::size_t{1} << 20;
  return bytes < kMebibyte ? fmt::format("{} bytes", bytes) : fmt::format("{} MiB", bytes / kMebibyte);
}

Result<void> write_all(int descriptor, std::string_view bytes, const std::string& what) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(descriptor, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return file_error("write", what, errno);
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return {};
}

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

// Makes it durable that there is a file of that name.
Result<void> keep_name(const std::string& path, const std::string& what) {
  const FileHandle folder(::open(folder_of(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.get() < 0 || ::fsync(folder.get()) != 0) return file_error("write", what, errno);
  return {};
}

// The file of a path after following links, if there is one; so a link stays a link when its file is replaced.
std::string resolved(const std::string& path) {
  const std::unique_ptr<char, void (*)(void*)> real(::realpath(path.c_str(), nullptr), std::free);
  return real ? std::string(real.get()) : path;
}

// A new file with a new name, beside `path`.
Result<std::pair<std::string, FileHandle>> unique_beside(const std::string& path, const std::string& what) {
  std::string name = path + ".XXXXXX";
  FileHandle handle(::mkostemp(name.data(), O_CLOEXEC));
  if (handle.get() < 0) return file_error("write", what, errno);
  return std::pair(std::move(name), std::move(handle));
}

// Gives a file a free name. False: the name is taken (EEXIST), or it cannot be done.
bool name_if_free(const std::string& file, const std::string& name) {
  if (::renameat2(AT_FDCWD, file.c_str(), AT_FDCWD, name.c_str(), RENAME_NOREPLACE) == 0) return true;
  if (errno != EINVAL && errno != ENOSYS) return false;
  // A file system that knows no such renaming knows links.
  return ::link(file.c_str(), name.c_str()) == 0 && ::unlink(file.c_str()) == 0;
}

// Whether the open file still has that name.
bool still_has_name(int descriptor, const std::string& name, struct stat& opened) {
  struct stat named {};
  return ::fstat(descriptor, &opened) == 0 && ::lstat(name.c_str(), &named) == 0 && named.st_dev == opened.st_dev &&
         named.st_ino == opened.st_ino;
}

// The file of that name, open for writing and locked until it is closed; `anew`: empty and its owner's alone. `what`
// names what it becomes.
Result<FileHandle> locked(const std::string& name, const std::string& what, bool anew) {
  constexpr int kTriesMost = 1000;  // each is lost to another run, or to what had the name
  for (int tries = 0; tries < kTriesMost; ++tries) {
    FileHandle handle(
        ::open(name.c_str(), O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | (anew ? O_CREAT : 0), S_IRUSR | S_IWUSR));
    if (handle.get() < 0) {
      if (errno == ELOOP && anew && ::unlink(name.c_str()) == 0) continue;  // a link
      return file_error("write", what, errno);
    }
    if (::flock(handle.get(), LOCK_EX | LOCK_NB) != 0) {
      if (errno == EINTR) continue;
      if (errno != EWOULDBLOCK) return file_error("lock", shown(name, ""), errno);
      return fail(ErrorCode::unavailable, fmt::format("another run is writing {}", what),
                  "wait until it ends, or name another file");
    }
    struct stat status {};
    if (!still_has_name(handle.get(), name, status)) continue;
    if (!anew) return handle;
    const bool fresh = S_ISREG(status.st_mode) && status.st_size == 0 && status.st_nlink == 1 &&
                       status.st_uid == ::geteuid() && (status.st_mode & 07777 & ~mode_t{S_IRUSR | S_IWUSR}) == 0;
    if (fresh) return handle;
    // Removed by the holder of its lock, so it is no one's work.
    if (::unlink(name.c_str()) != 0 && errno != ENOENT) {
      return file_error("write", shown(name, ""), errno);
    }
  }
  return fail(ErrorCode::unavailable, fmt::format("other programs keep replacing {}", shown(name, "")), "try again");
}

// Which of the open files of this program the name means: `/dev/stdout`, `/dev/fd/3`, `/proc/self/fd/3` and links to
// such. Opening the name would give another file, at another place.
std::optional<int> descriptor_named(std::string path) {
  constexpr int kLinksMost = 40;
  for (int links = 0; links < kLinksMost; ++links) {
    const std::size_t slash = path.rfind('/');
    const std::string base = path.substr(slash == std::string::npos ? 0 : slash + 1);
    const std::string folder = resolved(folder_of(path));
    if (folder == fmt::format("/proc/{}/fd", ::getpid()) || folder == "/dev/fd") {
      const auto number = number_in<int>(base);
      return number && *number >= 0 ? number : std::nullopt;
    }
    std::array<char, PATH_MAX> target{};
    const ssize_t size = ::readlink((folder + '/' + base).c_str(), target.data(), target.size());
    if (size <= 0) return std::nullopt;
    const std::string_view to(target.data(), static_cast<std::size_t>(size));
    path = to.front() == '/' ? std::string(to) : folder + '/' + std::string(to);
  }
  return std::nullopt;
}

}  // namespace

FileHandle& FileHandle::operator=(FileHandle&& other) noexcept {
  if (this != &other) {
    close();
    descriptor_ = other.release();
  }
  return *this;
}

FileHandle::~FileHandle() { close(); }

int FileHandle::release() { return std::exchange(descriptor_, -1); }

bool FileHandle::close() { return descriptor_ < 0 || ::close(release()) == 0; }

namespace {

Result<std::string> read_all(FileSource source_opened, const std::string& path, std::size_t bytes_max) {
  FileSource* const source = &source_opened;
  std::string text;
  std::size_t used = 0;
  for (;;) {
    text.resize(used + (source->size()
                            ? static_cast<std::size_t>(*source->size() -
                                                       std::min<std::uint64_t>(*source->size(), source->bytes_read())) +
                                  1
                            : std::size_t{64 * 1024}));
    const auto count = TRY(source->read({text.data() + used, text.size() - used}));
    used += count;
    if (used > bytes_max) {
      return fail(ErrorCode::invalid, fmt::format("{} is larger than {}", shown(path, kInput), size_text(bytes_max)),
                  "check that it is the right file");
    }
    if (count == 0) break;
  }
  text.resize(used);
  return text;
}

}  // namespace

Result<std::string> read_file(const std::string& path, std::size_t bytes_max) {
  auto source = TRY(FileSource::open(path));
  return read_all(std::move(source), path, bytes_max);
}

Result<std::string> read_secret_file(const std::string& path, std::size_t bytes_max) {
  auto source = TRY(FileSource::open(path));
  if (source.is_open_to_others()) {
    return fail(ErrorCode::invalid, fmt::format("other users may read or write {}", shown(path, kInput)),
                "restrict it to its owner with `chmod 600`; if others may have read it, it is no longer secret");
  }
  return read_all(std::move(source), path, bytes_max);
}

Result<void> write_file(const std::string& path, std::string_view bytes, Rivals rivals) {
  auto sink = TRY(FileSink::create(path, rivals));
  TRY(sink.write(bytes));
  return sink.commit();
}

Result<void> create_file(const std::string& path, std::string_view bytes) {
  const std::string what = fmt::format("`{}`", path);
  const auto there = [&] {
    return fail(ErrorCode::conflict, fmt::format("there is already a {}", what), "name another file");
  };
  struct stat status {};
  if (::lstat(path.c_str(), &status) == 0) return there();
  auto made = TRY(unique_beside(path, what));
  auto& [unfinished, handle] = made;
  const process::UnfinishedName noted(unfinished);
  bool named = false;
  const auto kept = [&, &unfinished = unfinished, &handle = handle]() -> Result<void> {
    TRY(write_all(handle.get(), bytes, what));
    if (::fsync(handle.get()) != 0 || !handle.close()) return file_error("write", what, errno);
    const process::SignalsWait wait;
    if (!name_if_free(unfinished, path)) return errno == EEXIST ? there() : file_error("name", what, errno);
    named = true;
    return keep_name(path, what);
  }();
  if (!kept) ::unlink((named ? path : unfinished).c_str());
  return kept;
}

FileSource::FileSource(std::string path, FileHandle handle) : path_(std::move(path)), handle_(std::move(handle)) {
  struct stat status {};
  if (::fstat(handle_.get(), &status) == 0 && S_ISREG(status.st_mode)) {
    size_ = static_cast<std::uint64_t>(status.st_size);
    open_to_others_ = (status.st_mode & (S_IRWXG | S_IRWXO)) != 0;
  }
}

Result<FileSource> FileSource::open(const std::string& path) {
  const int descriptor =
      path == kStandard ? ::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0) : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return file_error("read", shown(path, kInput), errno);
  FileHandle handle(descriptor);
  struct stat status {};
  if (::fstat(descriptor, &status) == 0 && S_ISDIR(status.st_mode)) return file_error("read", shown(path, ""), EISDIR);
  return FileSource(path, std::move(handle));
}

Result<std::size_t> FileSource::read(std::span<char> into) {
  for (;;) {
    const ssize_t count = ::read(handle_.get(), into.data(), into.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return file_error("read", shown(path_, kInput), errno);
    bytes_read_ += static_cast<std::uint64_t>(count);
    return static_cast<std::size_t>(count);
  }
}

UnfinishedFile::UnfinishedFile(std::string path, std::string unfinished, FileHandle handle)
    : path_(std::move(path)), unfinished_(std::move(unfinished)), handle_(std::move(handle)), noted_(unfinished_) {}

UnfinishedFile::UnfinishedFile(UnfinishedFile&& other) noexcept
    : path_(std::move(other.path_)),
      unfinished_(std::exchange(other.unfinished_, {})),
      handle_(std::move(other.handle_)),
      noted_(std::move(other.noted_)),
      kept_(other.kept_),
      written_(other.written_),
      begun_on_(other.begun_on_) {}

UnfinishedFile::~UnfinishedFile() {
  // Before the lock is released: until then no other run has a file of that name.
  if (!unfinished_.empty() && !kept_) ::unlink(unfinished_.c_str());
}

std::string UnfinishedFile::told() const { return shown(unfinished_, ""); }

std::string UnfinishedFile::name_of(const std::string& path) { return resolved(path) + ".partial"; }

Result<UnfinishedFile> UnfinishedFile::create_shared(std::string target) {
  auto made = TRY(unique_beside(target, shown(target, "")));
  return UnfinishedFile(std::move(target), std::move(made.first), std::move(made.second));
}

Result<UnfinishedFile> UnfinishedFile::create(const std::string& path, Rivals rivals) {
  const std::string target = resolved(path);
  const std::string what = shown(target, "");
  if (target.empty() || target.ends_with('/')) return file_error("write", what, target.empty() ? ENOENT : EISDIR);
  struct stat replaced {};
  const bool exists = ::stat(target.c_str(), &replaced) == 0;
  const process::SignalsWait wait;
  auto made = [&]() -> Result<UnfinishedFile> {
    switch (rivals) {
      case Rivals::welcome: return create_shared(target);
      case Rivals::refused: break;
    }
    const std::string name = name_of(path);
    auto handle = TRY(locked(name, what, true));
    return UnfinishedFile(target, name, std::move(handle));
  }();
  if (made && exists && ::fchmod(made->handle_.get(), replaced.st_mode & 07777) != 0) {
    return file_error("write", what, errno);
  }
  return made;
}

Result<UnfinishedFile> UnfinishedFile::reopen(const std::string& path, std::uint64_t bytes) {
  const std::string name = name_of(path);
  const std::string target = resolved(path);
  const auto nothing = [&] {
    return fail(ErrorCode::not_found, fmt::format("{} is not what was written", shown(name, "")),
                "begin again without `--resume`");
  };
  struct stat status {};
  if (::lstat(name.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return nothing();
  auto handle = TRY(locked(name, shown(target, ""), false));
  if (::fstat(handle.get(), &status) != 0 || static_cast<std::uint64_t>(status.st_size) < bytes) return nothing();
  const auto end = static_cast<off_t>(bytes);
  if (::ftruncate(handle.get(), end) != 0 || ::lseek(handle.get(), end, SEEK_SET) != end) {
    return file_error("write", shown(name, ""), errno);
  }
  UnfinishedFile file(target, name, std::move(handle));
  file.written_ = file.begun_on_ = bytes;
  file.keep();
  return file;
}

Result<void> UnfinishedFile::write(std::string_view bytes) {
  TRY(write_all(handle_.get(), bytes, told()));
  written_ += bytes.size();
  // The disk is begun on while there is more to come, or all of it would be waited for in the end. A wish.
  constexpr std::uint64_t kBegunOn = std::uint64_t{8} << 20;
  if (written_ - begun_on_ >= kBegunOn) {
    ::sync_file_range(handle_.get(), static_cast<off_t>(begun_on_), static_cast<off_t>(written_ - begun_on_),
                      SYNC_FILE_RANGE_WRITE);
    begun_on_ = written_;
  }
  return {};
}

Result<void> UnfinishedFile::force() {
  if (::fdatasync(handle_.get()) != 0) return file_error("write", told(), errno);
  return {};
}

Result<void> UnfinishedFile::finish() {
  if (::fsync(handle_.get()) != 0) return file_error("write", told(), errno);
  // Closing reports what a network file system could not write; the other handle keeps the lock.
  FileHandle other(::fcntl(handle_.get(), F_DUPFD_CLOEXEC, 0));
  if (other.get() < 0 || !other.close()) return file_error("write", told(), errno);
  return {};
}

void UnfinishedFile::keep() {
  kept_ = true;
  noted_.forget();
}

void UnfinishedFile::keep_not() {
  if (unfinished_.empty()) return;
  kept_ = false;
  noted_ = process::UnfinishedName(unfinished_);
}

namespace {

// One of the files that get their names together.
struct Naming {
  std::string target;
  std::string unfinished;
  std::string aside;  // where the one that is replaced is meanwhile; empty: there was none
  bool named = false;
};

Result<void> put_aside(Naming& each) {
  const std::string what = shown(each.target, "");
  struct stat status {};
  if (::lstat(each.target.c_str(), &status) != 0) {
    return errno == ENOENT ? Result<void>{} : file_error("name", what, errno);
  }
  auto place = TRY(unique_beside(each.target, what));
  if (::rename(each.target.c_str(), place.first.c_str()) != 0) {
    const int number = errno;
    ::unlink(place.first.c_str());
    return file_error("name", what, number);
  }
  each.aside = std::move(place.first);
  return {};
}

Result<void> keep_folders(std::span<const Naming> all) {
  std::vector<std::string> folders;
  for (const Naming& each : all) {
    std::string folder = folder_of(each.target);
    if (std::find(folders.begin(), folders.end(), folder) != folders.end()) continue;
    TRY(keep_name(each.target, shown(each.target, "")));
    folders.push_back(std::move(folder));
  }
  return {};
}

Result<void> give_names(std::span<Naming> all) {
  // A file that replaces nothing does not need another to be moved.
  if (all.size() > 1) {
    for (auto each = all.rbegin(); each != all.rend(); ++each) {
      TRY(put_aside(*each));
    }
    TRY(keep_folders(all));
  }
  for (Naming& each : all) {
    if (&each == &all.back() && all.size() > 1) {
      TRY(keep_folders(all.first(all.size() - 1)));
    }
    if (::rename(each.unfinished.c_str(), each.target.c_str()) != 0) {
      return file_error("name", shown(each.target, ""), errno);
    }
    each.named = true;
  }
  return keep_folders(all.last(1));
}

// In the order opposite to that in which it was done, so that no moment shows what the other way would not.
void undo(std::span<Naming> all) {
  if (all.size() == 1) return;  // the old one is gone, or was never touched
  for (auto each = all.rbegin(); each != all.rend(); ++each) {
    if (each->named) ::unlink(each->target.c_str());
  }
  for (Naming& each : all) {
    if (!each.aside.empty()) ::rename(each.aside.c_str(), each.target.c_str());
  }
  static_cast<void>(keep_folders(all));
}

}  // namespace

Result<void> name_together(std::span<UnfinishedFile* const> files) {
  const process::SignalsWait wait;
  std::vector<Naming> all;
  for (const UnfinishedFile* each : files) all.push_back({each->path_, each->unfinished_, {}, false});
  if (all.empty()) return {};
  auto named = give_names(all);
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!all[i].named) continue;
    // That name may already be another run's.
    files[i]->unfinished_.clear();
    files[i]->noted_.forget();
  }
  if (!named) {
    undo(all);
    return named;
  }
  for (const Naming& each : all) {
    if (!each.aside.empty()) ::unlink(each.aside.c_str());
  }
  return {};
}

Result<FileSink> FileSink::create(const std::string& path, Rivals rivals) {
  const std::string name = written_name(path);
  const std::string what = shown(name, kOutput);
  const auto direct = [&](int descriptor) -> Result<FileSink> {
    if (descriptor < 0) return file_error("write", what, errno);
    return FileSink(name, FileHandle(descriptor));
  };
  if (name == kStandard) return direct(::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 0));
  if (const auto descriptor = descriptor_named(name)) {
    if (*descriptor == STDERR_FILENO) {
      return fail(ErrorCode::invalid, fmt::format("{} is standard error, where messages go", what), "name a file");
    }
    return direct(::fcntl(*descriptor, F_DUPFD_CLOEXEC, 0));
  }
  struct stat status {};
  if (::stat(name.c_str(), &status) == 0 && !S_ISREG(status.st_mode)) {
    return direct(::open(name.c_str(), O_WRONLY | O_CLOEXEC));
  }
  auto file = TRY(UnfinishedFile::create(name, rivals));
  return FileSink(std::move(file));
}

Result<void> FileSink::write(std::string_view bytes) {
  return file_ ? file_->write(bytes) : write_all(handle_.get(), bytes, shown(path_, kOutput));
}

Result<void> FileSink::finish() {
  finished_ = true;
  if (file_) return file_->finish();
  return handle_.close() ? Result<void>{} : file_error("write", shown(path_, kOutput), errno);
}

Result<void> FileSink::commit() {
  if (!finished_) {
    TRY(finish());
  }
  UnfinishedFile* const file = unfinished();
  return file != nullptr ? name_together({&file, 1}) : Result<void>{};
}

Result<PartialFile> PartialFile::create(const std::string& path) {
  auto file = TRY(UnfinishedFile::create(path, Rivals::refused));
  return PartialFile(std::move(file));
}

Result<PartialFile> PartialFile::reopen(const std::string& path, std::uint64_t bytes) {
  auto file = TRY(UnfinishedFile::reopen(path, bytes));
  return PartialFile(std::move(file));
}

std::string read_name(const std::string& path) {
  return descriptor_named(path) == STDIN_FILENO ? std::string(kStandard) : path;
}

std::string written_name(const std::string& path) {
  if (path.empty() || path == kStandard) return path;
  if (descriptor_named(path) == STDOUT_FILENO) return std::string(kStandard);
  struct stat named {};
  struct stat output {};
  if (::stat(path.c_str(), &named) != 0 || ::fstat(STDOUT_FILENO, &output) != 0) return path;
  const bool same = named.st_dev == output.st_dev && named.st_ino == output.st_ino;
  // Of a device every name is one; but what goes to /dev/null goes nowhere.
  const bool device = S_ISCHR(named.st_mode) && named.st_rdev != makedev(1, 3);
  return same && (S_ISFIFO(named.st_mode) || S_ISSOCK(named.st_mode) || device) ? std::string(kStandard) : path;
}

bool is_under_standard_output(const std::string& path) {
  struct stat named {};
  struct stat output {};
  return ::stat(path.c_str(), &named) == 0 && ::fstat(STDOUT_FILENO, &output) == 0 && S_ISREG(named.st_mode) &&
         named.st_dev == output.st_dev && named.st_ino == output.st_ino;
}

std::optional<std::string> state_of_file(const std::string& path) {
  struct stat status {};
  if (path == kStandard || ::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
  return fmt::format("{} {}.{:09}", status.st_size, status.st_mtim.tv_sec, status.st_mtim.tv_nsec);
}

bool may_be_plain_file(const std::string& path) {
  struct stat status {};
  return path != kStandard && !descriptor_named(path) &&
         (::stat(path.c_str(), &status) != 0 || S_ISREG(status.st_mode));
}

void remove_file(const std::string& path) { ::unlink(path.c_str()); }

}  // namespace assent::world
