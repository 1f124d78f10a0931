// SetBody: a body as it stands on its pages.
#pragma once

#include "letters/typesetter.hpp"

#include <cstdint>
#include <memory>
#include <vector>

namespace assent::letters {

// A block of text that may come again.
struct Kept {
  Drawn drawn;
  std::uint64_t number = 0;  // among those of the batch
  std::uint64_t bodies = 0;  // that have it
  std::uint32_t form = 0;    // its object in the file, once it was needed a second time
};

struct Placed {
  std::shared_ptr<Kept> block;
  double left = 0;
  double top = 0;
};

struct BodyPage {
  std::vector<Placed> blocks;
  std::uint32_t form = 0;
};

struct SetBody {
  std::vector<BodyPage> pages;
  std::uint64_t letters = 0;  // that have it
};

}  // namespace assent::letters
