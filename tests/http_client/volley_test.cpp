// Many connections against the product's server: every request has its outcome, and no connection is used twice at
// once.

#include "http_client/volley.hpp"

#include "http_server/served.hpp"

#include <map>
#include <set>
#include <string>

namespace assent::http_client::volley_test {
namespace {

using http::Missed;
using http::Request;
using std::chrono::nanoseconds;
using std::chrono::seconds;

// As many requests as fast as they go, each with its number.
class Numbered : public http::Volley {
 public:
  Numbered(std::uint16_t port, int count) : address_{false, "127.0.0.1", port, ""}, count_(count) {}

  const http::Address& address() const { return address_; }
  std::optional<nanoseconds> due(nanoseconds now) override { return sent < count_ ? std::optional(now) : std::nullopt; }
  void next(std::string& request) override {
    request = http::bytes_of({http::Method::post, path, {}, std::to_string(sent++)}, address_);
  }
  void came(nanoseconds due, nanoseconds now, const tl::expected<http::Received, Missed>& outcome) override {
    EXPECT_GE(now, due);
    if (outcome) bodies.insert(outcome->body);
    else ++missed[outcome.error()];
  }
  bool ended(nanoseconds) override { return wants_end; }

  std::string path = "/";
  int sent = 0;
  bool wants_end = false;
  std::multiset<std::string> bodies;
  std::map<Missed, int> missed;

 private:
  const http::Address address_;
  const int count_;
};

http::Response echo_of(const Request& request) { return http::text(200, std::string(request.body)); }

TEST(Volley, EveryRequestHasItsResponse) {
  const http::Served served(echo_of);
  Numbered volley(served.port(), 500);
  ASSERT_TRUE(send_volley(volley.address(), {}, {7, seconds(20)}, volley));
  EXPECT_EQ(volley.bodies.size(), 500U);
  EXPECT_EQ(std::set(volley.bodies.begin(), volley.bodies.end()).size(), 500U);
  EXPECT_TRUE(volley.missed.empty());
  EXPECT_EQ(served.server->counts().connections, 7U);
}

TEST(Volley, WithoutAServerEveryRequestSaysSo) {
  std::uint16_t port = 0;
  {
    const http::Served served(echo_of);
    port = served.port();
  }
  Numbered volley(port, 50);
  ASSERT_TRUE(send_volley(volley.address(), {}, {3, seconds(20)}, volley));
  EXPECT_EQ(volley.missed, (std::map<Missed, int>{{Missed::no_connection, 50}}));
}

TEST(Volley, WhatHasNoResponseIsGivenUpAtTheEnd) {
  std::atomic<bool> over = false;
  http::Served served([&](const Request&) {
    while (!over) std::this_thread::yield();
    return http::text(200, "late");
  });
  Numbered volley(served.port(), 4);
  volley.path = "/aside";
  volley.wants_end = true;
  ASSERT_TRUE(send_volley(volley.address(), {}, {4, seconds(600)}, volley));
  over = true;
  EXPECT_EQ(volley.missed, (std::map<Missed, int>{{Missed::timed_out, 4}}));
}

}  // namespace
}  // namespace assent::http_client::volley_test
