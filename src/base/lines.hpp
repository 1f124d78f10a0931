// Lines: a byte source, line by line, in memory that does not grow with it.
#pragma once

#include "base/byte_stream.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace assent {

class Lines {
 public:
  // `source` outlives the lines.
  explicit Lines(ByteSource& source) : source_(&source) {}

  // Without its line feed; nothing at the end. Holds until the next call. Fails as the source fails.
  Result<std::optional<std::string_view>> next();

 private:
  ByteSource* source_;
  std::string buffer_;
  std::size_t begin_ = 0;  // of what was not given yet
  bool ended_ = false;
};

}  // namespace assent
