#include "world/file_error.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <system_error>

namespace assent::world {

tl::unexpected<Error> file_error(std::string_view doing, const std::string& what, int number) {
  const auto mend = [&] {
    switch (number) {
      case ENOENT: return doing == "read" ? "check the path" : "make the folder, or name another file";
      case EMFILE:
      case ENFILE: return "too few files may be open at a time: raise that limit (`ulimit -n`), or close some";
      case ENOMEM: return "end other programs and try again";
      case EFBIG: return "files may not grow so large: raise that limit (`ulimit -f`)";
      case ENAMETOOLONG:
      case ELOOP: return "name another file";
      case EACCES:
      case EPERM: return "change its permissions or run as another user";
      case EISDIR:
      case ENOTDIR: return "name a file";
      case ENOSPC:
      case EDQUOT: return "make room and try again";
      case EROFS: return "choose a folder that can be written to";
      case EPIPE: return "check the program that reads the output";
      default: return "try again, and check the disk if it fails again";
    }
  }();
  const auto code = [&] {
    const bool by_name = doing == "read" || doing == "write";
    switch (number) {
      case ENOENT: return by_name ? ErrorCode::not_found : ErrorCode::unavailable;
      case EISDIR:
      case ENOTDIR:
      case ENAMETOOLONG:
      case ELOOP: return ErrorCode::invalid;
      default: return ErrorCode::unavailable;
    }
  }();
  return fail(code, fmt::format("cannot {} {}: {}", doing, what, std::generic_category().message(number)), mend);
}

}  // namespace assent::world
