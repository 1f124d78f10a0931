// SideBySide: the port through which the index has work done in pieces by several threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

namespace assent {

// Whoever does work in pieces, side by side: `run` calls what it is given with each of [0, pieces) once and returns
// when all are done. Without one, all is done at once.
struct SideBySide {
  std::size_t pieces = 1;
  std::function<void(const std::function<void(std::size_t piece)>& work)> run;

  // Calls `work(piece, from, until)` for each piece of [0, size): equal parts, in order.
  template <class Work>
  void each_part(std::uint64_t size, Work&& work) const {
    const std::size_t parts = run ? pieces : 1;
    const std::function<void(std::size_t)> one = [&](std::size_t piece) {
      work(piece, size * piece / parts, size * (piece + 1) / parts);
    };
    if (run) run(one);
    else one(0);
  }
};

}  // namespace assent
