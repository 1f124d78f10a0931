#include "http_client/volley.hpp"

#include "http_client/tls.hpp"
#include "http_client/wire.hpp"

#include <boost/asio/steady_timer.hpp>

#include <memory>
#include <utility>
#include <vector>

namespace assent::http_client {
namespace {

using std::chrono::nanoseconds;
using AsioFailure = boost::system::error_code;

constexpr std::chrono::milliseconds kLook{100};

class Volleyed {
 public:
  Volleyed(Peer peer, const Volleying& how, http::Volley& volley)
      : peer_(std::move(peer)), how_(how), volley_(volley), due_(context_), look_(context_) {
    for (std::size_t i = 0; i < how.connections; ++i) {
      lines_.push_back(std::make_unique<Line>(context_, peer_));
      free_.push_back(lines_.back().get());
    }
  }

  void run() {
    look();
    send();
    context_.run();
  }

 private:
  struct Line {
    Line(boost::asio::io_context& context, const Peer& peer) : wire(context, peer) {}
    std::string request;
    nanoseconds sent{};
    Wire wire;
  };

  nanoseconds now() const { return std::chrono::steady_clock::now() - began_; }

  void send() {
    if (sending_) return;  // what fails at once comes back here
    sending_ = true;
    while (!over_ && !free_.empty()) {
      const nanoseconds at = now();
      const auto due = volley_.due(at);
      if (!due) {
        over_ = true;
        break;
      }
      if (*due > at) {
        due_.expires_at(began_ + *due);
        due_.async_wait([this](AsioFailure failed) {
          if (!failed) send();
        });
        break;
      }
      Line& line = *free_.back();
      free_.pop_back();
      volley_.next(line.request);
      line.sent = at;
      line.wire.ask(line.request, [this, &line, due = *due](const auto& outcome) {
        volley_.came(due, now(), outcome);
        free_.push_back(&line);
        send();
      });
    }
    sending_ = false;
    if (over_ && free_.size() == lines_.size()) context_.stop();
  }

  void look() {
    look_.expires_after(kLook);
    look_.async_wait([this](AsioFailure failed) {
      if (failed) return;
      const nanoseconds at = now();
      const bool told_to_end = volley_.ended(at);
      over_ = over_ || told_to_end;
      for (const auto& each : lines_) {
        if (!each->wire.is_free() && (told_to_end || at - each->sent > how_.timeout)) each->wire.give_up();
      }
      if (over_ && free_.size() == lines_.size()) return context_.stop();
      look();
    });
  }

  const std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
  Peer peer_;
  const Volleying how_;
  http::Volley& volley_;
  boost::asio::io_context context_{1};  // outlives the lines
  boost::asio::steady_timer due_;
  boost::asio::steady_timer look_;
  std::vector<std::unique_ptr<Line>> lines_;
  std::vector<Line*> free_;
  bool sending_ = false;
  bool over_ = false;  // no request follows
};

}  // namespace

Result<void> send_volley(const http::Address& address, const http::ClientTls& tls, const Volleying& how,
                         http::Volley& volley) {
  Peer peer{address, nullptr};
  if (address.tls) peer.tls = TRY(tls_context(tls));
  Volleyed(std::move(peer), how, volley).run();
  return {};
}

}  // namespace assent::http_client
