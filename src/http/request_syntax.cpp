#include "http/request_syntax.hpp"

#include "http/characters.hpp"

#include <algorithm>
#include <charconv>
#include <system_error>

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

// Takes the scheme from the front of a target in absolute form.
bool take_scheme(std::string_view& target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!same_name(target.substr(0, scheme.size()), scheme)) continue;
    target.remove_prefix(scheme.size());
    return true;
  }
  return false;
}

struct RequestLine {
  Target target;
  bool absolute = false;  // the target is in absolute form
  bool http_1_0 = false;
};

bool check_request_line(std::string_view line, RequestLine& checked) {
  const std::size_t first = line.find(' ');
  const std::size_t last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) return false;
  const std::string_view method = line.substr(0, first);
  if (method.size() > kLongestMethod || !is_token(method) || method == "CONNECT") return false;

  const std::string_view version = line.substr(last + 1);
  if (version.size() != 8 || version.substr(0, 7) != "HTTP/1." || version[7] < '0' || version[7] > '9') return false;
  checked.http_1_0 = version[7] == '0';

  const std::string_view target = line.substr(first + 1, last - first - 1);
  checked.absolute = !target.starts_with('/');
  std::string_view rest = target;
  if (checked.absolute && !take_scheme(rest)) return false;
  checked.target = parts_of(target);
  return is_path_and_query(rest.substr(checked.target.authority.size()));
}

bool is_length(std::string_view value) {
  std::uint64_t length = 0;
  if (value.empty() || value.front() < '0' || value.front() > '9') return false;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), length);
  return error == std::errc{} && end == value.data() + value.size();
}

// The fields by which a request is routed and framed.
struct FramingFields {
  std::string_view host;  // empty: not there
  bool length = false;
  bool chunked = false;

  // False: the field is there twice, or its value is none.
  bool check(std::string_view name, std::string_view value) {
    if (same_name(name, "host")) {
      if (!host.empty() || value.empty() || !all_of(kHostCharacters, value)) return false;
      host = value;
    } else if (same_name(name, "content-length")) {
      if (length || !is_length(value)) return false;
      length = true;
    } else if (same_name(name, "transfer-encoding")) {
      if (chunked || !same_name(value, "chunked")) return false;
      chunked = true;
    } else if (same_name(name, "expect")) {
      return same_name(value, "100-continue");
    }
    return true;
  }
};

bool check_field(std::string_view line, FramingFields& fields) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return false;
  const std::string_view name = line.substr(0, colon);
  const std::string_view value = trimmed(line.substr(colon + 1));
  return is_token(name) && std::ranges::all_of(value, is_of_value) && fields.check(name, value);
}

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

bool is_unambiguous(std::string_view text) {
  RequestLine line;
  FramingFields fields;
  if (!check_request_line(take_line(text), line)) return false;
  while (text.size() > 2) {
    if (!check_field(take_line(text), fields)) return false;
  }
  if (fields.chunked && (fields.length || line.http_1_0)) return false;
  if (fields.host.empty() && !line.http_1_0) return false;
  return !line.absolute || (!fields.host.empty() && same_name(line.target.authority, fields.host));
}

Target parts_of(std::string_view target) {
  Target parts;
  if (!target.starts_with('/') && take_scheme(target)) {
    parts.authority = target.substr(0, target.find_first_of("/?"));
    target.remove_prefix(parts.authority.size());
  }
  const std::size_t mark = target.find('?');
  parts.path = target.substr(0, mark);
  if (parts.path.empty()) parts.path = "/";
  if (mark != std::string_view::npos) parts.query = target.substr(mark + 1);
  return parts;
}

}  // namespace assent::http
