#include "http_server/job.hpp"

#include "http_server/connection.hpp"

#include <algorithm>
#include <functional>
#include <utility>

namespace assent::http {
namespace {

constexpr std::size_t kPiece = std::size_t{64} * 1024;
constexpr std::size_t kSizeDigits = 8;  // of a chunk, with zeros before

// The same text in `to`, if it is one of `from`.
std::string_view moved(std::string_view view, std::string_view from, std::string_view to) {
  const std::less_equal<> not_after;
  if (!not_after(from.data(), view.data()) || !not_after(view.data(), from.data() + from.size())) return view;
  return to.substr(static_cast<std::size_t>(view.data() - from.data()), view.size());
}

void write_size(std::size_t size, std::string& piece) {
  for (std::size_t i = kSizeDigits; i-- > 0; size /= 16) piece[i] = "0123456789abcdef"[size % 16];
}

}  // namespace

Job::Job(Shared& shared, Place place, const RequestHead& read, RequestParser parser, std::shared_ptr<const Peer> peer,
         Admitted admitted)
    : Errand(std::move(place)),
      shared_(shared),
      text_(parser.text()),
      head_(read),
      peer_(std::move(peer)),
      admitted_(std::move(admitted)),
      parser_(std::move(parser)) {
  const std::string_view text = parser_.text();
  for (std::string_view* view : {&head_.method_name, &head_.path, &head_.query}) *view = moved(*view, text, text_);
  for (HeaderField& field : head_.headers) {
    field = {moved(field.name, text, text_), moved(field.value, text, text_)};
  }
  head_.peer = peer_.get();
}

Job::~Job() { shared_.bodies -= counted_; }

Step Job::take(std::string_view& bytes, bool& too_many) {
  const Step step = parser_.read_body(bytes, body_, admitted_.most_body_bytes);
  const std::size_t more = body_.size() - counted_;
  counted_ += more;
  too_many = (shared_.bodies += more) > shared_.limits.bodies;
  return step;
}

void Job::serve() noexcept {
  try {
    response_ = admitted_.exchange->serve({head_, body_});
  } catch (...) {
    response_ = std::nullopt;
  }
  admitted_.exchange.reset();
}

void Job::come_back(Connection& connection) { connection.served(*this); }

void Stream::make() noexcept {
  try {
    piece_.clear();
    const std::size_t before = in_chunks_ ? kSizeDigits + 2 : 0;
    piece_.resize(before);
    for (std::size_t size = before; !over_;) {
      over_ = !chunks_->next(piece_);
      broken_ = chunks_->broken || piece_.size() < size;
      if (broken_ || piece_.size() == size || piece_.size() >= kPiece) break;
      size = piece_.size();
    }
    if (!in_chunks_) return;
    if (piece_.size() == before) {
      piece_.clear();
    } else {
      write_size(piece_.size() - before, piece_);
      piece_.replace(kSizeDigits, 2, "\r\n");
      piece_ += "\r\n";
    }
    if (over_) piece_ += "0\r\n\r\n";
  } catch (...) {
    broken_ = true;
  }
}

void Stream::come_back(Connection& connection) { connection.made(*this); }

}  // namespace assent::http
