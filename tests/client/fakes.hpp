// A server that answers as a test says, and time that passes when it is waited for.
#pragma once

#include "client/client.hpp"

#include <deque>
#include <stdexcept>
#include <string>
#include <vector>

namespace assent::client_test {

class FakePause final : public client::Pause {
 public:
  std::chrono::nanoseconds ticks() override { return now; }
  void wait(std::chrono::nanoseconds time) override {
    now += time;
    waited.push_back(time);
  }
  std::uint64_t random() override { return ++number; }

  std::chrono::nanoseconds now{};
  std::vector<std::chrono::nanoseconds> waited;
  std::uint64_t number = 0;
};

using Said = tl::expected<http::Received, http::Missed>;

inline Said says(unsigned status, std::string body = "", std::string retry_after = "") {
  return http::Received{status, std::move(retry_after), std::move(body)};
}
inline Said misses(http::Missed why) { return tl::unexpected(why); }

// Says what it was told to, in order, and then the last of it again and again.
class FakeServer final : public http::Requester {
 public:
  explicit FakeServer(FakePause& pause) : pause_(pause) {}

  tl::expected<http::Received, http::Missed> ask(const http::Ask& ask, std::chrono::nanoseconds most) override {
    asked.push_back(ask);
    allowed.push_back(most);
    if (says.empty()) throw std::logic_error("the test says nothing");
    Said said = says.front();
    if (says.size() > 1) says.pop_front();
    if (!said && said.error() == http::Missed::timed_out) pause_.now += most;
    return said;
  }

  std::string shown(std::size_t at) const {
    for (const auto& [name, value] : asked.at(at).headers) {
      if (name == "Authorization") return value;
    }
    return "";
  }
  std::string key(std::size_t at) const {
    for (const auto& [name, value] : asked.at(at).headers) {
      if (name == "Idempotency-Key") return value;
    }
    return "";
  }

  std::deque<Said> says;
  std::vector<http::Ask> asked;
  std::vector<std::chrono::nanoseconds> allowed;

 private:
  FakePause& pause_;
};

inline const std::string kPermit =
    R"({"decision":true,"context":{"reason":"opt_in","regime":"tra","regime_version":"1","at":"2026-02-10T06:00:00Z",)"
    R"("valid_until":"2026-03-01T00:00:00Z","source":{"key":"k","text":"t","standing":"law"},"remedies":[],)"
    R"("explanation":{"headline":"h","sentence":"s","meaning":"m","source":"o","valid_until":"v","findings":["f"],)"
    R"("evidence":[{"entry":"0/7","text":"e"}],"remedies":[]}}})";

struct Setting {
  FakePause pause;
  FakeServer server{pause};
  std::vector<std::string> keys{"first"};  // what the key's file has, at each reading
  std::size_t read = 0;
  client::Client client;

  explicit Setting(client::Settings settings = {})
      : client({server, pause,
                [this](bool anew) -> Result<std::string> {
                  if (anew && read + 1 < keys.size()) ++read;
                  return keys.at(read);
                }},
               settings) {}
};

}  // namespace assent::client_test
