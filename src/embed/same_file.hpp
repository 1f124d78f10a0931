// Whether two names mean one file, so that a result does not overwrite what is being read.
#pragma once

#include <filesystem>
#include <string>
#include <system_error>

namespace assent::embed {

// Also where there is none of that name yet: two spellings of it are one.
inline bool same_file(const std::string& first, const std::string& second) {
  namespace fs = std::filesystem;
  if (first == second) return true;
  if (first == "-" || second == "-") return false;
  std::error_code error;
  if (fs::equivalent(first, second, error) && !error) return true;
  const auto whole = [](const std::string& name) {
    std::error_code unknown;
    fs::path path = fs::weakly_canonical(fs::absolute(name, unknown), unknown);
    return unknown ? fs::path(name).lexically_normal() : path;
  };
  return whole(first) == whole(second);
}

}  // namespace assent::embed
