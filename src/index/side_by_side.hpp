// Runs work in pieces, in parallel.
#pragma once

#include <cstddef>
#include <functional>

namespace assent::index {

// `run` calls its argument once with each of [0, pieces), and returns when all are done. Without it, everything runs in
// the caller.
struct SideBySide {
  std::size_t pieces = 1;
  std::function<void(const std::function<void(std::size_t piece)>& work)> run;

  // How many pieces in_pieces() makes.
  std::size_t count() const { return run ? pieces : 1; }

  // Calls work(piece, from, until) for every piece [from, until) of so many things: the same pieces for as many things.
  template <class Work>
  void in_pieces(std::size_t size, Work&& work) const {
    const std::size_t all = count();
    const std::function<void(std::size_t)> one = [&](std::size_t piece) {
      work(piece, size * piece / all, size * (piece + 1) / all);
    };
    if (run) run(one);
    else one(0);
  }
};

}  // namespace assent::index
