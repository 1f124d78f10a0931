// A message, taken apart by GMime. Pure.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assent::bounces {

struct MessagePart {
  std::string type;  // such as `text/plain`, small
  std::string text;  // decoded, in UTF-8; lines end with LF. Of a returned message: its header and its text as they are
  bool attached = false;
};

struct Message {
  std::vector<std::pair<std::string, std::string>> headers;  // names are small, values unfolded and decoded
  std::vector<MessagePart> parts;                            // leaves, in order
  std::string type;                                          // of the whole, such as `multipart/report`
  std::string report_type;                                   // of multipart/report, small

  // The first header of that name (small), or empty.
  std::string_view header(std::string_view name) const;
};

// Any bytes with lines that end with LF. What is deeper than a few levels or beyond a few hundred parts is left out.
Message take_apart(const std::string& bytes);

// With lines that end with LF, however they ended.
std::string with_line_feeds(std::string_view bytes);

}  // namespace assent::bounces
