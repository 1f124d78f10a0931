// Job: a request that is kept, because its body is still on its way or because it is served aside. Stream: a body that
// is made while it is sent.
#pragma once

#include "http/handler.hpp"
#include "http_server/errand.hpp"
#include "http_server/request_parser.hpp"
#include "http_server/shared.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace assent::http {

class Job final : public Errand {
 public:
  // `read` is the head that `parser` has read; it is copied, and so is the text into which its views point.
  Job(Shared& shared, Place place, const RequestHead& read, RequestParser parser, std::shared_ptr<const Peer> peer,
      Admitted admitted);
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

 private:
  void run() noexcept override { serve(); }
  void come_back(Connection& connection) override;

  Shared& shared_;
  const std::string text_;
  RequestHead head_;
  const std::shared_ptr<const Peer> peer_;
  Admitted admitted_;
  RequestParser parser_;
  std::string body_;
  std::size_t counted_ = 0;  // of the body, in Shared::bodies
  std::optional<Response> response_;
};

class Stream final : public Errand {
 public:
  Stream(Place place, std::unique_ptr<Chunks> chunks, Where where, bool in_chunks)
      : Errand(std::move(place)), chunks_(std::move(chunks)), where_(where), in_chunks_(in_chunks) {}

  Where where() const { return where_; }

  // Makes the next piece, as it will be sent. Nothing in it, and not over(): it was not ready.
  void make() noexcept;
  std::string& piece() { return piece_; }
  bool over() const { return over_; }      // the piece is the last
  bool broken() const { return broken_; }  // there is no piece, and will be none

 private:
  void run() noexcept override { make(); }
  void come_back(Connection& connection) override;

  const std::unique_ptr<Chunks> chunks_;
  const Where where_;
  const bool in_chunks_;
  std::string piece_;
  bool over_ = false;
  bool broken_ = false;
};

}  // namespace assent::http
