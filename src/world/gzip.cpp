#include "world/unpacker.hpp"

#include <zlib.h>

#include <algorithm>
#include <limits>

namespace assent::world {
namespace {

constexpr int kGzipOnly = MAX_WBITS + 16;  // neither zlib's own form nor none
// Level 4 packs lists a tenth smaller and takes twice as long, which would be longer than a scrub itself.
constexpr int kLevel = 1;

// zlib does not write to what it reads.
Bytef* bytes_of(const char* bytes) { return const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes)); }  // NOLINT

uInt size_of(std::size_t size) {
  return static_cast<uInt>(std::min<std::size_t>(size, std::numeric_limits<uInt>::max()));
}

void offer(z_stream& stream, std::string_view from, std::span<char> into) {
  stream.next_in = bytes_of(from.data());
  stream.avail_in = size_of(from.size());
  stream.next_out = bytes_of(into.data());
  stream.avail_out = size_of(into.size());
}

void take_off(const z_stream& stream, std::string_view& from, std::span<char>& into) {
  from.remove_prefix(size_of(from.size()) - stream.avail_in);
  into = into.subspan(size_of(into.size()) - stream.avail_out);
}

class GzipUnpacker : public Unpacker {
 public:
  GzipUnpacker() { ready_ = inflateInit2(&stream_, kGzipOnly) == Z_OK; }
  GzipUnpacker(const GzipUnpacker&) = delete;
  GzipUnpacker& operator=(const GzipUnpacker&) = delete;
  ~GzipUnpacker() override { inflateEnd(&stream_); }

  Unpacking step(std::string_view& packed, std::span<char>& into) override {
    if (!ready_) return Unpacking::failed;
    offer(stream_, packed, into);
    const int outcome = inflate(&stream_, Z_NO_FLUSH);
    take_off(stream_, packed, into);
    switch (outcome) {
      case Z_OK:
      case Z_BUF_ERROR: return Unpacking::goes_on;  // the latter: needs more bytes or more room
      case Z_STREAM_END: return inflateReset(&stream_) == Z_OK ? Unpacking::complete : Unpacking::failed;
      case Z_MEM_ERROR: return Unpacking::failed;
      default: return Unpacking::corrupt;
    }
  }

 private:
  z_stream stream_{};
  bool ready_ = false;
};

class GzipPacker : public Packer {
 public:
  GzipPacker() {
    constexpr int kMemory = 9;  // the most
    ready_ = deflateInit2(&stream_, kLevel, Z_DEFLATED, kGzipOnly, kMemory, Z_DEFAULT_STRATEGY) == Z_OK;
  }
  GzipPacker(const GzipPacker&) = delete;
  GzipPacker& operator=(const GzipPacker&) = delete;
  ~GzipPacker() override { deflateEnd(&stream_); }

  std::optional<bool> step(std::string_view& bytes, bool last, std::span<char>& into) override {
    if (!ready_) return std::nullopt;
    offer(stream_, bytes, into);
    const bool all = stream_.avail_in == bytes.size();
    const int outcome = deflate(&stream_, last && all ? Z_FINISH : Z_NO_FLUSH);
    take_off(stream_, bytes, into);
    if (outcome == Z_STREAM_ERROR) return std::nullopt;
    return last ? outcome == Z_STREAM_END : bytes.empty();
  }

 private:
  z_stream stream_{};
  bool ready_ = false;
};

}  // namespace

std::unique_ptr<Unpacker> make_gzip_unpacker() { return std::make_unique<GzipUnpacker>(); }
std::unique_ptr<Packer> make_gzip_packer() { return std::make_unique<GzipPacker>(); }

}  // namespace assent::world
