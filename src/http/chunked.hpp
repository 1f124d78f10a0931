// ChunkedBody: reads a body in the chunked transfer coding (RFC 9112, 7.1) while its bytes arrive. Pure.
//
// Strict, as RequestSyntax: CR LF only, no blank before or after a size. Extensions of chunks and the trailer's fields
// are read past; together they are at most kMostBeside bytes.
#pragma once

#include "http/request_syntax.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace assent::http {

class ChunkedBody {
 public:
  static constexpr std::size_t kMostBeside = 8 * 1024;

  // Takes what it can from the front of `bytes`, and adds the content to `body`, which never grows beyond `most` bytes.
  // After `whole`, `bytes` begins behind the body.
  Step read(std::string_view& bytes, std::string& body, std::size_t most);

 private:
  enum class At : std::uint8_t {
    size,
    extension,
    size_end,
    data,
    data_return,
    data_end,
    line,
    name,
    value,
    line_end,
    end
  };

  bool take(char c);

  At at_ = At::size;
  unsigned digits_ = 0;
  std::uint64_t left_ = 0;  // of the chunk
  std::size_t beside_ = 0;
};

}  // namespace assent::http
