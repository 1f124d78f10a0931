// Servers without a network: what the server `NAME` answers is in the file `NAME` of the current folder, then in
// `NAME.2`, and so on; the last one stays. Without a file it is not reached.
#pragma once

#include "cli/transcript.hpp"
#include "cli/world.hpp"

#include <filesystem>
#include <map>
#include <memory>

namespace assent::test {

class FileServer final : public http::Requester {
 public:
  explicit FileServer(std::string name) : name_(std::move(name)) {}

  tl::expected<http::Received, http::Missed> ask(const http::Ask&, std::chrono::nanoseconds) override {
    const std::string next = name_ + "." + std::to_string(++asked_);
    if (asked_ == 1 || std::filesystem::exists(next)) file_ = asked_ == 1 ? name_ : next;
    if (!std::filesystem::exists(file_)) return tl::unexpected(http::Missed::no_connection);
    std::string text = read_text(file_);
    if (text.starts_with("401")) return http::Received{401, "", ""};
    return http::Received{200, "", std::move(text)};
  }

  static Result<std::unique_ptr<http::Requester>> connect(const http::Address& address, const http::ClientTls&) {
    return std::make_unique<FileServer>(address.host);
  }

  // One request after the other; each takes so many milliseconds as there were requests before it, up to ten.
  static Result<void> send_volley(const http::Address& address, const http::ClientTls&, std::size_t,
                                  std::chrono::nanoseconds, http::Volley& volley) {
    FileServer server(address.host);
    std::chrono::nanoseconds now{};
    std::string request;
    for (int sent = 0; !volley.ended(now); ++sent) {
      const auto due = volley.due(now);
      if (!due) break;
      now = std::max(now, *due);
      volley.next(request);
      now += std::chrono::milliseconds(1 + sent % 10);
      volley.came(*due, now, server.ask({}, {}));
    }
    return {};
  }

 private:
  const std::string name_;
  std::string file_;
  int asked_ = 0;
};

class BenchUser final : public cli::User {
 public:
  explicit BenchUser(unsigned looks) : looks_(looks) {}
  bool asks_to_end(std::chrono::milliseconds most) override { return most.count() > 0 && looks_-- <= 1; }
  unsigned columns() const override { return 72; }
  unsigned rows() const override { return 20; }

 private:
  unsigned looks_;
};

}  // namespace assent::test
