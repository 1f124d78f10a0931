// Job: a request that is kept, because its body is still on its way or because it is served aside. Stream: a body that
// is made while it is sent. Each belongs to one thread at a time: to the reading thread of its connection, or to one
// aside, which posts it back.
#pragma once

#include "http/chunked.hpp"
#include "http/handler.hpp"
#include "http/request_syntax.hpp"
#include "http_server/shared.hpp"

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace assent::http {

// The connection to which something belongs. It may have ended.
struct Place {
  EventLoop& loop;
  EventLoop::Key key;
};

class Job final : public EventLoop::Posted, public Aside::Work, public std::enable_shared_from_this<Job> {
 public:
  // `read` is the head whose views point into `text`; both are copied.
  Job(Shared& shared, Place place, const RequestHead& read, std::string_view text, const Framing& framing,
      std::shared_ptr<const Peer> peer, Admitted admitted);
  ~Job() override;

  const RequestHead& head() const { return head_; }
  std::size_t body_size() const { return body_.size(); }
  Where where() const { return admitted_.where; }

  // Takes what is the body's from the front of `bytes`. `too_many` is set if the bodies of all connections together are
  // too large; the body then means nothing.
  Step take(std::string_view& bytes, bool& too_many);

  // Serves it; response() has what came of it. Nothing: serving threw an exception.
  void serve() noexcept;
  std::optional<Response>& response() { return response_; }

  // The connection has ended: it need not be served.
  void drop() { dropped_ = true; }

 private:
  void work() noexcept override;
  void run() noexcept override;

  Shared& shared_;
  const Place place_;
  const std::string text_;
  RequestHead head_;
  const Framing framing_;
  const std::shared_ptr<const Peer> peer_;
  Admitted admitted_;
  ChunkedBody chunked_;
  std::string body_;
  std::size_t counted_ = 0;  // of the body, in Shared::bodies
  std::optional<Response> response_;
  std::atomic<bool> dropped_{false};
};

class Stream final : public EventLoop::Posted, public Aside::Work, public std::enable_shared_from_this<Stream> {
 public:
  Stream(Place place, std::unique_ptr<Chunks> chunks, Where where, bool in_chunks)
      : place_(place), chunks_(std::move(chunks)), where_(where), in_chunks_(in_chunks) {}

  Where where() const { return where_; }

  // Makes the next piece, as it will be sent. Nothing in it, and not over(): it was not ready.
  void make() noexcept;
  std::string& piece() { return piece_; }
  bool over() const { return over_; }      // the piece is the last
  bool broken() const { return broken_; }  // there is no piece, and will be none

  void drop() { dropped_ = true; }

 private:
  void work() noexcept override;
  void run() noexcept override;

  const Place place_;
  const std::unique_ptr<Chunks> chunks_;
  const Where where_;
  const bool in_chunks_;
  std::string piece_;
  bool over_ = false;
  bool broken_ = false;
  std::atomic<bool> dropped_{false};
};

}  // namespace assent::http
