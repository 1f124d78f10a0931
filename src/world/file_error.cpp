#include "world/file_error.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <system_error>

namespace assent {

tl::unexpected<Error> file_error(std::string_view doing, const std::string& what, int number) {
  const auto mend = [&] {
    switch (number) {
      case ENOENT: return "check the path";
      case EACCES:
      case EPERM: return "change its permissions or run as another user";
      case EISDIR:
      case ENOTDIR: return "name a file";
      case ENOSPC:
      case EDQUOT: return "make room and try again";
      case EROFS: return "choose a place that can be written to";
      case EPIPE: return "check the program that reads the output";
      default: return "try again, and check the disk if it fails again";
    }
  }();
  const auto code = [&] {
    if (number == ENOENT && doing == "read") return ErrorCode::not_found;
    return number == EISDIR || number == ENOTDIR ? ErrorCode::invalid : ErrorCode::unavailable;
  }();
  return fail(code, fmt::format("cannot {} {}: {}", doing, what, std::generic_category().message(number)), mend);
}

}  // namespace assent
