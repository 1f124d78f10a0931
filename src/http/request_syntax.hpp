// RequestSyntax: which bytes are the head of a request of HTTP/1.1 (RFC 9112), before a parser reads it. Pure.
//
// It is strict: what two readers could understand in two ways is no request. So a proxy before the server and the
// server never disagree where a request ends. RFC 9112 lets a server be lenient in some places, and this one is not:
// lines end with CR LF only; no field is folded; Content-Length is there once at most, and never beside
// Transfer-Encoding; `chunked` is the only transfer coding; the target has no character that RFC 3986 does not allow.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace assent::http {

struct HeadLimits {
  std::size_t bytes = 16 * 1024;  // of the request line and all fields
  std::size_t fields = 100;
};

enum class Step : std::uint8_t {
  more,       // all is well so far; further bytes are needed
  whole,      // it is complete
  malformed,  // it is none, whatever follows
  too_large   // it is larger than was allowed
};

// Looks for the end of a head while its bytes arrive, and looks at each byte once.
class HeadSearch {
 public:
  // `bytes`: all that was received since the former request ended. With each call the same bytes, and more at the end.
  Step search(std::string_view bytes, const HeadLimits& limits);

  // After `whole`: the head is bytes.substr(begin(), end() - begin()), its empty line included. One empty line before
  // it does not count (RFC 9112, 2.2).
  std::size_t begin() const { return begin_; }
  std::size_t end() const { return line_; }

 private:
  std::size_t begin_ = 0;
  std::size_t line_ = 0;  // where the line begins whose end is not there
  std::size_t seen_ = 0;  // so many bytes were looked at
  std::size_t lines_ = 0;
};

// Whether a head that HeadSearch has found can be read in one way only. `text` is all of it, its empty line included.
//
// Refused, too: CONNECT and `OPTIONS *`, which are about no resource; a target with a host of its own that is not that
// of the field Host; an expectation other than `100-continue`.
bool is_unambiguous(std::string_view text);

// The parts of a target. `authority` is that of its absolute form (RFC 9112, 3.2.2), else empty.
struct Target {
  std::string_view authority;
  std::string_view path;   // begins with `/`
  std::string_view query;  // what follows the first `?`
};

// Of a target whose head is unambiguous. The views point into `target`, but for the path that an absolute form lacks.
Target parts_of(std::string_view target);

}  // namespace assent::http
