// Connection: one client's, from its first byte to its last. Requests are served one after the other, in their order;
// what is ready together is sent together. All on the thread that reads it.
#pragma once

#include "http/request_syntax.hpp"
#include "http/response_syntax.hpp"
#include "http_server/job.hpp"
#include "http_server/shared.hpp"
#include "socket/socket.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace assent::http {

class Connection final : public std::enable_shared_from_this<Connection> {
 public:
  Connection(Admission admission, Socket socket);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // All that a connection does is done in here: `what`, and then to wait for what it needs. An exception ends it.
  template <class What>
  void guard(What what) noexcept {
    try {
      if (!closed_) what();
      wait();
    } catch (...) {
      close();
    }
  }

  void begin();
  // Each second.
  void tick();
  // No request after those that are there.
  void drain();

  // A job or a stream comes back from aside.
  void served(Job& job);
  void made(Stream& stream);

 private:
  enum class State : std::uint8_t {
    handshake,
    head,       // reads one, or waits for it
    body,       // reads that of `job_`
    serving,    // `job_` is aside
    streaming,  // sends `stream_`
    ending,     // ends when all is sent
    lingering   // has ended its side, and waits for the other
  };

  // connection.cpp: bytes.
  void wait();
  void wait_for(Socket::Tcp::wait_type what);
  void ready(Socket::Tcp::wait_type what);
  void again();
  bool shake_hands();
  void receive();
  void skip();
  void advance();
  bool flush();
  bool pull();
  bool send_piece();
  void want(bool to_read, bool to_write);
  void finish();
  void close() noexcept;
  bool is_idle() const { return state_ == State::head && !in_head_ && in_.empty() && out_.empty(); }
  std::chrono::nanoseconds now() const { return thread_.now(); }

  // requests.cpp: what they say. Each returns how many of the bytes it took.
  std::size_t consume(std::string_view bytes);
  std::size_t begin_request(std::string_view text, std::string_view rest);
  std::size_t serve_at_once(Admitted admitted, RequestParser& parser, std::string_view rest);
  std::size_t take_body(std::string_view bytes);
  void serve_job();
  void respond(Response response, Where where);
  void refuse(Fault fault, const RequestHead* head);
  Response refusal(Fault fault, const RequestHead* head) noexcept;
  void end_request();
  Errand::Place place() { return {thread_.context, weak_from_this()}; }

  const Admission admission_;
  ReadingThread& thread_;
  Shared& shared_;
  Socket socket_;
  const std::shared_ptr<Peer> peer_;

  std::string in_;    // received, and not understood yet
  std::string out_;   // to be sent,
  std::string tail_;  // and after it
  std::size_t out_at_ = 0;
  std::size_t tail_at_ = 0;

  HeadSearch search_;
  std::shared_ptr<Job> job_;
  std::shared_ptr<Stream> stream_;
  Sending sending_;

  std::chrono::nanoseconds since_{};          // in this state; in a head: since its first byte
  std::chrono::nanoseconds blocked_since_{};  // the client takes no more
  std::size_t blocked_sent_ = 0;              // and has taken so many bytes since
  std::array<bool, 3> waits_{};               // by what is waited for
  bool wants_to_read_ = true;
  bool wants_to_write_ = false;
  State state_ = State::head;
  bool in_head_ = false;     // some of it is there
  bool in_request_ = false;  // its head is whole, and its response is not
  bool starved_ = true;      // nothing goes on without further bytes
  bool blocked_ = false;
  bool aside_ = false;  // `stream_` is
  bool ended_ = false;  // the client sends no more
  bool closes_ = false;
  bool closed_ = false;
};

}  // namespace assent::http
