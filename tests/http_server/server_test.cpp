#include "http_server/server.hpp"

#include "http_server/served.hpp"

#include <gmock/gmock.h>

#include <latch>
#include <vector>

namespace assent::http::server_test {
namespace {

using testing::HasSubstr;
using testing::Not;

Response echo(const Request& request) {
  std::string said(request.head.method_name);
  said.append(" ").append(request.head.path).append("?").append(request.head.query).append(" ");
  return text(200, said.append(request.body)).with("Content-Type", "text/plain");
}

TEST(Server, AnswersARequest) {
  Served served(echo);
  Client client = served.client();
  client.send("GET /a%20b?c=d HTTP/1.1\r\nHost: x\r\n\r\n");
  const Reply reply = client.read();
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.body, "GET /a%20b?c=d ");
}

TEST(Server, WritesDateAndLengthAndWhatTheHandlerSays) {
  Served served(echo);
  Client client = served.client();
  client.send("GET /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(
      client.read_all(),
      "HTTP/1.1 200 OK\r\nDate: Wed, 18 Feb 2026 00:00:00 GMT\r\nContent-Type: text/plain\r\nContent-Length: 8\r\n"
      "Connection: close\r\n\r\nGET /a? ");
}

TEST(Server, KeepsTheConnectionForFurtherRequests) {
  Served served(echo);
  Client client = served.client();
  for (const std::string path : {"/one", "/aside/two", "/three"}) {
    client.send("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
    const Reply reply = client.read();
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body, "GET " + path + "? ");
    EXPECT_EQ(reply.headers.count("connection"), 0U);
  }
  EXPECT_EQ(served.server->counts().connections, 1U);
  EXPECT_EQ(served.server->counts().requests, 3U);
}

TEST(Server, ReadsABodyThatComesInPieces) {
  Served served(echo);
  Client client = served.client();
  for (const std::string path : {"/body", "/aside/body"}) {
    const std::string bytes = "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 11\r\n\r\nhello world";
    std::uint64_t sent = served.server->counts().bytes_received;
    for (const char c : bytes) {
      client.send({&c, 1});
      served.await_received(++sent);
    }
    EXPECT_EQ(client.read().body, "POST " + path + "? hello world");
  }
}

TEST(Server, ReadsALaterMinorVersionAsItsOwn) {
  Served served(echo);
  Client client = served.client();
  for (const std::string path : {"/one", "/aside/two"}) {
    client.send("POST " + path + "?x HTTP/1.2\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello");
    EXPECT_EQ(client.read().body, "POST " + path + "?x hello");
  }
}

TEST(Server, ReadsABodyInChunks) {
  Served served(echo);
  Client client = served.client();
  const std::string bytes =
      "POST /aside HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5;a=\"b\"\r\nhello\r\n006\r\n world\r\n"
      "0\r\nTrailer: x\r\n\r\nGET /next HTTP/1.1\r\nHost: x\r\n\r\n";
  client.send(bytes);
  EXPECT_EQ(client.read().body, "POST /aside? hello world");
  EXPECT_EQ(client.read().body, "GET /next? ");
}

TEST(Server, AnswersPipelinedRequestsInTheirOrder) {
  Served served(echo);
  Client client = served.client();
  std::string requests;
  for (int i = 0; i < 500; ++i) {
    const std::string path = (i % 7 == 3 ? "/aside/" : "/") + std::to_string(i);
    requests += "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nab";
  }
  client.send(requests);
  for (int i = 0; i < 500; ++i) {
    EXPECT_EQ(client.read().body, "POST " + std::string(i % 7 == 3 ? "/aside/" : "/") + std::to_string(i) + "? ab");
  }
}

TEST(Server, ServesManyClientsAtATime) {
  Served served(echo);
  std::vector<Client> clients;
  for (int i = 0; i < 100; ++i) clients.push_back(served.client());
  for (Client& each : clients) each.send("GET /aside/x HTTP/1.1\r\nHost: x\r\n\r\n");
  for (Client& each : clients) EXPECT_EQ(each.read().status, 200);
}

TEST(Server, SendsABodyThatIsMadeMeanwhile) {
  for (const std::string path : {"/many", "/aside/many"}) {
    Served served([](const Request&) {
      Response response = text(200, "");
      response.body = std::make_unique<Pieces>([i = 0](std::string& out, Pieces&) mutable {
        out += std::to_string(i) + "\n";
        return ++i < 100'000;
      });
      return response;
    });
    std::string expected;
    for (int i = 0; i < 100'000; ++i) expected += std::to_string(i) + "\n";
    Client client = served.client();
    client.send("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\nGET /refused HTTP/1.1\r\nHost: x\r\n\r\n");
    const Reply reply = client.read();
    EXPECT_TRUE(reply.whole);
    EXPECT_TRUE(reply.body == expected);
    EXPECT_EQ(client.read().status, 401);
  }
}

}  // namespace
}  // namespace assent::http::server_test
