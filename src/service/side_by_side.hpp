// Work in pieces on several threads, one of them the caller's.
#pragma once

#include "index/side_by_side.hpp"

#include <algorithm>
#include <cstddef>
#include <exception>
#include <functional>
#include <thread>
#include <vector>

namespace assent::service {

// An exception in a piece is thrown to the caller after all pieces are done; of several, the first piece's.
inline index::SideBySide side_by_side(unsigned threads) {
  const std::size_t pieces = std::max(1U, threads);
  return {pieces, [pieces](const std::function<void(std::size_t piece)>& work) {
            std::vector<std::exception_ptr> thrown(pieces);
            const auto run = [&](std::size_t piece) {
              try {
                work(piece);
              } catch (...) {
                thrown[piece] = std::current_exception();
              }
            };
            {
              std::vector<std::jthread> others;
              for (std::size_t piece = 1; piece < pieces; ++piece) others.emplace_back(run, piece);
              run(0);
            }
            for (const std::exception_ptr& each : thrown) {
              if (each) std::rethrow_exception(each);
            }
          }};
}

}  // namespace assent::service
