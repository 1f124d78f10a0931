// HMAC-SHA-256: RFC 2104 with SHA-256. Pure.
#pragma once

#include "evidence/hash.hpp"

namespace assent::evidence {

// Of any bytes, under a key of 32.
Hash hmac_sha256(const Hash& key, ByteView bytes);

}  // namespace assent::evidence
