#include "http_server/connection.hpp"

#include <boost/asio/post.hpp>

#include <algorithm>
#include <utility>

namespace assent::http {
namespace {

constexpr std::size_t kMostSkipped = std::size_t{8} << 20;

std::shared_ptr<Peer> peer_at(const std::string& address, bool encrypted) {
  auto peer = std::make_shared<Peer>();
  peer->address = address;
  peer->encrypted = encrypted;
  return peer;
}

// The time in which so many bytes must have moved.
std::chrono::nanoseconds time_for(std::size_t bytes, const Limits& limits) {
  return limits.grace + std::chrono::seconds(bytes / limits.least_rate);
}

}  // namespace

Connection::Connection(Admission admission, Socket socket)
    : admission_(std::move(admission)),
      thread_(admission_.thread()),
      shared_(thread_.shared),
      socket_(std::move(socket)),
      peer_(peer_at(admission_.address(), socket_.tls() != nullptr)),
      since_(now()) {
  thread_.tallies.connections.add();
  if (socket_.tls()) state_ = State::handshake;
}

Connection::~Connection() {
  if (job_) job_->drop();
  if (stream_) stream_->drop();
  if (in_request_) thread_.tallies.requests_ended.add();
  thread_.tallies.connections_ended.add();
}

void Connection::begin() {
  if (!admission_.refused()) return;
  thread_.tallies.connections_refused.add();
  if (socket_.tls()) return close();
  refuse(Fault::too_many, nullptr);
  advance();
}

void Connection::wait() {
  if (closed_) return;
  if (wants_to_read_) wait_for(Socket::Tcp::wait_read);
  if (wants_to_write_) wait_for(Socket::Tcp::wait_write);
  if (!wants_to_read_ && !wants_to_write_) wait_for(Socket::Tcp::wait_error);  // the client may leave
}

void Connection::wait_for(Socket::Tcp::wait_type what) {
  if (waits_.at(what)) return;
  waits_.at(what) = true;
  socket_.tcp().async_wait(what, [self = shared_from_this(), what](const boost::system::error_code& error) {
    self->waits_.at(what) = false;
    self->guard([&] {
      if (error) return self->close();
      self->ready(what);
    });
  });
}

// Once more, after the others' turn.
void Connection::again() {
  boost::asio::post(thread_.context,
                    [self = shared_from_this()] { self->guard([&] { self->ready(Socket::Tcp::wait_read); }); });
}

void Connection::ready(Socket::Tcp::wait_type what) {
  if (what == Socket::Tcp::wait_error) {
    if (socket_.is_broken()) return close();
    waits_.at(what) = true;  // bytes out of band: from now on it is not waited for
    return;
  }
  if (state_ == State::handshake && !shake_hands()) return;
  if (state_ == State::lingering) return skip();
  if (!starved_) advance();
  if (closed_) return;
  if (starved_ && !blocked_) {
    receive();
  } else if (what == Socket::Tcp::wait_read) {
    want(false, blocked_);  // until it reads again
  }
}

bool Connection::shake_hands() {
  switch (socket_.handshake()) {
    case Socket::Outcome::done: break;
    case Socket::Outcome::waits_to_read: want(true, false); return false;
    case Socket::Outcome::waits_to_write: want(false, true); return false;
    case Socket::Outcome::ended:
    case Socket::Outcome::broken:
      thread_.tallies.handshakes_failed.add();
      close();
      return false;
  }
  read_certificate(*socket_.tls(), *peer_);
  state_ = State::head;
  since_ = now();
  want(true, false);
  return true;
}

void Connection::receive() {
  const Socket::Moved moved = socket_.read(thread_.arrived);
  if (moved.outcome == Socket::Outcome::broken) return close();
  if (moved.outcome == Socket::Outcome::ended) ended_ = true;
  const std::string_view arrived(thread_.arrived.data(), moved.bytes);
  if (!arrived.empty()) {
    starved_ = false;
    if (in_.empty()) {
      in_ = arrived.substr(consume(arrived));
    } else {
      in_ += arrived;
    }
  }
  thread_.tallies.bytes_received.add(moved.bytes);  // they have been looked at, and their time has been noted
  advance();
  if (closed_ || !starved_ || state_ == State::lingering) return;
  if (moved.outcome == Socket::Outcome::done) again();
  if (moved.outcome == Socket::Outcome::waits_to_write) want(true, true);
}

// Goes on as far as it can without waiting.
void Connection::advance() {
  for (bool consumed = false;;) {
    if (!flush()) return;
    switch (state_) {
      case State::handshake:
      case State::serving:
      case State::lingering: return;
      case State::ending: return finish();
      case State::streaming:
        if (!pull()) return;
        break;
      case State::head:
      case State::body:
        if (in_.empty()) starved_ = true;
        if (starved_) {
          if (ended_) return close();
          return want(true, false);
        }
        if (consumed) return again();  // after the others' turn
        in_.erase(0, consume(in_));
        consumed = true;
    }
  }
}

// Whether all was sent.
bool Connection::flush() {
  while (out_at_ < out_.size() || tail_at_ < tail_.size()) {
    const Socket::Moved moved =
        socket_.write(std::string_view(out_).substr(out_at_), std::string_view(tail_).substr(tail_at_));
    const std::size_t of_out = std::min(moved.bytes, out_.size() - out_at_);
    out_at_ += of_out;
    tail_at_ += moved.bytes - of_out;
    thread_.tallies.bytes_sent.add(moved.bytes);
    if (moved.outcome == Socket::Outcome::done) continue;
    if (moved.outcome == Socket::Outcome::broken || moved.outcome == Socket::Outcome::ended) {
      close();
      return false;
    }
    if (!blocked_) {
      blocked_ = true;
      blocked_since_ = now();
      blocked_sent_ = 0;
    }
    blocked_sent_ += moved.bytes;
    starved_ = false;
    want(moved.outcome == Socket::Outcome::waits_to_read, true);
    return false;
  }
  if (!tail_.empty()) tail_ = {};
  out_.clear();
  out_at_ = tail_at_ = 0;
  if (blocked_) want(false, false);
  blocked_ = false;
  return true;
}

// Whether the stream's next piece is in `out_`, or the stream is over.
bool Connection::pull() {
  if (aside_) return false;
  if (stream_->over()) {
    stream_.reset();
    end_request();
    return true;
  }
  if (stream_->where() == Where::aside) {
    aside_ = true;
    shared_.aside.resume(stream_);
    return false;
  }
  stream_->make();
  return send_piece();
}

bool Connection::send_piece() {
  if (stream_->broken()) {
    socket_.break_off();
    close();
    return false;
  }
  out_ = std::move(stream_->piece());
  if (!out_.empty() || stream_->over()) return true;
  again();
  return false;
}

void Connection::made(Stream& stream) {
  if (&stream != stream_.get()) return;
  aside_ = false;
  if (send_piece()) advance();
}

void Connection::want(bool to_read, bool to_write) {
  wants_to_read_ = to_read;
  wants_to_write_ = to_write;
}

// Ends this side. What the client still sends is read past for a while: unread bytes would make the
// system take back the response.
void Connection::finish() {
  socket_.finish();
  if (ended_) return close();
  state_ = State::lingering;
  since_ = now();
  blocked_sent_ = 0;
  in_ = {};
  want(true, false);
}

void Connection::skip() {
  const Socket::Outcome outcome = socket_.skip(thread_.arrived, blocked_sent_);
  if (outcome == Socket::Outcome::ended || outcome == Socket::Outcome::broken || blocked_sent_ > kMostSkipped) close();
}

void Connection::close() noexcept {
  if (closed_) return;
  closed_ = true;
  socket_.close();
  thread_.open.erase(shared_from_this());
}

void Connection::drain() {
  if (state_ == State::handshake) return close();
  if (!is_idle()) return;
  socket_.finish();
  close();
}

void Connection::tick() {
  const std::chrono::nanoseconds in_state = now() - since_;
  if (blocked_) {
    if (now() - blocked_since_ <= time_for(blocked_sent_, shared_.limits)) return;
    socket_.break_off();
    return close();
  }
  switch (state_) {
    case State::handshake:
      if (in_state <= shared_.limits.head_time) return;
      thread_.tallies.handshakes_failed.add();
      return close();
    case State::head:
      if (in_head_) {
        if (in_state <= shared_.limits.head_time) return;
        refuse(Fault::too_slow, nullptr);
        return advance();
      }
      if (!is_idle()) return;
      in_ = {};
      out_ = {};
      if (in_state > shared_.limits.idle_time || shared_.draining) drain();
      return;
    case State::body:
      if (in_state <= time_for(job_->body_size(), shared_.limits)) return;
      refuse(Fault::too_slow, &job_->head());
      return advance();
    case State::lingering:
      if (in_state > shared_.limits.linger_time) close();
      return;
    case State::serving:
    case State::streaming:
    case State::ending: return;
  }
}

}  // namespace assent::http
