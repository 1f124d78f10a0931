// What the requests of a Connection say, and what is answered.
#include "http_server/connection.hpp"

#include <optional>
#include <utility>
#include <variant>

namespace assent::http {
namespace {

constexpr unsigned kMostInTurn = 32;                         // requests of one connection before the others' turn
constexpr std::size_t kMostToSend = std::size_t{64} * 1024;  // before it is sent
constexpr std::size_t kSmall = std::size_t{16} * 1024;       // copied behind the head

}  // namespace

std::size_t Connection::consume(std::string_view bytes) {
  std::size_t at = 0;
  starved_ = false;
  for (unsigned turns = 0; turns < kMostInTurn && out_.size() < kMostToSend && tail_.empty(); ++turns) {
    const std::string_view rest = bytes.substr(at);
    if (state_ == State::body) {
      at += take_body(rest);
      if (state_ != State::body) continue;
      starved_ = true;
      return at;
    }
    if (state_ != State::head) return at;
    if (rest.empty()) {
      starved_ = true;
      return at;
    }
    const Step step = search_.search(rest, shared_.limits.head);
    if (step == Step::more) {
      if (!in_head_) since_ = now();
      in_head_ = true;
      starved_ = true;
      return at;
    }
    if (step == Step::whole) {
      const std::size_t end = search_.end();
      const std::string_view text = rest.substr(search_.begin(), end - search_.begin());
      at += end + begin_request(text, rest.substr(end));
    } else {
      refuse(step == Step::malformed ? Fault::malformed : Fault::header_too_large, nullptr);
    }
  }
  return at;
}

// `text` is a head; `rest` is what came after it. How much of it was the body.
std::size_t Connection::begin_request(std::string_view text, std::string_view rest) {
  thread_.tallies.requests.add();
  in_request_ = true;
  in_head_ = false;
  search_ = {};
  RequestHead& head = thread_.head;
  head.peer = peer_.get();
  RequestParser parser;
  Framing framing;
  if (!parser.read_head(text, head, framing)) {
    refuse(Fault::malformed, nullptr);
    return 0;
  }
  sending_ = {head.method == Method::head, framing.http_1_0, framing.persistent, {}};

  std::variant<Admitted, Response> decided;
  try {
    decided = shared_.handler.admit(head);
  } catch (...) {
    refuse(Fault::failed, &head);
    return 0;
  }
  if (auto* const response = std::get_if<Response>(&decided)) {
    if (framing.has_body()) response->close = true;
    respond(std::move(*response), Where::at_once);
    return 0;
  }
  auto& admitted = std::get<Admitted>(decided);
  if (!admitted.exchange) {
    refuse(Fault::failed, &head);
    return 0;
  }
  if (framing.length > admitted.most_body_bytes) {
    refuse(Fault::body_too_large, &head);
    return 0;
  }
  const bool whole = !framing.chunked && framing.length <= rest.size();
  if (whole && admitted.where == Where::at_once) return serve_at_once(std::move(admitted), parser, rest);
  job_ = std::make_shared<Job>(shared_, place(), head, std::move(parser), peer_, std::move(admitted));
  state_ = State::body;
  since_ = now();
  if (framing.awaits_continue && rest.empty()) out_ += "HTTP/1.1 100 Continue\r\n\r\n";
  return framing.has_body() ? 0 : take_body({});
}

// A request that is there as a whole needs no Job.
std::size_t Connection::serve_at_once(Admitted admitted, RequestParser& parser, std::string_view rest) {
  const RequestHead& head = thread_.head;
  std::string body;
  std::string_view left = rest;
  parser.read_body(left, body, admitted.most_body_bytes);
  std::optional<Response> response;
  try {
    response = admitted.exchange->serve({head, body});
  } catch (...) {
    refuse(Fault::failed, &head);
    return 0;
  }
  respond(std::move(*response), Where::at_once);
  return rest.size() - left.size();
}

std::size_t Connection::take_body(std::string_view bytes) {
  std::string_view rest = bytes;
  bool too_many = false;
  const Step step = job_->take(rest, too_many);
  if (step == Step::malformed) {
    refuse(Fault::malformed, &job_->head());
  } else if (step == Step::too_large) {
    refuse(Fault::body_too_large, &job_->head());
  } else if (too_many) {
    refuse(Fault::too_many, &job_->head());
  } else if (step == Step::whole) {
    serve_job();
  }
  return bytes.size() - rest.size();
}

void Connection::serve_job() {
  state_ = State::serving;
  if (job_->where() == Where::at_once) {
    job_->serve();
    served(*job_);
  } else if (!shared_.aside.offer(job_)) {
    refuse(Fault::too_many, &job_->head());
  }
}

void Connection::served(Job& job) {
  if (&job != job_.get() || state_ != State::serving) return;
  const std::shared_ptr<Job> kept = job_;
  if (job.response()) {
    respond(std::move(*job.response()), job.where());
  } else {
    refuse(Fault::failed, &job.head());
  }
  if (job.where() == Where::aside) advance();
}

void Connection::respond(Response response, Where where) {
  if (!is_sendable(response)) {
    thread_.tallies.faults.at(static_cast<std::size_t>(Fault::failed)).add();
    response = refusal(Fault::failed, nullptr);
  }
  if (response.close || shared_.draining) sending_.persistent = false;
  sending_.date = thread_.date();
  const Follows follows = write_head(response, sending_, out_);
  if (follows == Follows::rest) sending_.persistent = false;
  closes_ = !sending_.persistent;
  if (follows == Follows::chunks || follows == Follows::rest) {
    auto& chunks = std::get<std::unique_ptr<Chunks>>(response.body);
    stream_ = std::make_shared<Stream>(place(), std::move(chunks), where, follows == Follows::chunks);
    job_.reset();
    state_ = State::streaming;
    return;
  }
  if (follows == Follows::bytes) {
    auto& body = std::get<std::string>(response.body);
    if (body.size() <= kSmall) {
      out_ += body;
    } else {
      tail_ = std::move(body);
    }
  }
  end_request();
}

// The connection ends: it is unknown where the next request would begin.
void Connection::refuse(Fault fault, const RequestHead* head) {
  thread_.tallies.faults.at(static_cast<std::size_t>(fault)).add();
  if (!head) sending_ = {};
  respond(refusal(fault, head), Where::at_once);
}

Response Connection::refusal(Fault fault, const RequestHead* head) noexcept {
  Response response;
  try {
    response = shared_.handler.refuse(fault, head);
    if (!is_sendable(response)) response = {};
    if (fault == Fault::too_many) response.with("Retry-After", "1");
  } catch (...) {
    response = {};
  }
  response.close = true;
  return response;
}

void Connection::end_request() {
  if (in_request_) thread_.tallies.requests_ended.add();
  in_request_ = false;
  in_head_ = false;
  job_.reset();
  state_ = closes_ ? State::ending : State::head;
  since_ = now();
}

}  // namespace assent::http
