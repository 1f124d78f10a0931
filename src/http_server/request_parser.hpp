// RequestParser: reads one request with Boost.Beast, after the checks of http/request_syntax.hpp. Not thread-safe.
#pragma once

#include "http/message.hpp"
#include "http/request_syntax.hpp"

#include <boost/beast/http/basic_parser.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assent::http {

// How the request ends, and what the connection may do then.
struct Framing {
  bool chunked = false;          // RFC 9112, 7.1
  std::uint64_t length = 0;      // of the body in bytes, if it is not chunked
  bool persistent = true;        // the client lets the connection go on (RFC 9112, 9.3)
  bool http_1_0 = false;         // it knows no chunks, and ends connections unless it says otherwise
  bool awaits_continue = false;  // the body comes after a 100 (RFC 9110, 10.1.1)

  bool has_body() const { return chunked || length > 0; }
};

// Reads the head first, and once; then the body, as its bytes arrive.
class RequestParser final : private boost::beast::http::basic_parser<true> {
 public:
  // Extensions of chunks and the trailer's fields are read past: at most so many bytes together, and in a chunk's line.
  static constexpr std::size_t kMostBeside = 8 * 1024;

  RequestParser() = default;
  RequestParser(RequestParser&&) = default;
  RequestParser& operator=(RequestParser&&) = delete;
  ~RequestParser() override = default;

  // `text` is a head that HeadSearch has found. The views of `head` point into text(); `head.peer` stays as it is.
  // False: it is malformed, and what stands in `head` means nothing.
  bool read_head(std::string_view text, RequestHead& head, Framing& framing);

  // The head as it was read. It is the one that came, or a copy of it in this parser.
  std::string_view text() const { return text_; }

  // Takes what it can from the front of `bytes`, and adds the content to `body`, which never grows beyond `most` bytes.
  // What it leaves comes again, with more behind it. After `whole`, `bytes` begins behind the body. `most` is the same
  // in each call.
  Step read_body(std::string_view& bytes, std::string& body, std::size_t most);

 private:
  using Error = boost::beast::error_code;
  using View = boost::beast::string_view;
  using Field = boost::beast::http::field;
  using Verb = boost::beast::http::verb;

  void on_request_impl(Verb verb, View method, View target, int version, Error& error) override;
  void on_response_impl(int, View, int, Error&) override {}
  void on_field_impl(Field field, View name, View value, Error& error) override;
  void on_header_impl(Error&) override {}
  void on_body_init_impl(const boost::optional<std::uint64_t>&, Error&) override {}
  std::size_t on_body_impl(View content, Error& error) override;
  void on_chunk_header_impl(std::uint64_t size, View extensions, Error& error) override;
  std::size_t on_chunk_body_impl(std::uint64_t left, View content, Error& error) override;
  void on_finish_impl(Error&) override {}

  std::string_view text_;
  std::vector<char> later_version_;  // what text_ is, if it is a copy; it stays where it is when the parser is moved
  RequestHead* head_ = nullptr;      // while a head is read
  std::string* body_ = nullptr;      // while a body is read
  std::string_view extensions_;      // of the chunk whose line was just read; null: it was no such line
  std::uint64_t chunk_left_ = 0;     // of the chunk that is being read
  std::size_t beside_ = 0;
  bool http_1_0_ = false;
  bool closes_ = false;
  bool expects_ = false;
  bool limited_ = false;
};

}  // namespace assent::http
