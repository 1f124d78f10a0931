// For measuring programs: the value of a result, or the end of the program with the error.
#pragma once

#include "base/result.hpp"

#include <cstdlib>
#include <iostream>
#include <utility>

namespace assent {

template <class T>
T must(Result<T> result) {
  if (result) return *std::move(result);
  std::cerr << to_string(result.error()) << "\n";
  std::exit(1);
}
inline void must(const Result<void>& result) {
  if (result) return;
  std::cerr << to_string(result.error()) << "\n";
  std::exit(1);
}

}  // namespace assent
