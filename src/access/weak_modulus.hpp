// RSA moduli whose primes anyone can find, because a widespread library made these in too few ways
// (CVE-2017-15361, "ROCA": M. Nemec et al., The Return of Coppersmith's Attack, 2017). Pure.
#pragma once

#include "evidence/hash.hpp"

namespace assent::access {

// Whether the number, its highest byte first, has the mark of that library: modulo each of the small primes it is a
// power of 65537. One in 2^28 of other moduli has it, too.
bool shows_its_primes(evidence::ByteView modulus);

}  // namespace assent::access
