// Whether two names mean one file, so that a result does not overwrite what is being read.
#pragma once

#include <filesystem>
#include <string>
#include <system_error>

namespace assent {

inline bool same_file(const std::string& first, const std::string& second) {
  if (first == second) return true;
  std::error_code error;
  return std::filesystem::equivalent(first, second, error) && !error;
}

}  // namespace assent
