#include "http_client/wire.hpp"

#include "http_client/tls.hpp"

#include <boost/asio/connect.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <array>
#include <string>
#include <utility>

namespace assent::http_client {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using AsioError = boost::system::error_code;
using Tcp = asio::ip::tcp;
using http::Missed;

constexpr std::size_t kRoom = std::size_t{64} << 10;

}  // namespace

// The response as far as it has come.
class Wire::Reading {
 public:
  explicit Reading(std::size_t most) {
    parser_.emplace();
    parser_->body_limit(most);
    parser_->eager(true);
  }

  std::array<char, kRoom>& room() { return room_; }

  // Nothing: more is needed. Else it is whole, or cannot be read.
  std::optional<tl::expected<http::Received, Missed>> take(std::size_t count) {
    std::string_view bytes(room_.data(), count);
    if (!held_.empty()) {
      held_.append(bytes);
      bytes = held_;
    }
    AsioError error;
    const std::size_t taken = parser_->put(asio::buffer(bytes.data(), bytes.size()), error);
    if (error && error != beast::http::error::need_more) {
      return tl::unexpected(error == beast::http::error::body_limit ? Missed::too_large : Missed::malformed);
    }
    bytes.remove_prefix(taken);
    if (parser_->is_done()) {
      // What follows a response was not asked for.
      if (!bytes.empty()) return tl::unexpected(Missed::malformed);
      return whole();
    }
    held_ = std::string(bytes);
    return std::nullopt;
  }

  // The server sends no more.
  std::optional<http::Received> ended() {
    AsioError error;
    if (!parser_->got_some()) return std::nullopt;
    parser_->put_eof(error);
    if (error || !parser_->is_done()) return std::nullopt;
    return whole();
  }

  bool goes_on() const { return goes_on_; }

 private:
  http::Received whole() {
    goes_on_ = parser_->keep_alive();
    auto message = parser_->release();
    http::Received received{message.result_int(), {}, std::move(message.body())};
    if (const auto at = message.find(beast::http::field::retry_after); at != message.end()) {
      received.retry_after = at->value();
    }
    return received;
  }

  std::optional<beast::http::response_parser<beast::http::string_body>> parser_;
  std::string held_;  // received, and not read yet
  bool goes_on_ = false;
  std::array<char, kRoom> room_;
};

Wire::Wire(asio::io_context& context, const Peer& peer) : context_(context), peer_(peer), resolver_(context) {}
Wire::~Wire() = default;

void Wire::ask(std::string_view request, Done done) {
  request_ = request;
  done_ = std::move(done);
  written_ = 0;
  answering_ = false;
  if (state_ != State::open) return connect();
  state_ = State::writing;
  go_on();
}

void Wire::give_up() {
  if (!is_free()) miss(Missed::timed_out);
}

void Wire::connect() {
  end();
  used_ = false;
  state_ = State::connecting;
  const std::uint64_t round = round_;
  AsioError error;
  const auto number = asio::ip::make_address(peer_.address.host, error);
  if (!error) {
    places_ = Tcp::resolver::results_type::create(Tcp::endpoint(number, peer_.address.port), peer_.address.host, "");
    place_ = places_.begin();
    return try_next();
  }
  resolver_.async_resolve(peer_.address.host, std::to_string(peer_.address.port),
                          [this, round](AsioError failed, Tcp::resolver::results_type places) {
                            if (round != round_) return;
                            if (failed) return miss(Missed::no_connection);
                            places_ = std::move(places);
                            place_ = places_.begin();
                            try_next();
                          });
}

void Wire::try_next() {
  if (place_ == places_.end()) return miss(Missed::no_connection);
  const Tcp::endpoint place = *place_++;
  socket_.emplace(Tcp::socket(context_), nullptr);
  const std::uint64_t round = round_;
  socket_->tcp().async_connect(place, [this, round](AsioError failed) {
    if (round != round_) return;
    if (failed) return try_next();
    begin();
  });
}

void Wire::begin() {
  Tcp::socket tcp = std::move(socket_->tcp());
  AsioError error;
  tcp.non_blocking(true, error);
  if (!error) tcp.set_option(Tcp::no_delay(true), error);
  if (error) return miss(Missed::no_connection);
  http::TlsConnection ssl;
  if (peer_.tls) {
    ssl = tls_connection(*peer_.tls, tcp.native_handle(), peer_.address.host);
    if (!ssl) return miss(Missed::not_trusted);
  }
  state_ = ssl ? State::handshake : State::writing;
  socket_.emplace(std::move(tcp), std::move(ssl));
  go_on();
}

// Each step says whether the next one can begin.
void Wire::go_on() {
  if (state_ == State::handshake && !shake_hands()) return;
  if (state_ == State::writing && !write()) return;
  if (state_ == State::reading) {
    while (read()) {
    }
  }
}

bool Wire::shake_hands() {
  switch (socket_->handshake()) {
    case http::Socket::Outcome::done: state_ = State::writing; return true;
    case http::Socket::Outcome::waits_to_read: wait_for(Tcp::socket::wait_read); return false;
    case http::Socket::Outcome::waits_to_write: wait_for(Tcp::socket::wait_write); return false;
    case http::Socket::Outcome::ended:
    case http::Socket::Outcome::broken: break;
  }
  miss(Missed::not_trusted);
  return false;
}

bool Wire::write() {
  const auto moved = socket_->write(request_.substr(written_), {});
  written_ += moved.bytes;
  if (moved.outcome == http::Socket::Outcome::broken || moved.outcome == http::Socket::Outcome::ended) {
    // A server that refuses by the head reads no more, and its response may be there.
    written_ = request_.size();
  }
  if (written_ < request_.size()) {
    wait_for(moved.outcome == http::Socket::Outcome::waits_to_read ? Tcp::socket::wait_read : Tcp::socket::wait_write);
    return false;
  }
  state_ = State::reading;
  reading_ = std::make_unique<Reading>(peer_.body_most);
  // By TLS something may have come already that the system does not announce.
  if (peer_.tls) return true;
  wait_for(Tcp::socket::wait_read);
  return false;
}

// Whether there may be more at once.
bool Wire::read() {
  const auto moved = socket_->read(reading_->room());
  answering_ = answering_ || moved.bytes > 0;
  if (moved.bytes > 0) {
    if (auto outcome = reading_->take(moved.bytes)) {
      const bool goes_on = reading_->goes_on() && moved.outcome != http::Socket::Outcome::ended;
      finish(std::move(*outcome), goes_on);
      return false;
    }
  }
  switch (moved.outcome) {
    case http::Socket::Outcome::done: return true;
    case http::Socket::Outcome::waits_to_read: wait_for(Tcp::socket::wait_read); return false;
    case http::Socket::Outcome::waits_to_write: wait_for(Tcp::socket::wait_write); return false;
    case http::Socket::Outcome::ended:
      if (auto received = reading_->ended()) {
        finish(std::move(*received), false);
        return false;
      }
      break;
    case http::Socket::Outcome::broken: break;
  }
  if (used_ && !answering_) {
    // The server had ended it before it saw the request.
    written_ = 0;
    connect();
  } else {
    // With TLS 1.3 a client learns only here that its certificate is not accepted.
    miss(peer_.tls && !used_ && !answering_ ? Missed::not_trusted : Missed::broken_off);
  }
  return false;
}

void Wire::wait_for(Tcp::socket::wait_type what) {
  socket_->tcp().async_wait(what, [this, round = round_](AsioError error) {
    if (round != round_) return;
    if (error) return miss(Missed::broken_off);
    go_on();
  });
}

void Wire::finish(tl::expected<http::Received, Missed> outcome, bool goes_on) {
  used_ = true;
  if (outcome && goes_on) state_ = State::open;
  else end();
  std::exchange(done_, nullptr)(std::move(outcome));
}

void Wire::miss(Missed why) {
  end();
  std::exchange(done_, nullptr)(tl::unexpected(why));
}

void Wire::end() {
  ++round_;
  resolver_.cancel();
  socket_.reset();
  state_ = State::none;
}

}  // namespace assent::http_client
