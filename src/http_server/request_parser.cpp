#include "http_server/request_parser.hpp"

#include "http/characters.hpp"

#include <boost/beast/http/error.hpp>
#include <boost/beast/http/rfc7230.hpp>

#include <algorithm>

namespace assent::http {
namespace {

namespace beast = boost::beast;

constexpr std::size_t kLeastLine = 5;  // of a chunk, with the bytes that must follow it: the last is 0 CR LF CR LF

std::string_view view(beast::string_view text) { return {text.data(), text.size()}; }

// Where the last digit of the version stands in a head.
std::size_t minor_version(std::string_view text) { return text.find('\r') - 1; }

// A line of a trailer that goes on in the next: Beast takes it (RFC 9112, 5.2), and others may not.
bool is_folded(std::string_view trailer) {
  return trailer.find("\n ") != std::string_view::npos || trailer.find("\n\t") != std::string_view::npos;
}

}  // namespace

bool RequestParser::read_head(std::string_view text, RequestHead& head, Framing& framing) {
  head.headers.clear();
  framing = {};
  if (!is_unambiguous(text)) return false;
  text_ = text;
  if (text[minor_version(text)] > '1') {
    // A later minor version is read as 1.1 (RFC 9110, 2.5); Beast knows none.
    later_version_.assign(text.begin(), text.end());
    later_version_[minor_version(text)] = '1';
    text_ = {later_version_.data(), later_version_.size()};
  }
  head_ = &head;
  header_limit(static_cast<std::uint32_t>(std::min<std::size_t>(text_.size(), UINT32_MAX)));
  body_limit(boost::none);  // the handler says it when it has seen the head
  Error error;
  const std::size_t taken = put({text_.data(), text_.size()}, error);
  head_ = nullptr;
  if (error || taken != text_.size() || !is_header_done()) return false;
  framing.chunked = chunked();
  framing.length = content_length().value_or(0);
  framing.http_1_0 = http_1_0_;
  framing.persistent = keep_alive() && !closes_;
  framing.awaits_continue = expects_ && !framing.http_1_0 && framing.has_body();
  return true;
}

Step RequestParser::read_body(std::string_view& bytes, std::string& body, std::size_t most) {
  if (!limited_) body_limit(most);
  limited_ = true;
  body_ = &body;
  while (!is_done() && !bytes.empty()) {
    // Beast asserts as much where the last chunk comes in pieces.
    if (chunked() && chunk_left_ == 0 && bytes.size() < kLeastLine) return Step::more;
    Error error;
    extensions_ = {};
    const std::size_t taken = put({bytes.data(), bytes.size()}, error);
    const std::string_view read = bytes.substr(0, taken);
    bytes.remove_prefix(taken);
    if (error == beast::http::error::need_more) return bytes.size() > kMostBeside ? Step::too_large : Step::more;
    if (error == beast::http::error::body_limit) return Step::too_large;
    if (error) return Step::malformed;
    if (extensions_.data() == nullptr) continue;  // it was content
    const char* const trailer = extensions_.data() + extensions_.size();
    beside_ += extensions_.size();
    if (is_done()) {
      const std::string_view fields(trailer, static_cast<std::size_t>(read.data() + read.size() - trailer));
      if (is_folded(fields)) return Step::malformed;
      beside_ += fields.size();
    }
    if (read.size() > kMostBeside || beside_ > kMostBeside) return Step::too_large;
  }
  return is_done() ? Step::whole : Step::more;
}

void RequestParser::on_request_impl(Verb, View method, View target, int version, Error&) {
  const Target parts = parts_of(view(target));
  head_->method_name = view(method);
  head_->method = method_of(head_->method_name);
  head_->path = parts.path;
  head_->query = parts.query;
  http_1_0_ = version == 10;
}

// Called for the fields of a trailer, too, which are ignored.
void RequestParser::on_field_impl(Field field, View name, View value, Error&) {
  if (!head_) return;
  head_->headers.push_back({view(name), view(value)});
  if (field == Field::expect) expects_ = true;
  if (field == Field::connection && beast::http::token_list(value).exists("close")) closes_ = true;
}

std::size_t RequestParser::on_body_impl(View content, Error&) {
  body_->append(content.data(), content.size());
  return content.size();
}

void RequestParser::on_chunk_header_impl(std::uint64_t size, View extensions, Error& error) {
  chunk_left_ = size;
  // Beast takes blanks before an extension, and any characters in quotes.
  extensions_ = view(extensions);
  if (!extensions_.empty() && (extensions_.front() != ';' || !std::ranges::all_of(extensions_, is_of_value))) {
    error = beast::http::error::bad_chunk_extension;
  }
}

std::size_t RequestParser::on_chunk_body_impl(std::uint64_t left, View content, Error&) {
  body_->append(content.data(), content.size());
  chunk_left_ = left - content.size();
  return content.size();
}

}  // namespace assent::http
