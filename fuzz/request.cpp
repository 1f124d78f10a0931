// Any bytes as a request: the checks and Beast's parser do not crash and read the same in small pieces. Beast reads
// what the checks let through as a plain reader does, or refuses it. And no response has more than one head.
#include "http/characters.hpp"
#include "http/request_syntax.hpp"
#include "http/response_syntax.hpp"
#include "http_server/request_parser.hpp"

#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace assent::http;

void must(bool holds) {
  if (!holds) std::abort();
}

struct Found {
  Step step = Step::more;
  std::size_t begin = 0;
  std::size_t end = 0;

  friend bool operator==(const Found&, const Found&) = default;
};

Found search(std::string_view bytes, std::size_t piece, const HeadLimits& limits) {
  HeadSearch search;
  Found found;
  for (std::size_t size = 0; found.step == Step::more && size < bytes.size();) {
    size = size + piece < bytes.size() ? size + piece : bytes.size();
    found.step = search.search(bytes.substr(0, size), limits);
  }
  if (found.step == Step::whole) found = {found.step, search.begin(), search.end()};
  return found;
}

struct Content {
  Step step = Step::more;
  std::string body;
  std::size_t taken = 0;

  friend bool operator==(const Content&, const Content&) = default;
};

// What the parser leaves comes again with the next piece.
Content read_body(std::string_view head, std::string_view bytes, std::size_t piece, std::size_t most) {
  RequestParser parser;
  RequestHead its;
  Framing framing;
  must(parser.read_head(head, its, framing));
  Content content;
  if (!framing.has_body()) content.step = Step::whole;
  for (std::size_t shown = 0; content.step == Step::more && shown < bytes.size();) {
    shown = bytes.size() - shown > piece ? shown + piece : bytes.size();
    std::string_view front = bytes.substr(content.taken, shown - content.taken);
    const std::size_t size = front.size();
    content.step = parser.read_body(front, content.body, most);
    content.taken += size - front.size();
    must(content.body.size() <= most);
  }
  return content;
}

// As a whole and in pieces. A refusal may come at another place.
Content read_both(std::string_view head, std::string_view bytes, std::size_t piece, std::size_t most) {
  Content whole = read_body(head, bytes, bytes.size(), most);
  const Content pieces = read_body(head, bytes, piece, most);
  const auto refused = [](const Content& content) {
    return content.step == Step::malformed || content.step == Step::too_large;
  };
  must(refused(whole) ? refused(pieces) : whole == pieces);
  return whole;
}

// A line up to its CR LF, which is removed. False: there is no such line.
bool take_line(std::string_view& bytes, std::string_view& line) {
  const std::size_t end = bytes.find("\r\n");
  if (end == std::string_view::npos) return false;
  line = bytes.substr(0, end);
  bytes.remove_prefix(end + 2);
  return true;
}

// A body in chunks by RFC 9112, 7.1, read in the plainest way. `body` is whole if it is such a body.
bool read_chunks_plainly(std::string_view bytes, Content& plain) {
  const std::size_t all = bytes.size();
  std::string_view line;
  while (take_line(bytes, line)) {
    std::uint64_t size = 0;
    const std::string_view digits = line.substr(0, line.find(';'));
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), size, 16);
    if (error != std::errc{} || end != digits.data() + digits.size()) return false;
    if (size == 0) {
      do {
        if (!take_line(bytes, line)) return false;
      } while (!line.empty());
      plain.step = Step::whole;
      plain.taken = all - bytes.size();
      return true;
    }
    if (size > bytes.size()) return false;
    plain.body += bytes.substr(0, size);
    bytes.remove_prefix(size);
    if (!take_line(bytes, line) || !line.empty()) return false;
  }
  return false;
}

void check_chunks(std::string_view head, std::string_view bytes, std::size_t piece, std::size_t most) {
  const Content content = read_both(head, bytes, piece, most);
  if (content.step != Step::whole) return;
  Content plain;
  must(read_chunks_plainly(bytes, plain) && plain == content);
}

bool is_clean(std::string_view text) {
  for (const char c : text) {
    if (!is_of_value(c)) return false;
  }
  return true;
}

// What was read, written again in the plainest form.
std::string written(const RequestHead& head) {
  std::string text(head.method_name);
  text.append(" ").append(head.path);
  if (!head.query.empty()) text.append("?").append(head.query);
  text += " HTTP/1.1\r\n";
  for (const HeaderField& field : head.headers) text.append(field.name).append(":").append(field.value).append("\r\n");
  return text + "\r\n";
}

// The head cut at its blanks and colons, and nothing else: as any reader would do it.
void check_against_plain(std::string_view text, const RequestHead& head, const Framing& framing) {
  std::string_view line;
  must(take_line(text, line));
  const std::size_t first = line.find(' ');
  const std::size_t last = line.rfind(' ');
  must(head.method_name == line.substr(0, first) && framing.http_1_0 == (line.back() == '0'));
  const Target target = parts_of(line.substr(first + 1, last - first - 1));
  must(head.path == target.path && head.query == target.query);
  std::uint64_t length = 0;
  bool chunked = false;
  std::size_t fields = 0;
  while (take_line(text, line) && !line.empty()) {
    const std::size_t colon = line.find(':');
    const std::string_view name = line.substr(0, colon);
    const std::string_view value = trimmed(line.substr(colon + 1));
    must(fields < head.headers.size());
    must(head.headers[fields].name == name && head.headers[fields].value == value);
    ++fields;
    if (same_name(name, "content-length")) std::from_chars(value.data(), value.data() + value.size(), length);
    if (same_name(name, "transfer-encoding")) chunked = true;
  }
  must(text.empty() && fields == head.headers.size());
  must(framing.length == length && framing.chunked == chunked);
}

// In these fields Beast refuses what is not a list. Everything else that the checks let through is accepted.
bool has_options(std::string_view text) {
  std::string_view line;
  while (take_line(text, line)) {
    const std::string_view name = line.substr(0, line.find(':'));
    if (same_name(name, "connection") || same_name(name, "proxy-connection")) return true;
  }
  return false;
}

void check_head(std::string_view text, std::string_view rest, std::size_t piece) {
  RequestHead head;
  Framing framing;
  RequestParser parser;
  const bool unambiguous = is_unambiguous(text);
  const bool read = parser.read_head(text, head, framing);
  must(unambiguous ? read || has_options(text) : !read);
  if (!read) return;
  check_against_plain(text, head, framing);
  must(head.path.starts_with('/') && is_token(head.method_name) && is_clean(head.path) && is_clean(head.query));
  must(!(framing.chunked && framing.length > 0));
  must(head.count("host") <= 1 && head.count("content-length") + head.count("transfer-encoding") <= 1);
  must(framing.http_1_0 || head.header("host"));
  for (const HeaderField& field : head.headers) must(is_token(field.name) && is_clean(field.value));

  if (!framing.http_1_0) {
    const std::string plain = written(head);
    RequestHead again;
    Framing its;
    RequestParser other;
    must(search(plain, plain.size(), {plain.size(), head.headers.size()}) == Found{Step::whole, 0, plain.size()});
    must(other.read_head(plain, again, its) && written(again) == plain);
    must(its.chunked == framing.chunked && its.length == framing.length && its.persistent == framing.persistent);
  }
  if (framing.chunked) check_chunks(text, rest, piece, 1000);
  if (framing.length > 0 && framing.length <= 1000) {
    const Content content = read_both(text, rest, piece, framing.length);
    const bool whole = rest.size() >= framing.length;
    must(content.step == (whole ? Step::whole : Step::more) && content.body == rest.substr(0, framing.length));
    must(content.taken == content.body.size());
  }

  // The same names and values in a response, whatever they are.
  Response response;
  response.status = 200;
  for (const HeaderField& field : head.headers) response.headers.emplace_back(field.name, field.value);
  must(is_sendable(response));
}

void check_response(std::string_view bytes) {
  Response response;
  response.status = 200;
  response.headers.emplace_back(bytes.substr(0, bytes.size() / 2), bytes.substr(bytes.size() / 2));
  if (!is_sendable(response)) return;
  std::string out;
  write_head(response, {}, out);
  must(out.find("\r\n\r\n") == out.size() - 4);
}

}  // namespace

// The first byte chooses the pieces, the rest are the bytes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::size_t piece = 1 + data[0] % 16;
  const HeadLimits limits{data[0] & 16 ? std::size_t{16384} : std::size_t{200},
                          data[0] & 32 ? std::size_t{100} : std::size_t{4}};
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);

  const Found found = search(bytes, bytes.size(), limits);
  must(search(bytes, piece, limits) == found);
  if (found.step == Step::whole) {
    must(found.begin < found.end && found.end <= bytes.size() && found.end - found.begin <= limits.bytes);
    check_head(bytes.substr(found.begin, found.end - found.begin), bytes.substr(found.end), piece);
  }
  check_chunks("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", bytes, piece, 100);
  check_response(bytes);
  return 0;
}
