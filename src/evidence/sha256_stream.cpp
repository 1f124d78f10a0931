#include "evidence/hash.hpp"

#include <openssl/evp.h>

#include <cstdlib>
#include <new>

namespace assent {
namespace {

// SHA-256 is in every OpenSSL, so a call that fails here is a fault of the program's own surroundings: a hash that was
// not made must never be mistaken for one.
void must(int result) {
  if (result != 1) std::abort();
}

}  // namespace

void Sha256Stream::Free::operator()(evp_md_ctx_st* state) const { EVP_MD_CTX_free(state); }

Sha256Stream::Sha256Stream() : state_(EVP_MD_CTX_new()) {
  if (!state_) throw std::bad_alloc();
  must(EVP_DigestInit_ex(state_.get(), EVP_sha256(), nullptr));
}

void Sha256Stream::update(ByteView bytes) {
  must(EVP_DigestUpdate(state_.get(), bytes.data(), bytes.size()));
  size_ += bytes.size();
}

Hash Sha256Stream::so_far() const {
  const std::unique_ptr<evp_md_ctx_st, Free> copy(EVP_MD_CTX_new());
  if (!copy) throw std::bad_alloc();
  must(EVP_MD_CTX_copy_ex(copy.get(), state_.get()));
  Hash hash;
  must(EVP_DigestFinal_ex(copy.get(), hash.data(), nullptr));
  return hash;
}

Hash Sha256Stream::finish() {
  Hash hash;
  must(EVP_DigestFinal_ex(state_.get(), hash.data(), nullptr));
  must(EVP_DigestInit_ex(state_.get(), EVP_sha256(), nullptr));
  size_ = 0;
  return hash;
}

}  // namespace assent
