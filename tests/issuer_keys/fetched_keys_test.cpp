// Keys of issuers, fetched from real servers on this machine: which are accepted, and which are not.

#include "issuer_keys/fetched_keys.hpp"

#include "issuer_keys/key_refresh.hpp"
#include "issuer_keys/small_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <condition_variable>
#include <csignal>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace assent::fetched_keys_test {

using namespace issuer_keys;
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

const std::string kKeys = R"({"keys":[]})";

struct NoPipes {
  NoPipes() { std::signal(SIGPIPE, SIG_IGN); }  // the other side may close while TLS is written
};
const NoPipes kNoPipes;

std::string problem(const Result<std::string>& fetched) { return fetched ? "" : fetched.error().message; }

TEST(FetchedKeys, ComeFromThisMachineWithoutTls) {
  SmallServer server(SmallServer::Speaks::http, http_answer("200 OK", kKeys, "Set-Cookie: a=b\r\n"));
  FetchedKeys source;
  EXPECT_EQ(source.fetch(server.address("127.0.0.1")), kKeys);
  EXPECT_EQ(source.fetch(server.address("127.0.0.1")), kKeys);
  EXPECT_THAT(server.last_request(), HasSubstr("GET /jwks?v=1 HTTP/1.1\r\n"));
  EXPECT_THAT(server.last_request(), HasSubstr("Accept: application/jwk-set+json"));
  EXPECT_THAT(server.last_request(), Not(HasSubstr("Cookie:")));
  EXPECT_EQ(server.requests(), 2);
}

TEST(FetchedKeys, ComeOverTlsFromAHostThatShowsItsCertificate) {
  SmallServer server(SmallServer::Speaks::https, http_answer("200 OK", kKeys));
  FetchedKeys trusting({.authorities = server.authority_file()});
  EXPECT_EQ(trusting.fetch(server.address("localhost")), kKeys);
  EXPECT_EQ(server.requests(), 1);

  EXPECT_NE(problem(trusting.fetch(server.address("127.0.0.1"))), "") << "the certificate is for localhost";
  FetchedKeys usual;
  const auto refused = usual.fetch(server.address("localhost"));
  ASSERT_FALSE(refused.has_value()) << "nobody vouches for it";
  EXPECT_EQ(refused.error().code, ErrorCode::unavailable);
  EXPECT_EQ(server.requests(), 1) << "nothing was asked of a host that is not known";
}

TEST(FetchedKeys, AreNotTakenFromAnythingElse) {
  SmallServer elsewhere(SmallServer::Speaks::http, http_answer("200 OK", kKeys));
  SmallServer server(SmallServer::Speaks::http,
                     http_answer("302 Found", "", "Location: " + elsewhere.address("127.0.0.1") + "\r\n"));
  FetchedKeys source({.connect = 1000ms, .all = 2000ms, .authorities = {}});
  const std::string here = server.address("127.0.0.1");
  EXPECT_THAT(problem(source.fetch(here)), HasSubstr("the answer is 302"));
  EXPECT_EQ(elsewhere.requests(), 0);

  server.answer_with(http_answer("404 Not Found", kKeys));
  EXPECT_THAT(problem(source.fetch(here)), HasSubstr("the answer is 404"));

  server.answer_with(http_answer("200 OK", std::string(access::kMostKeySetBytes, ' ')));
  EXPECT_EQ(problem(source.fetch(here)), "");
  server.answer_with(http_answer("200 OK", std::string(access::kMostKeySetBytes + 1, ' ')));
  EXPECT_THAT(problem(source.fetch(here)), HasSubstr("longer than a mebibyte"));
  server.answer_with("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + std::string(access::kMostKeySetBytes + 1, ' '));
  EXPECT_THAT(problem(source.fetch(here)), HasSubstr("longer than a mebibyte")) << "and does not say so before";

  server.answer_with("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{");
  EXPECT_NE(problem(source.fetch(here)), "") << "cut off";

  const int before = server.requests();
  std::string other_host = here;
  other_host.replace(other_host.find("127.0.0.1"), 9, "127.0.0.2");
  EXPECT_EQ(source.fetch(other_host).error().code, ErrorCode::invalid);
  EXPECT_EQ(source.fetch("file:///etc/hostname").error().code, ErrorCode::invalid);
  EXPECT_EQ(server.requests(), before);
}

TEST(FetchedKeys, DoNotWaitForAServerThatSaysNothing) {
  SmallServer server(SmallServer::Speaks::http, "");
  server.hold_back();
  FetchedKeys source({.connect = 1000ms, .all = 100ms, .authorities = {}});
  EXPECT_EQ(source.fetch(server.address("127.0.0.1")).error().code, ErrorCode::unavailable);
}

// A clock at which it is always noon.
struct Noon : Clock {
  Instant now() const override { return parse_instant("2026-06-01T12:00:00Z").value(); }
};

TEST(KeyRefresh, FetchesForAServerAndTellsWhatIsMissing) {
  SmallServer server(
      SmallServer::Speaks::http,
      http_answer("200 OK",
                  R"({"keys":[{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]})"));
  std::vector<access::IssuerSettings> issuers(2);
  issuers[0].issuer = "https://up.example";
  issuers[0].audience = "assent";
  issuers[0].algorithm = access::Algorithm::eddsa;
  issuers[0].keys_address = server.address("127.0.0.1");
  issuers[1] = issuers[0];
  issuers[1].issuer = "https://down.example";
  issuers[1].keys_address = "http://127.0.0.1:1/jwks";
  const std::shared_ptr<access::Tokens> tokens = access::Tokens::make(std::move(issuers)).value();

  const Noon noon;
  FetchedKeys source;
  std::mutex mutex;
  std::condition_variable told;
  std::vector<std::string> missing;
  {
    const KeyRefresh refresh(tokens, source, noon, [&](const access::Tokens::Missing& each) {
      const std::lock_guard lock(mutex);
      missing.push_back(each.issuer);
      told.notify_one();
    });
    std::unique_lock lock(mutex);
    EXPECT_TRUE(told.wait_for(lock, 10s, [&] { return !missing.empty(); }));
  }
  EXPECT_EQ(missing, std::vector<std::string>{"https://down.example"});
  EXPECT_EQ(tokens->without_keys(noon.now()), std::vector<std::string>{"https://down.example"});
}

}  // namespace
}  // namespace assent::fetched_keys_test
