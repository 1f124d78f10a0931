#include "world/unpacker.hpp"

#include <zstd.h>
#include <zstd_errors.h>

namespace assent::world {
namespace {

constexpr int kWindowLogMax = 27;  // 128 MiB, which every level but `--ultra` and `--long` keeps within
constexpr int kZstdLevel = 1;      // of lists of numbers it makes less than level 3 does, in half the time
constexpr int kWorkers =
    1;  // packs while the caller continues; a library built without threads packs in the caller's thread

class ZstdUnpacker : public Unpacker {
 public:
  ZstdUnpacker() : context_(ZSTD_createDCtx()) {
    if (context_ != nullptr) ZSTD_DCtx_setParameter(context_, ZSTD_d_windowLogMax, kWindowLogMax);
  }
  ZstdUnpacker(const ZstdUnpacker&) = delete;
  ZstdUnpacker& operator=(const ZstdUnpacker&) = delete;
  ~ZstdUnpacker() override { ZSTD_freeDCtx(context_); }

  Unpacking step(std::string_view& packed, std::span<char>& into) override {
    if (context_ == nullptr) return Unpacking::failed;
    ZSTD_inBuffer from{packed.data(), packed.size(), 0};
    ZSTD_outBuffer to{into.data(), into.size(), 0};
    const std::size_t outcome = ZSTD_decompressStream(context_, &to, &from);
    packed.remove_prefix(from.pos);
    into = into.subspan(to.pos);
    if (outcome == 0) return Unpacking::complete;
    if (ZSTD_isError(outcome) == 0) return Unpacking::goes_on;
    switch (ZSTD_getErrorCode(outcome)) {
      case ZSTD_error_frameParameter_windowTooLarge: return Unpacking::needs_memory;
      case ZSTD_error_memory_allocation: return Unpacking::failed;
      default: return Unpacking::corrupt;
    }
  }

 private:
  ZSTD_DCtx* context_;
};

class ZstdPacker : public Packer {
 public:
  ZstdPacker() : context_(ZSTD_createCCtx()) {
    if (context_ == nullptr) return;
    ZSTD_CCtx_setParameter(context_, ZSTD_c_compressionLevel, kZstdLevel);
    ZSTD_CCtx_setParameter(context_, ZSTD_c_checksumFlag, 1);
    ZSTD_CCtx_setParameter(context_, ZSTD_c_nbWorkers, kWorkers);
  }
  ZstdPacker(const ZstdPacker&) = delete;
  ZstdPacker& operator=(const ZstdPacker&) = delete;
  ~ZstdPacker() override { ZSTD_freeCCtx(context_); }

  std::optional<bool> step(std::string_view& bytes, bool last, std::span<char>& into) override {
    if (context_ == nullptr) return std::nullopt;
    ZSTD_inBuffer from{bytes.data(), bytes.size(), 0};
    ZSTD_outBuffer to{into.data(), into.size(), 0};
    const std::size_t outcome = ZSTD_compressStream2(context_, &to, &from, last ? ZSTD_e_end : ZSTD_e_continue);
    bytes.remove_prefix(from.pos);
    into = into.subspan(to.pos);
    if (ZSTD_isError(outcome) != 0) return std::nullopt;
    return last ? outcome == 0 : bytes.empty();
  }

 private:
  ZSTD_CCtx* context_;
};

}  // namespace

std::unique_ptr<Unpacker> make_zstd_unpacker() { return std::make_unique<ZstdUnpacker>(); }
std::unique_ptr<Packer> make_zstd_packer() { return std::make_unique<ZstdPacker>(); }

}  // namespace assent::world
