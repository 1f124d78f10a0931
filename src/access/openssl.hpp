// OpenSSL's objects, freed in time, and its queue of errors, left as it was. Internal to access.
#pragma once

#include <openssl/bn.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/evp.h>

#include <memory>

namespace assent::access {

template <auto release>
struct OpenSslRelease {
  template <class Object>
  void operator()(Object* object) const {
    release(object);
  }
};

template <class Object, auto release>
using OpenSsl = std::unique_ptr<Object, OpenSslRelease<release>>;

// What fails in this scope leaves nothing in the thread's queue.
struct NoOpenSslErrors {
  NoOpenSslErrors() { ERR_set_mark(); }
  ~NoOpenSslErrors() { ERR_pop_to_mark(); }
  NoOpenSslErrors(const NoOpenSslErrors&) = delete;
  NoOpenSslErrors& operator=(const NoOpenSslErrors&) = delete;
};

}  // namespace assent::access
