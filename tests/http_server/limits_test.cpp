// Clients that are slow, greedy or hostile, and what happens to them.
#include "base/waiting.hpp"
#include "http_server/served.hpp"

#include <atomic>
#include <latch>
#include <vector>

namespace assent::http::limits_test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

Response short_answer(const Request& request) { return text(200, std::string(request.body)); }

const std::string kGet = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

std::string get(const std::string& path) { return "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n"; }

std::string post(const std::string& path, std::size_t length) {
  return "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(length) + "\r\n\r\n";
}

// The response names the fault, and is the last one.
void expect_fault(Client& client, Fault fault, int status) {
  const Reply reply = client.read();
  EXPECT_EQ(reply.status, status);
  EXPECT_EQ(reply.body, "fault " + std::to_string(static_cast<int>(fault)));
  EXPECT_EQ(reply.headers.count("connection"), 1U);
  EXPECT_TRUE(client.is_ended());
}

TEST(Limits, AMalformedRequestEndsTheConnection) {
  Served served(short_answer);
  Client client = served.client();
  client.send("GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + kGet);
  expect_fault(client, Fault::malformed, 400);
  EXPECT_EQ(served.faults(Fault::malformed), 1U);
}

TEST(Limits, WhatCameBeforeAMalformedRequestIsAnswered) {
  Served served(short_answer);
  Client client = served.client();
  client.send(kGet + "GET / HTTP/1.1\nHost: x\n\n" + kGet);
  EXPECT_EQ(client.read().status, 200);
  expect_fault(client, Fault::malformed, 400);
}

TEST(Limits, AMalformedChunkEndsTheConnection) {
  for (const std::string path : {"/", "/aside"}) {
    Served served(short_answer);
    Client client = served.client();
    client.send("POST " + path + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3 \r\nabc\r\n0\r\n\r\n");
    expect_fault(client, Fault::malformed, 400);
  }
}

TEST(Limits, AHeadTooLargeIsRefusedBeforeItsEnd) {
  Served served(short_answer);
  Client client = served.client();
  client.send("GET / HTTP/1.1\r\nX: " + std::string(17'000, 'x'));
  expect_fault(client, Fault::header_too_large, 431);
}

TEST(Limits, ABodyTooLargeIsRefusedBeforeItIsSent) {
  Served served(short_answer);
  for (const std::string path : {"/", "/aside"}) {
    Client client = served.client();
    client.send(post(path, 1001));
    expect_fault(client, Fault::body_too_large, 413);
    Client chunks = served.client();
    chunks.send("POST " + path + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n");
    expect_fault(chunks, Fault::body_too_large, 413);
  }
  Client just = served.client();
  just.send(post("/", 1000) + std::string(1000, 'x'));
  EXPECT_EQ(just.read().body.size(), 1000U);
}

// If bytes stayed unread, the system would drop the response.
TEST(Limits, AClientThatSendsOnGetsItsAnswerAllTheSame) {
  Served served(short_answer);
  Client client = served.client();
  client.send(post("/", 4'000'000) + std::string(4'000'000, 'x'));
  expect_fault(client, Fault::body_too_large, 413);
}

TEST(Limits, ARefusalByTheHeadLeavesABodyUnread) {
  Served served(short_answer);
  Client client = served.client();
  client.send(get("/refused"));
  EXPECT_EQ(client.read().headers.count("connection"), 0U) << "there is no body";
  client.send(post("/refused", 5) + "hello" + kGet);
  const Reply reply = client.read();
  EXPECT_EQ(reply.status, 401);
  EXPECT_EQ(reply.headers.count("connection"), 1U);
  EXPECT_TRUE(client.is_ended());
}

TEST(Limits, AClientAsksWhetherToSendItsBody) {
  Served served(short_answer);
  Client client = served.client();
  const std::string asks = "Host: x\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n";
  client.send("POST / HTTP/1.1\r\n" + asks);
  EXPECT_EQ(client.read().status, 100);
  client.send("hello");
  EXPECT_EQ(client.read().body, "hello");
  client.send("POST / HTTP/1.1\r\n" + asks + "hello");
  EXPECT_EQ(client.read().status, 200) << "it has not waited";
  client.send("POST /refused HTTP/1.1\r\n" + asks);
  EXPECT_EQ(client.read().status, 401);
}

TEST(Limits, AHeadThatComesTooSlowly) {
  Served served(short_answer);
  Client slow = served.client();
  std::uint64_t received = 0;
  for (const std::string piece : {"GET / HTTP/1.1\r\n", "Host: x\r\n", "X: y\r\n"}) {
    slow.send(piece);
    served.await_received(received += piece.size());
    served.pass(seconds(3));
  }
  Client other = served.client();
  other.send(kGet);
  EXPECT_EQ(other.read().status, 200) << "nobody else is held up";
  served.pass(seconds(2));
  expect_fault(slow, Fault::too_slow, 408);
  EXPECT_EQ(served.faults(Fault::too_slow), 1U);
}

TEST(Limits, ABodyThatComesTooSlowly) {
  for (const std::string path : {"/", "/aside"}) {
    Served served(short_answer, [](ServerSettings& settings) { settings.limits.least_rate = 10; });
    Client client = served.client();
    const std::string head = post(path, 1000);
    client.send(head + std::string(100, 'x'));
    served.await_received(head.size() + 100);
    served.pass(seconds(19));
    EXPECT_EQ(served.faults(Fault::too_slow), 0U) << "a hundred bytes have ten seconds and ten";
    served.pass(seconds(2));
    expect_fault(client, Fault::too_slow, 408);
  }
}

TEST(Limits, AConnectionThatIsIdleTooLong) {
  Served served(short_answer);
  Client used = served.client();
  used.send(kGet);
  EXPECT_EQ(used.read().status, 200);
  Client unused = served.client();
  served.await_open(2);
  served.pass(seconds(59));
  EXPECT_EQ(served.server->counts().connections_now, 2U);
  served.pass(seconds(2));
  EXPECT_TRUE(used.is_ended());
  EXPECT_TRUE(unused.is_ended());
  served.await_open(0);
}

TEST(Limits, AClientThatDoesNotReadItsResponse) {
  for (const std::string path : {"/", "/aside"}) {
    Served served([](const Request&) { return text(200, std::string(std::size_t{64} << 20, 'x')); });
    Client client = served.client();
    client.send(get(path));
    served.await([](const Counts& counts) { return counts.bytes_sent > 0; });
    served.pass(seconds(9));
    EXPECT_EQ(served.server->counts().connections_now, 1U);
    served.pass(seconds(40'000));
    served.await_open(0);
    EXPECT_FALSE(client.read().whole);
  }
}

TEST(Limits, TooManyConnections) {
  Served served(short_answer, [](ServerSettings& settings) { settings.limits.connections = 2; });
  Client first = served.client();
  Client second = served.client();
  served.await_open(2);
  Client third = served.client();
  expect_fault(third, Fault::too_many, 503);
  third.reset();
  served.await_open(2);
  EXPECT_EQ(served.server->counts().connections_refused, 1U);
  first.send(kGet);
  EXPECT_EQ(first.read().status, 200);
  first.finish_sending();
  served.await_open(1);
  Client fourth = served.client();
  fourth.send(kGet);
  EXPECT_EQ(fourth.read().status, 200);
}

TEST(Limits, TooManyConnectionsOfOneAddress) {
  Served served(short_answer, [](ServerSettings& settings) {
    settings.limits.connections_of_address = 1;
    settings.endpoints.front().address = "::1";
  });
  Client first(served.port(), "::1");
  served.await_open(1);
  Client second(served.port(), "::1");
  const Reply reply = second.read();
  EXPECT_EQ(reply.status, 503);
  EXPECT_EQ(reply.headers.at("retry-after"), "1");
}

// A thread that waits for a disk or for another does not keep others from computing, however few may compute at once.
TEST(Limits, WhatWaitsLetsOthersCompute) {
  std::latch answered(1);
  std::atomic<int> computing = 0;
  std::atomic<int> most = 0;
  const auto compute = [&](int change) {
    const int now = computing += change;
    if (now > most) most = now;
  };
  Served served(
      [&](const Request& request) {
        compute(1);
        if (request.head.path == "/aside/waits") {
          compute(-1);
          {
            const Waiting waiting;
            answered.wait();
          }
          compute(1);
        }
        compute(-1);
        return text(200, "");
      },
      [](ServerSettings& settings) {
        settings.aside_threads = 4;
        settings.aside_at_once = 1;
      });
  std::vector<Client> waiting;
  for (int i = 0; i < 3; ++i) {
    waiting.push_back(served.client());
    waiting.back().send(get("/aside/waits"));
  }
  Client other = served.client();
  for (int i = 0; i < 10; ++i) {
    other.send(get("/aside"));
    EXPECT_EQ(other.read().status, 200);
  }
  answered.count_down();
  for (Client& each : waiting) EXPECT_EQ(each.read().status, 200);
  EXPECT_EQ(most, 1);
}

TEST(Limits, TooManyRequestsWaitAside) {
  std::latch open(1);
  Served served(
      [&](const Request&) {
        open.wait();
        return text(200, "");
      },
      [](ServerSettings& settings) {
        settings.aside_threads = 1;
        settings.limits.waiting_aside = 1;
      });
  std::vector<Client> clients;
  for (int i = 0; i < 3; ++i) clients.push_back(served.client());
  clients[0].send(get("/aside"));
  clients[1].send(get("/aside"));
  clients[2].send(get("/aside"));
  served.await([](const Counts& counts) { return counts.faults[static_cast<std::size_t>(Fault::too_many)] >= 1; });
  Client other = served.client();
  other.send(get("/refused"));
  EXPECT_EQ(other.read().status, 401) << "what is answered at once goes on";
  open.count_down();
  int served_ones = 0;
  int refused_ones = 0;
  for (Client& each : clients) (each.read().status == 200 ? served_ones : refused_ones) += 1;
  EXPECT_GE(served_ones, 1);
  EXPECT_EQ(static_cast<std::uint64_t>(refused_ones), served.faults(Fault::too_many));
  EXPECT_EQ(served_ones + refused_ones, 3);
}

TEST(Limits, AllBodiesTogetherAreTooLarge) {
  Served served(short_answer, [](ServerSettings& settings) { settings.limits.bodies = 1000; });
  Client first = served.client();
  const std::string head = post("/", 900);
  first.send(head + std::string(600, 'x'));
  served.await_received(head.size() + 600);
  Client second = served.client();
  second.send(head + std::string(600, 'x'));
  expect_fault(second, Fault::too_many, 503);
  first.send(std::string(300, 'x'));
  EXPECT_EQ(first.read().body.size(), 900U);
}

TEST(Limits, AHandlerThatThrows) {
  for (const std::string path : {"/", "/aside", "/admit-throws", "/nothing"}) {
    Served served([](const Request&) -> Response { throw std::bad_alloc(); });
    Client client = served.client();
    client.send(get(path) + kGet);
    expect_fault(client, Fault::failed, 500);
    EXPECT_EQ(served.faults(Fault::failed), 1U);
  }
}

TEST(Limits, AHandlerThatCannotEvenRefuse) {
  Served served([](const Request&) -> Response { throw 7; });
  served.handler.refusing_throws = true;
  Client client = served.client();
  client.send(kGet);
  const Reply reply = client.read();
  EXPECT_EQ(reply.status, 500);
  EXPECT_EQ(reply.body, "");
  EXPECT_TRUE(client.is_ended());
}

TEST(Limits, AResponseThatWouldBeTwo) {
  Served served([](const Request&) { return text(200, "").with("X", "a\r\nSet-Cookie: b"); });
  Client client = served.client();
  client.send(kGet);
  expect_fault(client, Fault::failed, 500);
}

// A body that breaks off must not look whole, even where the connection's end is its end.
TEST(Limits, ABrokenBodyIsNeverWhole) {
  for (const std::string version : {"1.1", "1.0"}) {
    for (const std::string path : {"/", "/aside"}) {
      for (const bool throws : {false, true}) {
        Served served([&](const Request&) {
          Response response = text(200, "");
          response.body = std::make_unique<Pieces>([throws, i = 0](std::string& out, Pieces& pieces) mutable {
            out += "piece";
            if (++i < 3) return true;
            if (throws) throw std::bad_alloc();
            pieces.broken = true;
            return false;
          });
          return response;
        });
        Client client = served.client();
        client.send("GET " + path + " HTTP/" + version + "\r\nHost: x\r\n\r\n");
        const std::string all = client.read_all();
        EXPECT_TRUE(client.was_broken()) << version << path << throws;
        EXPECT_EQ(all.find("0\r\n\r\n"), std::string::npos);
        served.await_open(0);
      }
    }
  }
}

TEST(Limits, AClientThatLeavesWhileItIsServed) {
  std::latch arrived(1);
  std::latch open(1);
  std::atomic<int> served_ones{0};
  Served served(
      [&](const Request&) {
        if (++served_ones == 1) arrived.count_down();
        open.wait();
        return text(200, "");
      },
      [](ServerSettings& settings) { settings.aside_threads = 1; });
  Client first = served.client();
  first.send(get("/aside"));
  arrived.wait();
  Client second = served.client();
  second.send(get("/aside"));
  served.await([](const Counts& counts) { return counts.requests_now == 2; });
  first.reset();
  second.reset();
  served.await_open(0);
  open.count_down();
  Client third = served.client();
  third.send(get("/aside"));
  EXPECT_EQ(third.read().status, 200);
  EXPECT_EQ(served_ones, 2) << "what was not begun is not served to nobody";
}

TEST(Limits, ManyIdleConnectionsHoldNobodyUp) {
  Served served(short_answer, [](ServerSettings& settings) { settings.limits.connections = 600; });
  std::vector<Client> idle;
  for (int i = 0; i < 500; ++i) idle.push_back(served.client());
  served.await_open(500);
  Client client = served.client();
  for (int i = 0; i < 100; ++i) {
    client.send(kGet);
    EXPECT_EQ(client.read().status, 200);
  }
  served.pass(seconds(61));
  served.await_open(0);
}

TEST(Limits, ADrainAnswersWhatIsThere) {
  std::latch arrived(1);
  std::latch open(1);
  Served served([&](const Request&) {
    arrived.count_down();
    open.wait();
    return text(200, "done");
  });
  Client idle = served.client();
  Client busy = served.client();
  busy.send(get("/aside"));
  arrived.wait();
  served.await_open(2);
  EXPECT_FALSE(served.server->drain(milliseconds(0))) << "one is served";
  EXPECT_TRUE(idle.is_ended());
  open.count_down();
  const Reply reply = busy.read();
  EXPECT_EQ(reply.body, "done");
  EXPECT_EQ(reply.headers.at("connection"), "close");
  EXPECT_TRUE(busy.is_ended());
  busy.reset();
  EXPECT_TRUE(served.server->drain(seconds(10)));
  EXPECT_FALSE(served.client().is_connected());
}

TEST(Limits, Version1_0) {
  Served served([](const Request& request) {
    Response response = text(200, "short");
    if (request.head.path != "/stream") return response;
    response.body = std::make_unique<Pieces>([](std::string& out, Pieces&) {
      out += "made";
      return false;
    });
    return response;
  });
  Client kept = served.client();
  kept.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  EXPECT_EQ(kept.read().headers.at("connection"), "keep-alive");
  kept.send("GET /stream HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  const Reply reply = kept.read();
  EXPECT_EQ(reply.body, "made") << "without chunks";
  EXPECT_EQ(reply.headers.at("connection"), "close");
  Client plain = served.client();
  plain.send("GET / HTTP/1.0\r\n\r\n");
  EXPECT_EQ(plain.read().headers.at("connection"), "close");
}

TEST(Limits, HeadHasNoBody) {
  Served served(short_answer);
  Client client = served.client();
  client.send("HEAD / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello" + kGet);
  EXPECT_EQ(client.read(true).headers.at("content-length"), "5");
  EXPECT_EQ(client.read().headers.at("content-length"), "0");
}

TEST(Limits, SettingsThatAreNone) {
  TestHandler handler(short_answer);
  ServerSettings settings;
  settings.endpoints = {{"localhost", 0, false}};
  EXPECT_EQ(Server::start(settings, handler).error().code, ErrorCode::invalid);
  settings.endpoints = {{"127.0.0.1", 0, true}};
  EXPECT_EQ(Server::start(settings, handler).error().code, ErrorCode::invalid) << "TLS without a certificate";
  settings.endpoints = {{"192.0.2.1", 0, false}};
  EXPECT_EQ(Server::start(settings, handler).error().code, ErrorCode::unavailable) << "not of this machine";
  const Served served(short_answer);
  settings.endpoints = {{"127.0.0.1", served.port(), false}};
  EXPECT_EQ(Server::start(settings, handler).error().code, ErrorCode::unavailable) << "taken";
}

}  // namespace
}  // namespace assent::http::limits_test
