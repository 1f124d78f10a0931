#include "http/chunked.hpp"

#include "http/characters.hpp"

namespace assent::http {

// One character that is no content. False: it cannot stand here.
bool ChunkedBody::take(char c) {
  switch (at_) {
    case At::size:
      if (const int digit = hexadecimal(c); digit >= 0) {
        left_ = left_ << 4 | static_cast<unsigned>(digit);
        return ++digits_ <= 15;
      }
      if (digits_ == 0) return false;
      if (c == '\r') {
        at_ = At::size_end;
        return true;
      }
      at_ = At::extension;
      return c == ';';
    case At::extension:
      ++beside_;
      if (c == '\r') at_ = At::size_end;
      return c == '\r' || is_of_value(c);
    case At::size_end: at_ = left_ > 0 ? At::data : At::line; return c == '\n';
    case At::data: return false;
    case At::data_return: at_ = At::data_end; return c == '\r';
    case At::data_end:
      at_ = At::size;
      digits_ = 0;
      return c == '\n';
    case At::line:  // of the trailer begins
      ++beside_;
      at_ = c == '\r' ? At::end : At::name;
      return c == '\r' || is_of(kTokenCharacters, c);
    case At::name:
      ++beside_;
      if (c == ':') at_ = At::value;
      return c == ':' || is_of(kTokenCharacters, c);
    case At::value:
      ++beside_;
      if (c == '\r') at_ = At::line_end;
      return c == '\r' || is_of_value(c);
    case At::line_end: at_ = At::line; return c == '\n';
    case At::end: return c == '\n';
  }
  return false;
}

Step ChunkedBody::read(std::string_view& bytes, std::string& body, std::size_t most) {
  while (!bytes.empty()) {
    if (at_ == At::data) {
      const std::string_view content = bytes.substr(0, left_);
      body += content;
      bytes.remove_prefix(content.size());
      left_ -= content.size();
      if (left_ == 0) at_ = At::data_return;
      continue;
    }
    const bool last = at_ == At::end;
    if (!take(bytes.front())) return Step::malformed;
    bytes.remove_prefix(1);
    if (last) return Step::whole;
    if (left_ > most - body.size() || beside_ > kMostBeside) return Step::too_large;
  }
  return Step::more;
}

}  // namespace assent::http
