#include "base/require.hpp"

#include <cstdio>
#include <cstdlib>

namespace assent {

void stop_for_bug(const char* what, const std::source_location& where) {
  std::fprintf(stderr, "assent: a bug: it must hold that %s (%s:%u)\n", what, where.file_name(),
               static_cast<unsigned>(where.line()));
  std::abort();
}

}  // namespace assent
