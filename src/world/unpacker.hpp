// Unpacker and Packer: what gzip and Zstandard have in common. For compressed.cpp alone.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string_view>

namespace assent::world {

enum class Unpacking {
  goes_on,
  complete,      // what was begun has ended, with its checksums right; nothing or another may follow
  corrupt,       // the bytes are not what the packing program wrote
  needs_memory,  // more than is allowed
  failed         // no memory
};

class Unpacker {
 public:
  virtual ~Unpacker() = default;

  // Takes bytes from the front of `packed` and puts some in the front of `into`; takes off from both what it took and
  // filled.
  virtual Unpacking step(std::string_view& packed, std::span<char>& into) = 0;
};

class Packer {
 public:
  virtual ~Packer() = default;

  // The same the other way. With `last`, nothing follows `bytes`, and it is called until it says that it is done: all
  // of `bytes` taken and, with `last`, all of what is packed given. Nothing: no memory.
  virtual std::optional<bool> step(std::string_view& bytes, bool last, std::span<char>& into) = 0;
};

std::unique_ptr<Unpacker> make_gzip_unpacker();
std::unique_ptr<Unpacker> make_zstd_unpacker();
std::unique_ptr<Packer> make_gzip_packer();
std::unique_ptr<Packer> make_zstd_packer();

}  // namespace assent::world
