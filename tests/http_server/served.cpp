#include "http_server/served.hpp"

#include <stdexcept>
#include <utility>

namespace assent::http {

class TestHandler::OneExchange final : public Exchange {
 public:
  explicit OneExchange(const Answer& answer) : answer_(answer) {}
  Response serve(const Request& request) override { return answer_(request); }

 private:
  const Answer& answer_;
};

std::variant<Admitted, Response> TestHandler::admit(const RequestHead& head) {
  if (head.path == "/refused") return text(401, "who are you?");
  if (head.path == "/admit-throws") throw std::runtime_error("admit");
  Admitted admitted;
  if (head.path != "/nothing") admitted.exchange = std::make_unique<OneExchange>(answer_);
  admitted.where = head.path.starts_with("/aside") ? Where::aside : Where::at_once;
  admitted.most_body_bytes = most_body_bytes;
  return admitted;
}

Response TestHandler::refuse(Fault fault, const RequestHead*) {
  if (refusing_throws) throw std::runtime_error("refuse");
  constexpr unsigned kStatuses[] = {400, 431, 413, 408, 503, 500};
  const auto number = static_cast<std::size_t>(fault);
  return text(kStatuses[number], "fault " + std::to_string(number));
}

Served::Served(TestHandler::Answer answer, const Change& change) : handler(std::move(answer)) {
  ServerSettings settings;
  settings.endpoints = {Endpoint{}};
  settings.reading_threads = 2;
  settings.aside_threads = 2;
  settings.clock = &clock;
  settings.elapsed = [this] { return std::chrono::nanoseconds(elapsed_); };
  if (change) change(settings);
  auto started = Server::start(std::move(settings), handler);
  if (!started) throw std::runtime_error(to_string(started.error()));
  server = std::move(*started);
}

void Served::await(const std::function<bool(const Counts&)>& so) const {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (!so(server->counts())) {
    ASSERT_LT(std::chrono::steady_clock::now(), end) << "the server's counts never get so far";
    std::this_thread::yield();
  }
}

}  // namespace assent::http
