#include "world/compressed.hpp"

#include "world/unpacker.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <utility>

namespace assent::world {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kBufferSize = 128 * 1024;
constexpr std::size_t kMarkSize = 10;  // of the longest mark below

struct Mark {
  std::string_view bytes;
  std::string_view name;
};
constexpr Mark kGzip = {"\x1F\x8B"sv, "gzip"};
constexpr Mark kZstd = {"\x28\xB5\x2F\xFD"sv, "Zstandard"};
constexpr Mark kOtherPackings[] = {{"PK\x03\x04"sv, "a ZIP archive or a spreadsheet"},
                                   {"\xFD\x37zXZ\0"sv, "packed with xz"},
                                   {"BZh91AY&SY"sv, "packed with bzip2"}};

// Several programs begin with a frame to be skipped.
bool is_skippable(std::string_view bytes) {
  return bytes.size() >= 4 && (static_cast<unsigned char>(bytes[0]) & 0xF0) == 0x50 &&
         bytes.substr(1, 3) == "\x2A\x4D\x18";
}

std::string shown(std::string_view path) { return path == "-" ? "standard input" : fmt::format("`{}`", path); }

}  // namespace

Packing packing_of(std::string_view path) {
  if (path.ends_with(".gz")) return Packing::gzip;
  if (path.ends_with(".zst")) return Packing::zstd;
  return Packing::none;
}

UnpackedSource::UnpackedSource(ByteSource& packed, std::string path)
    : packed_(packed), path_(std::move(path)), buffer_(kBufferSize) {}
UnpackedSource::~UnpackedSource() = default;

Result<std::size_t> UnpackedSource::read(std::span<char> into) {
  if (failure_) return tl::unexpected(*failure_);
  auto count = unpack(into);
  if (!count) failure_ = count.error();
  return count;
}

Result<std::size_t> UnpackedSource::unpack(std::span<char> into) {
  if (!recognised_) {
    TRY(recognise());
  }
  if (!unpacker_) {
    if (ahead_.empty()) return packed_.read(into);
    const std::size_t count = std::min(ahead_.size(), into.size());
    std::copy_n(ahead_.begin(), count, into.begin());
    ahead_.remove_prefix(count);
    return count;
  }
  const std::size_t room = into.size();
  while (into.size() == room) {
    if (ahead_.empty() && !ended_) {
      TRY(read_packed());
    }
    if (ahead_.empty() && ended_ && complete_) return 0;
    const std::size_t packed = ahead_.size();
    const Unpacking outcome = unpacker_->step(ahead_, into);
    complete_ = outcome == Unpacking::complete;
    switch (outcome) {
      case Unpacking::complete: break;
      case Unpacking::goes_on:
        if (into.size() < room || ahead_.size() < packed || !ended_) break;
        return fail(ErrorCode::invalid, fmt::format("{} is cut short", shown(path_)), "fetch all of it again");
      case Unpacking::corrupt:
        return fail(
            ErrorCode::invalid,
            fmt::format("{} cannot be unpacked: its bytes are not what the packing program wrote", shown(path_)),
            "fetch it again or pack it again");
      case Unpacking::needs_memory:
        return fail(ErrorCode::invalid, fmt::format("{} needs more than 128 MiB of memory to unpack", shown(path_)),
                    "pack it again without a long window");
      case Unpacking::failed:
        return fail(ErrorCode::unavailable, fmt::format("no memory left to unpack {}", shown(path_)),
                    "end other programs and try again");
    }
  }
  return room - into.size();
}

// Reads the first bytes, and chooses by them.
Result<void> UnpackedSource::recognise() {
  while (ahead_.size() < kMarkSize && !ended_) {
    TRY(read_packed());
  }
  recognised_ = true;
  if (ahead_.starts_with(kGzip.bytes) || ahead_ == kGzip.bytes.substr(0, 1)) {
    unpacker_ = make_gzip_unpacker();
  } else if (ahead_.starts_with(kZstd.bytes) || is_skippable(ahead_)) {
    unpacker_ = make_zstd_unpacker();
  }
  if (unpacker_) return {};
  if (const Packing promised = packing_of(path_); promised != Packing::none) {
    return fail(ErrorCode::invalid,
                fmt::format("{} is not packed with {} as its name says, or is cut short", shown(path_),
                            promised == Packing::gzip ? kGzip.name : kZstd.name),
                "fetch it again, or give a plain list a plain name");
  }
  for (const Mark& other : kOtherPackings) {
    if (ahead_.starts_with(other.bytes)) {
      return fail(ErrorCode::invalid, fmt::format("{} is {}", shown(path_), other.name),
                  "unpack it, or save it as CSV; only gzip and Zstandard are unpacked here");
    }
  }
  return {};
}

// More of what is packed, after what is ahead.
Result<void> UnpackedSource::read_packed() {
  std::copy(ahead_.begin(), ahead_.end(), buffer_.begin());
  const std::size_t kept = ahead_.size();
  const auto count = TRY(packed_.read({buffer_.data() + kept, buffer_.size() - kept}));
  ended_ = count == 0;
  ahead_ = {buffer_.data(), kept + count};
  return {};
}

PackedSink::PackedSink(ByteSink& to, Packing packing) : to_(to), buffer_(packing == Packing::none ? 0 : kBufferSize) {
  switch (packing) {
    case Packing::none: break;
    case Packing::gzip: packer_ = make_gzip_packer(); break;
    case Packing::zstd: packer_ = make_zstd_packer(); break;
  }
}
PackedSink::~PackedSink() = default;

Result<void> PackedSink::write(std::string_view bytes) { return packer_ ? pack(bytes, false) : to_.write(bytes); }

Result<void> PackedSink::finish() { return packer_ ? pack({}, true) : Result<void>{}; }

Result<void> PackedSink::pack(std::string_view bytes, bool last) {
  for (bool done = bytes.empty() && !last; !done;) {
    std::span<char> room(buffer_);
    const auto step = packer_->step(bytes, last, room);
    if (!step) return fail(ErrorCode::unavailable, "no memory left to pack a list", "end other programs and try again");
    done = *step;
    const std::size_t count = buffer_.size() - room.size();
    if (count == 0) continue;
    TRY(to_.write({buffer_.data(), count}));
  }
  return {};
}

Result<std::size_t> ListSource::read(std::span<char> into) {
  auto count = unpacked_.read(into);
  bytes_read_.store(file_.bytes_read(), std::memory_order_relaxed);
  return count;
}

Result<void> ListSink::finish() {
  finished_ = true;
  TRY(packed_.finish());
  return file_.finish();
}

Result<void> ListSink::commit() {
  if (!finished_) {
    TRY(finish());
  }
  return file_.commit();
}

Result<std::unique_ptr<ListSource>> open_list(const std::string& path) {
  auto file = TRY(FileSource::open(path));
  return std::make_unique<ListSource>(std::move(file), path);
}

Result<std::unique_ptr<ListSink>> create_list(const std::string& path) {
  auto file = TRY(FileSink::create(path));
  return std::make_unique<ListSink>(std::move(file), packing_of(path));
}

}  // namespace assent::world
