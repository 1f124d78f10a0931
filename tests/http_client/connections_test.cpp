// The product's client against the product's server, and against servers that do not behave.

#include "http_client/connections.hpp"

#include "http_server/certificates.hpp"
#include "http_server/served.hpp"
#include "issuer_keys/small_server.hpp"

#include <filesystem>
#include <fstream>
#include <vector>

namespace assent::http_client::connections_test {
namespace {

using http::Missed;
using http::Request;
using std::chrono::seconds;

constexpr seconds kPatience{20};

std::unique_ptr<http::Requester> client_of(std::uint16_t port, const http::ClientTls& tls = {}, bool secure = false) {
  return connections({secure, "127.0.0.1", port, ""}, tls).value();
}

http::Ask post(std::string path, std::string body) {
  return {http::Method::post, std::move(path), {{"Content-Type", "text/plain"}}, std::move(body)};
}

http::Response echo(const Request& request) { return http::text(200, std::string(request.body)); }

TEST(Connections, OneConnectionServesManyQuestions) {
  const http::Served served(echo);
  const auto client = client_of(served.port());
  for (int i = 0; i < 100; ++i) {
    const auto received = client->ask(post("/", std::to_string(i)), kPatience);
    ASSERT_TRUE(received) << to_string(received.error());
    EXPECT_EQ(received->status, 200U);
    EXPECT_EQ(received->body, std::to_string(i));
  }
  EXPECT_EQ(served.server->counts().connections, 1U);
}

TEST(Connections, LongBodiesGoBothWays) {
  http::Served served(echo);
  served.handler.most_body_bytes = std::size_t{32} << 20;
  const std::string long_body(std::size_t{8} << 20, 'x');
  const auto received = client_of(served.port())->ask(post("/", long_body), kPatience);
  ASSERT_TRUE(received) << to_string(received.error());
  EXPECT_TRUE(received->body == long_body);
}

TEST(Connections, AnAnswerInPiecesIsPutTogether) {
  const http::Served served([](const Request&) {
    http::Response response;
    response.status = 200;
    response.body = std::make_unique<http::Pieces>([left = 50](std::string& out, http::Pieces&) mutable {
      out += "piece ";
      return --left > 0;
    });
    return response;
  });
  const auto received = client_of(served.port())->ask(post("/", ""), kPatience);
  ASSERT_TRUE(received);
  EXPECT_EQ(received->body.size(), 300U);
}

// What breaks off is no response, however much of it came.
TEST(Connections, AnAnswerThatBreaksOffIsNone) {
  const http::Served served([](const Request&) {
    http::Response response;
    response.status = 200;
    response.body = std::make_unique<http::Pieces>([](std::string& out, http::Pieces& pieces) {
      out += "piece ";
      pieces.broken = true;
      return false;
    });
    return response;
  });
  const auto received = client_of(served.port())->ask(post("/", ""), kPatience);
  ASSERT_FALSE(received);
  EXPECT_EQ(received.error(), Missed::broken_off);
}

// A server that has ended an idle connection is asked on a new one.
TEST(Connections, WhatTheServerHasEndedMeanwhileIsMadeAnew) {
  http::Served served(echo);
  const auto client = client_of(served.port());
  EXPECT_TRUE(client->ask(post("/", "1"), kPatience));
  served.pass(seconds(3600));
  served.await_open(0);
  const auto received = client->ask(post("/", "2"), kPatience);
  ASSERT_TRUE(received) << to_string(received.error());
  EXPECT_EQ(received->body, "2");
  EXPECT_EQ(served.server->counts().connections, 2U);
}

TEST(Connections, EarlyRefusalsAreHeard) {
  http::Served served(echo);
  served.handler.most_body_bytes = 10;
  const auto received = client_of(served.port())->ask(post("/", std::string(std::size_t{1} << 20, 'x')), kPatience);
  ASSERT_TRUE(received) << to_string(received.error());
  EXPECT_EQ(received->status, 413U);
}

TEST(Connections, WhoIsNotThereIsNotReached) {
  std::uint16_t port = 0;
  {
    const http::Served served(echo);
    port = served.port();
  }
  const auto received = client_of(port)->ask(post("/", ""), kPatience);
  ASSERT_FALSE(received);
  EXPECT_EQ(received.error(), Missed::no_connection);
}

std::unique_ptr<http::Requester> client_of(const SmallServer& server, const std::string& host,
                                           const http::ClientTls& tls) {
  const std::string url = server.address(host);
  const auto address = http::address_of(url.substr(0, url.find("/jwks"))).value();
  return connections(address, tls).value();
}

TEST(Connections, WhatIsNoAnswerIsSaidToBeNone) {
  for (const char* received :
       {"220 smtp ready\r\n", "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n", "HTTP/2 200\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}HTTP/1.1 200 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nz\r\n"}) {
    const SmallServer server(SmallServer::Speaks::http, received);
    const auto got = client_of(server, "127.0.0.1", {})->ask(post("/", ""), kPatience);
    ASSERT_FALSE(got) << received;
    EXPECT_EQ(got.error(), Missed::malformed) << received;
  }
  const SmallServer long_one(SmallServer::Speaks::http, "HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n");
  EXPECT_EQ(client_of(long_one, "127.0.0.1", {})->ask(post("/", ""), kPatience).error(), Missed::too_large);
}

TEST(Connections, WhoDoesNotAnswerIsGivenUp) {
  SmallServer server(SmallServer::Speaks::http, http_answer("200 OK", "{}"));
  server.hold_back();
  const auto client = client_of(server, "127.0.0.1", {});
  const auto got = client->ask(post("/", ""), std::chrono::milliseconds(20));
  ASSERT_FALSE(got);
  EXPECT_EQ(got.error(), Missed::timed_out);
}

TEST(Connections, TrustedByNameAndAuthority) {
  const SmallServer server(SmallServer::Speaks::https, http_answer("200 OK", "{}"));
  const auto received =
      client_of(server, "localhost", {server.authority_file(), "", ""})->ask(post("/", ""), kPatience);
  ASSERT_TRUE(received) << to_string(received.error());
  EXPECT_EQ(received->body, "{}");
}

struct Tls : testing::Test {
  http::MadeCertificate root{"root", nullptr, true};
  http::MadeCertificate server{"127.0.0.1", &root};
  http::MadeCertificate billing{"billing", &root};
  std::filesystem::path folder =
      std::filesystem::path(testing::TempDir()) /
      (std::string("assent_http_client_") + testing::UnitTest::GetInstance()->current_test_info()->name());

  Tls() { std::filesystem::create_directories(folder); }
  ~Tls() override { std::filesystem::remove_all(folder); }

  std::string file(const std::string& name, const std::string& text) const {
    std::ofstream(folder / name) << text;
    return (folder / name).string();
  }
  http::Served::Change material(http::ClientCertificates clients) const {
    const http::TlsMaterial its{server.pem(), server.key_pem(), clients, root.pem()};
    return [its](http::ServerSettings& settings) {
      settings.endpoints = {{"127.0.0.1", 0, true}};
      settings.tls = its;
    };
  }
};

TEST_F(Tls, ACertificateOfAnotherNameOrAuthorityIsNotTrusted) {
  const http::Served served(echo, material(http::ClientCertificates::not_asked));
  const auto other = client_of(served.port(), {file("other.pem", billing.pem()), "", ""}, true);
  const auto received = other->ask(post("/", ""), kPatience);
  ASSERT_FALSE(received);
  EXPECT_EQ(received.error(), Missed::not_trusted);
  const auto name = connections({true, "localhost", served.port(), ""}, {file("ca.pem", root.pem()), "", ""}).value();
  const auto of_name = name->ask(post("/", ""), kPatience);
  ASSERT_FALSE(of_name);
  EXPECT_EQ(of_name.error(), Missed::not_trusted);
}

TEST_F(Tls, FilesThatCannotBeUsedAreNamed) {
  const std::string ca = file("ca.pem", root.pem());
  const std::string certificate = file("c.pem", billing.pem());
  const std::string key = file("k.pem", server.key_pem());
  for (const http::ClientTls& files :
       {http::ClientTls{(folder / "none").string(), "", ""}, http::ClientTls{ca, certificate, ""},
        http::ClientTls{ca, certificate, key}, http::ClientTls{ca, ca + "x", key}, http::ClientTls{ca, key, key}}) {
    const auto made = connections({true, "localhost", 1, ""}, files);
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, ErrorCode::invalid);
  }
}

}  // namespace
}  // namespace assent::http_client::connections_test
