// UTF-8 as RFC 3629 defines it: shortest forms only, no surrogates, nothing above U+10FFFF. Pure.
#pragma once

#include "evidence/hash.hpp"

namespace assent {

bool is_utf8(ByteView bytes);

}  // namespace assent
