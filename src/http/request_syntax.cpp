#include "http/request_syntax.hpp"

#include "http/characters.hpp"

#include <charconv>
#include <optional>

namespace assent::http {
namespace {

constexpr std::size_t kLongestMethod = 32;

// The line at the front, without its end, which is there.
std::string_view take_line(std::string_view& text) {
  const std::size_t end = text.find('\r');
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end + 2);
  return line;
}

// Characters as RFC 3986 has them, each `%` with its two digits.
bool is_path_and_query(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is_of(kTargetCharacters, text[i])) return false;
    if (text[i] != '%') continue;
    if (i + 2 >= text.size() || hexadecimal(text[i + 1]) < 0 || hexadecimal(text[i + 2]) < 0) return false;
    i += 2;
  }
  return true;
}

// The host of a target in absolute form (RFC 9112, 3.2.2), which is removed from `target`. Nothing: it has no such
// form.
std::optional<std::string_view> take_authority(std::string_view& target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!same_name(target.substr(0, scheme.size()), scheme)) continue;
    const std::string_view rest = target.substr(scheme.size());
    const std::string_view authority = rest.substr(0, rest.find_first_of("/?"));
    target = rest.substr(authority.size());
    return authority;
  }
  return std::nullopt;
}

bool read_request_line(std::string_view line, RequestHead& head, Framing& framing,
                       std::optional<std::string_view>& authority) {
  const std::size_t first = line.find(' ');
  const std::size_t last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) return false;
  head.method_name = line.substr(0, first);
  if (head.method_name.size() > kLongestMethod || !is_token(head.method_name)) return false;
  head.method = method_of(head.method_name);
  if (head.method_name == "CONNECT") return false;

  const std::string_view version = line.substr(last + 1);
  if (version.size() != 8 || version.substr(0, 7) != "HTTP/1." || version[7] < '0' || version[7] > '9') return false;
  framing.http_1_0 = version[7] == '0';

  std::string_view target = line.substr(first + 1, last - first - 1);
  if (!target.starts_with('/')) {
    authority = take_authority(target);
    if (!authority) return false;
  }
  if (!is_path_and_query(target)) return false;
  const std::size_t mark = target.find('?');
  head.path = target.substr(0, mark);
  head.query = mark == std::string_view::npos ? std::string_view{} : target.substr(mark + 1);
  if (head.path.empty()) head.path = "/";
  return true;
}

bool read_field(std::string_view line, HeaderField& field) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return false;
  field.name = line.substr(0, colon);
  field.value = trimmed(line.substr(colon + 1));
  return is_token(field.name) && std::ranges::all_of(field.value, is_of_value);
}

bool read_length(std::string_view value, std::uint64_t& length) {
  if (value.empty() || value.front() < '0' || value.front() > '9') return false;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), length);
  return error == std::errc{} && end == value.data() + value.size();
}

// What the field Connection says of the connection's life: RFC 9110, 7.6.1.
struct Options {
  bool close = false;
  bool keep_alive = false;

  void read(std::string_view value) {
    while (!value.empty()) {
      const std::size_t comma = value.find(',');
      const std::string_view option = trimmed(value.substr(0, comma));
      if (same_name(option, "close")) close = true;
      if (same_name(option, "keep-alive")) keep_alive = true;
      value.remove_prefix(comma == std::string_view::npos ? value.size() : comma + 1);
    }
  }
};

// What the server itself reads of the fields.
struct FieldsOfServer {
  std::optional<std::string_view> host;
  bool has_length = false;
  bool expects = false;
  Options options;

  // False: the field is there twice, or its value is none.
  bool read(const HeaderField& field, Framing& framing) {
    switch (field.name.size()) {
      case 4:
        if (!same_name(field.name, "host")) return true;
        if (host || field.value.empty() || !all_of(kHostCharacters, field.value)) return false;
        host = field.value;
        return true;
      case 6:
        if (!same_name(field.name, "expect")) return true;
        if (!same_name(field.value, "100-continue")) return false;
        expects = true;
        return true;
      case 10:
        if (same_name(field.name, "connection")) options.read(field.value);
        return true;
      case 14:
        if (!same_name(field.name, "content-length")) return true;
        if (has_length || !read_length(field.value, framing.length)) return false;
        has_length = true;
        return true;
      case 17:
        if (!same_name(field.name, "transfer-encoding")) return true;
        if (framing.chunked || !same_name(field.value, "chunked")) return false;
        framing.chunked = true;
        return true;
      default: return true;
    }
  }
};

}  // namespace

Step HeadSearch::search(std::string_view bytes, const HeadLimits& limits) {
  for (;;) {
    const std::size_t feed = bytes.find('\n', seen_);
    if (line_ < bytes.size() && lines_ == 0 && bytes[line_] != '\r' && !is_of(kTokenCharacters, bytes[line_])) {
      return Step::malformed;  // such as the first byte of a TLS connection
    }
    seen_ = feed == std::string_view::npos ? bytes.size() : feed + 1;
    if (seen_ - begin_ > limits.bytes) return Step::too_large;
    if (feed == std::string_view::npos) return Step::more;
    const std::string_view line = bytes.substr(line_, feed - line_);
    if (line.empty() || line.find('\r') != line.size() - 1) return Step::malformed;
    line_ = seen_;
    if (line.size() > 1) {
      if (++lines_ > limits.fields + 1) return Step::too_large;
    } else if (lines_ > 0) {
      return Step::whole;
    } else if (begin_ > 0) {
      return Step::malformed;
    } else {
      begin_ = line_;
    }
  }
}

bool read_head(std::string_view text, RequestHead& head, Framing& framing) {
  head.headers.clear();
  framing = {};
  std::optional<std::string_view> authority;
  FieldsOfServer fields;
  if (!read_request_line(take_line(text), head, framing, authority)) return false;
  while (text.size() > 2) {
    HeaderField field;
    if (!read_field(take_line(text), field) || !fields.read(field, framing)) return false;
    head.headers.push_back(field);
  }
  if (framing.chunked && (fields.has_length || framing.http_1_0)) return false;
  if (!fields.host && !framing.http_1_0) return false;
  if (authority && !(fields.host && same_name(*authority, *fields.host))) return false;
  framing.persistent = !fields.options.close && (!framing.http_1_0 || fields.options.keep_alive);
  framing.awaits_continue = fields.expects && !framing.http_1_0 && framing.has_body();
  return true;
}

}  // namespace assent::http
