// Work in pieces on threads of its own, one of them the caller's.
#pragma once

#include "index/side_by_side.hpp"

#include <algorithm>
#include <cstddef>
#include <thread>
#include <vector>

namespace assent {

inline SideBySide side_by_side(unsigned threads) {
  const std::size_t pieces = std::max(1U, threads);
  return {pieces, [pieces](const std::function<void(std::size_t piece)>& work) {
            std::vector<std::jthread> others;
            for (std::size_t piece = 1; piece < pieces; ++piece) others.emplace_back(work, piece);
            work(0);
          }};
}

}  // namespace assent
