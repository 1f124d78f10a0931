// GrowingFile: a new file that grows by whole pieces, each durable before the next (world/appended_file.hpp).
#pragma once

#include "base/result.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace assent::embed {

class GrowingFile {
 public:
  virtual ~GrowingFile() = default;

  // Durable when it returns. `unavailable`: a part of it may be at the end of the file; add nothing more.
  virtual Result<void> append(std::string_view piece) = 0;
};

// For its owner only. Not thread-safe.
//
//   conflict     there is something of that name
//   not_found    there is no such folder
//   unavailable  anything else
Result<std::unique_ptr<GrowingFile>> create_growing(const std::string& file);

}  // namespace assent::embed
