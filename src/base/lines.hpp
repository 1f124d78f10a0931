// Lines: a byte source read line by line. Memory does not grow with the source.
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

  // The next line without its line feed; nothing at the end. Valid until the next call. Fails as the source fails.
  Result<std::optional<std::string_view>> next();

 private:
  ByteSource* source_;
  std::string buffer_;
  std::size_t begin_ = 0;  // of what was not returned yet
  bool ended_ = false;
};

}  // namespace assent
