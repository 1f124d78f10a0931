#include "base/result.hpp"

namespace assent {

std::string to_string(const Error& error) {
  return error.mend.empty() ? error.message : error.message + "; " + error.mend;
}

}  // namespace assent
