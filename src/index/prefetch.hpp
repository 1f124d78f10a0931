// Prefetch: loads what will be needed soon.
#pragma once

namespace assent::index {

// Into the second cache, not the first: the first can wait for far fewer lines at a time (some twenty), and waiting is
// the limit for scattered look-ups.
inline void prefetch_for_reading(const void* place) { __builtin_prefetch(place, 0, 2); }

}  // namespace assent::index
