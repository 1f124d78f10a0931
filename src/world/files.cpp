#include "world/files.hpp"

#include "world/file_error.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <utility>

namespace assent {
namespace {

constexpr std::string_view kStandard = "-";

std::string shown(std::string_view path, std::string_view standard) {
  return path == kStandard ? std::string(standard) : fmt::format("`{}`", path);
}

// In few figures: a long number is masked where errors are told.
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

// What a path stands for after following links, where there is something; so that a link stays one when its file is
// replaced.
std::string resolved(const std::string& path) {
  const std::unique_ptr<char, void (*)(void*)> real(::realpath(path.c_str(), nullptr), std::free);
  return real ? std::string(real.get()) : path;
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

Result<std::string> read_file(const std::string& path, std::size_t bytes_max) {
  auto source = FileSource::open(path);
  if (!source) return tl::unexpected(std::move(source.error()));
  std::string text;
  std::size_t used = 0;
  for (;;) {
    text.resize(used + (source->size()
                            ? static_cast<std::size_t>(*source->size() -
                                                       std::min<std::uint64_t>(*source->size(), source->bytes_read())) +
                                  1
                            : std::size_t{64 * 1024}));
    const auto count = source->read({text.data() + used, text.size() - used});
    if (!count) return tl::unexpected(count.error());
    used += *count;
    if (used > bytes_max) {
      return fail(ErrorCode::invalid,
                  fmt::format("{} is larger than {}", shown(path, "standard input"), size_text(bytes_max)),
                  "check that it is the right file");
    }
    if (*count == 0) break;
  }
  text.resize(used);
  return text;
}

Result<void> write_file(const std::string& path, std::string_view bytes) {
  auto sink = FileSink::create(path);
  if (!sink) return tl::unexpected(std::move(sink.error()));
  if (auto written = sink->write(bytes); !written) return written;
  return sink->commit();
}

Result<void> create_file(const std::string& path, std::string_view bytes) {
  const std::string what = fmt::format("`{}`", path);
  FileHandle handle(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (handle.get() < 0 && errno == EEXIST) {
    return fail(ErrorCode::conflict, fmt::format("there is already a {}", what), "name another file");
  }
  if (handle.get() < 0) return file_error("write", what, errno);
  const auto kept = [&]() -> Result<void> {
    if (auto written = write_all(handle.get(), bytes, what); !written) return written;
    if (::fsync(handle.get()) != 0 || !handle.close()) return file_error("write", what, errno);
    return keep_name(path, what);
  }();
  if (!kept) ::unlink(path.c_str());
  return kept;
}

FileSource::FileSource(std::string path, FileHandle handle) : path_(std::move(path)), handle_(std::move(handle)) {
  struct stat status {};
  if (::fstat(handle_.get(), &status) == 0 && S_ISREG(status.st_mode)) {
    size_ = static_cast<std::uint64_t>(status.st_size);
  }
}

Result<FileSource> FileSource::open(const std::string& path) {
  const int descriptor =
      path == kStandard ? ::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0) : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return file_error("read", shown(path, "standard input"), errno);
  FileHandle handle(descriptor);
  struct stat status {};
  if (::fstat(descriptor, &status) == 0 && S_ISDIR(status.st_mode)) return file_error("read", shown(path, ""), EISDIR);
  return FileSource(path, std::move(handle));
}

Result<std::size_t> FileSource::read(std::span<char> into) {
  for (;;) {
    const ssize_t count = ::read(handle_.get(), into.data(), into.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return file_error("read", shown(path_, "standard input"), errno);
    bytes_read_ += static_cast<std::uint64_t>(count);
    return static_cast<std::size_t>(count);
  }
}

FileSink::FileSink(std::string path, std::string unfinished, FileHandle handle)
    : path_(std::move(path)), unfinished_(std::move(unfinished)), handle_(std::move(handle)) {}

FileSink::FileSink(FileSink&& other) noexcept
    : path_(std::move(other.path_)),
      unfinished_(std::exchange(other.unfinished_, {})),
      handle_(std::move(other.handle_)) {}

FileSink::~FileSink() {
  if (!unfinished_.empty()) ::unlink(unfinished_.c_str());
}

Result<FileSink> FileSink::create(const std::string& path) {
  const std::string what = shown(path, "standard output");
  if (path == kStandard) {
    const int descriptor = ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 0);
    if (descriptor < 0) return file_error("write", what, errno);
    return FileSink(path, {}, FileHandle(descriptor));
  }
  const std::string target = resolved(path);
  struct stat status {};
  const bool exists = ::stat(target.c_str(), &status) == 0;
  if (exists && !S_ISREG(status.st_mode)) {
    const int descriptor = ::open(target.c_str(), O_WRONLY | O_CLOEXEC);
    if (descriptor < 0) return file_error("write", what, errno);
    return FileSink(target, {}, FileHandle(descriptor));
  }
  std::string unfinished = target + ".XXXXXX";
  const int descriptor = ::mkostemp(unfinished.data(), O_CLOEXEC);
  if (descriptor < 0) return file_error("write", what, errno);
  FileSink sink(target, std::move(unfinished), FileHandle(descriptor));
  if (exists && ::fchmod(descriptor, status.st_mode & 07777) != 0) return file_error("write", what, errno);
  return sink;
}

Result<void> FileSink::write(std::string_view bytes) {
  return write_all(handle_.get(), bytes, shown(path_, "standard output"));
}

Result<void> FileSink::finish(Durable durable) {
  const std::string what = shown(path_, "standard output");
  if (!unfinished_.empty() && durable == Durable::yes && ::fsync(handle_.get()) != 0) {
    return file_error("write", what, errno);
  }
  return handle_.close() ? Result<void>{} : file_error("write", what, errno);
}

Result<void> FileSink::commit(Durable durable) {
  const std::string what = shown(path_, "standard output");
  if (handle_.get() >= 0) {
    if (auto finished = finish(durable); !finished) return finished;
  }
  if (unfinished_.empty()) return {};
  if (::rename(unfinished_.c_str(), path_.c_str()) != 0) return file_error("write", what, errno);
  unfinished_.clear();
  if (durable == Durable::no) return {};
  return keep_name(path_, what);
}

std::string PartialFile::name_of(const std::string& path) { return resolved(path) + ".partial"; }

Result<PartialFile> PartialFile::create(const std::string& path) {
  const std::string target = resolved(path);
  const std::string name = name_of(path);
  const std::string what = shown(name, "");
  struct stat status {};
  const bool exists = ::stat(target.c_str(), &status) == 0;
  // Made anew rather than emptied: what is there may be a link, or may be readable by others.
  if (::unlink(name.c_str()) != 0 && errno != ENOENT) return file_error("write", what, errno);
  FileHandle handle(::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR));
  if (handle.get() < 0) return file_error("write", what, errno);
  PartialFile file(target, name, std::move(handle));
  if (exists && ::fchmod(file.handle_.get(), status.st_mode & 07777) != 0) return file_error("write", what, errno);
  return file;
}

Result<PartialFile> PartialFile::reopen(const std::string& path, std::uint64_t bytes) {
  const std::string name = name_of(path);
  FileHandle handle(::open(name.c_str(), O_WRONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  struct stat status {};
  const bool there = handle.get() >= 0 && ::fstat(handle.get(), &status) == 0 && S_ISREG(status.st_mode);
  if (!there || static_cast<std::uint64_t>(status.st_size) < bytes) {
    return fail(ErrorCode::not_found, fmt::format("{} does not hold what was written", shown(name, "")),
                "begin anew, without `--resume`");
  }
  const auto end = static_cast<off_t>(bytes);
  if (::ftruncate(handle.get(), end) != 0 || ::lseek(handle.get(), end, SEEK_SET) != end) {
    return file_error("write", shown(name, ""), errno);
  }
  return PartialFile(resolved(path), name, std::move(handle));
}

Result<void> PartialFile::write(std::string_view bytes) {
  return write_all(handle_.get(), bytes, shown(unfinished_, ""));
}

Result<void> PartialFile::force() {
  if (::fdatasync(handle_.get()) != 0) return file_error("write", shown(unfinished_, ""), errno);
  return {};
}

Result<void> PartialFile::finish() {
  return handle_.close() ? Result<void>{} : file_error("write", shown(unfinished_, ""), errno);
}

Result<void> PartialFile::commit() {
  if (auto finished = finish(); !finished) return finished;
  if (::rename(unfinished_.c_str(), path_.c_str()) != 0) return file_error("write", shown(path_, ""), errno);
  return {};
}

std::optional<std::string> state_of_file(const std::string& path) {
  struct stat status {};
  if (path == kStandard || ::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
  return fmt::format("{} {}.{:09}", status.st_size, status.st_mtim.tv_sec, status.st_mtim.tv_nsec);
}

bool may_be_plain_file(const std::string& path) {
  struct stat status {};
  return path != kStandard && (::stat(path.c_str(), &status) != 0 || S_ISREG(status.st_mode));
}

void remove_file(const std::string& path) { ::unlink(path.c_str()); }

}  // namespace assent
