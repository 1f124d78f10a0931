// OpenSSL's low-level functions, as in hash.cpp. Their state is plain bytes in the stream.
#define OPENSSL_API_COMPAT 10101

#include "evidence/hash.hpp"
#include "evidence/sha256_two.hpp"

#include <openssl/sha.h>

#include <algorithm>
#include <new>
#include <type_traits>

namespace assent::evidence {
namespace {

static_assert(kSha256Block == SHA256_CBLOCK);
static_assert(std::is_trivial_v<SHA256_CTX>);
static_assert(alignof(SHA256_CTX) == alignof(std::uint32_t));

template <std::size_t size>
SHA256_CTX& openssl(std::array<std::byte, size>& state) {
  static_assert(size == sizeof(SHA256_CTX));
  return *std::launder(reinterpret_cast<SHA256_CTX*>(state.data()));
}

}  // namespace

Sha256Stream::Sha256Stream() { SHA256_Init(&openssl(state_)); }

void Sha256Stream::update(ByteView bytes) {
  SHA256_Update(&openssl(state_), bytes.data(), bytes.size());
  size_ += bytes.size();
}

Hash Sha256Stream::so_far() const { return Sha256Stream(*this).finish(); }

Hash Sha256Stream::finish() {
  Hash hash;
  SHA256_Final(hash.data(), &openssl(state_));
  *this = {};
  return hash;
}

ByteView Sha256Stream::fill_block(ByteView bytes) {
  const std::size_t missing = (kSha256Block - size_ % kSha256Block) % kSha256Block;
  const ByteView taken = bytes.first(std::min(bytes.size(), missing));
  update(taken);
  return bytes.subspan(taken.size());
}

// OpenSSL has its own count, in bits: the length is hashed after the last byte.
void Sha256Stream::count(std::size_t bytes) {
  size_ += bytes;
  SHA256_CTX& state = openssl(state_);
  state.Nl = static_cast<SHA_LONG>(size_ << 3);
  state.Nh = static_cast<SHA_LONG>(size_ >> 29);
}

void update_both(Sha256Stream& a, ByteView of_a, Sha256Stream& b, ByteView of_b, bool by_turns) {
  if (by_turns) {
    of_a = a.fill_block(of_a);
    of_b = b.fill_block(of_b);
    // If the block is still not full, all bytes are used.
    const std::size_t blocks = std::min(of_a.size(), of_b.size()) / kSha256Block;
    if (compress_two(openssl(a.state_).h, of_a.data(), openssl(b.state_).h, of_b.data(), blocks)) {
      a.count(blocks * kSha256Block);
      b.count(blocks * kSha256Block);
      of_a = of_a.subspan(blocks * kSha256Block);
      of_b = of_b.subspan(blocks * kSha256Block);
    }
  }
  a.update(of_a);
  b.update(of_b);
}

void update_both(Sha256Stream& a, ByteView of_a, Sha256Stream& b, ByteView of_b) {
  update_both(a, of_a, b, of_b, true);
}

}  // namespace assent::evidence
