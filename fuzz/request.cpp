// Any bytes as a request: the readers neither crash nor read differently in small pieces; what they accept can be read
// in one way only; and no response has more than one head.
#include "http/characters.hpp"
#include "http/chunked.hpp"
#include "http/request_syntax.hpp"
#include "http/response_syntax.hpp"

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

Content read_chunks(std::string_view bytes, std::size_t piece, std::size_t most) {
  ChunkedBody chunked;
  Content content;
  while (content.step == Step::more && content.taken < bytes.size()) {
    std::string_view front = bytes.substr(content.taken, piece);
    const std::size_t size = front.size();
    content.step = chunked.read(front, content.body, most);
    content.taken += size - front.size();
    must(content.body.size() <= most);
  }
  return content;
}

bool is_clean(std::string_view text) {
  for (const char c : text) {
    if (!is_of_value(c)) return false;
  }
  return true;
}

// What was read, written anew in the plainest form.
std::string written(const RequestHead& head) {
  std::string text(head.method_name);
  text.append(" ").append(head.path);
  if (!head.query.empty()) text.append("?").append(head.query);
  text += " HTTP/1.1\r\n";
  for (const HeaderField& field : head.headers) text.append(field.name).append(":").append(field.value).append("\r\n");
  return text + "\r\n";
}

void check_head(std::string_view text, std::string_view rest, std::size_t piece) {
  RequestHead head;
  Framing framing;
  if (!read_head(text, head, framing)) return;
  must(head.path.starts_with('/') && is_token(head.method_name) && is_clean(head.path) && is_clean(head.query));
  must(!(framing.chunked && framing.length > 0));
  must(head.count("host") <= 1 && head.count("content-length") + head.count("transfer-encoding") <= 1);
  must(framing.http_1_0 || head.header("host"));
  for (const HeaderField& field : head.headers) must(is_token(field.name) && is_clean(field.value));

  if (!framing.http_1_0) {
    const std::string plain = written(head);
    RequestHead again;
    Framing its;
    must(search(plain, plain.size(), {plain.size(), head.headers.size()}) == Found{Step::whole, 0, plain.size()});
    must(read_head(plain, again, its) && written(again) == plain);
    must(its.chunked == framing.chunked && its.length == framing.length && its.persistent == framing.persistent);
  }
  if (framing.chunked) must(read_chunks(rest, rest.size(), 1000) == read_chunks(rest, piece, 1000));

  // The same names and values in a response, whatever is in them.
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
  must(read_chunks(bytes, bytes.size(), 100) == read_chunks(bytes, piece, 100));
  check_response(bytes);
  return 0;
}
