// DKIM: the canonical forms as RFC 6376 shows them, and a key and signature that were published (RFC 8463, appendix A).

#include "email/dkim.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

namespace assent::dkim_test {
namespace {

using namespace email;
using testing::HasSubstr;
using testing::Not;

// RFC 8463, A.2, as PKCS#8.
constexpr std::string_view kEd25519 =
    "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n"
    "-----END PRIVATE KEY-----\n";

// The relaxed form, one line after the other, as slowly as the RFC says it.
std::string slowly_relaxed(const std::string& body) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < body.size();) {
    const std::size_t end = std::min(body.find("\r\n", at), body.size());
    std::string line;
    for (const char c : body.substr(at, end - at)) {
      if (c != ' ' && c != '\t') {
        line += c;
      } else if (line.empty() || line.back() != ' ') {
        line += ' ';
      }
    }
    if (!line.empty() && line.back() == ' ') line.pop_back();
    lines.push_back(line);
    at = end + 2;
  }
  while (!lines.empty() && lines.back().empty()) lines.pop_back();
  std::string relaxed;
  for (const std::string& line : lines) relaxed += line + "\r\n";
  return relaxed;
}

evidence::Hash hash_of(std::string_view text) { return evidence::sha256(evidence::view_of(text)); }

TEST(Dkim, RelaxesAsTheRfcShows) {
  // RFC 6376, 3.4.5.
  EXPECT_EQ(relaxed_header("A: X\r\n"), "a:X");
  EXPECT_EQ(relaxed_header("B : Y\t\r\n\tZ  \r\n"), "b:Y Z");
  EXPECT_EQ(relaxed_body_hash(" C \r\nD \t E\r\n\r\n\r\n"), hash_of(" C\r\nD E\r\n"));
  EXPECT_EQ(relaxed_body_hash(""), hash_of(""));
  EXPECT_EQ(relaxed_body_hash("\r\n\r\n"), hash_of(""));
  EXPECT_EQ(relaxed_body_hash("a"), hash_of("a\r\n"));
}

RC_GTEST_PROP(Dkim, RelaxesAnyBodyAsTheSlowTwinDoes, ()) {
  const auto pieces = *rc::gen::container<std::vector<std::string>>(
      rc::gen::element<std::string>("a", "bc", " ", "  ", "\t", "\r\n", "\r\n", "x y", ".", "\r\n\r\n"));
  std::string body;
  for (const std::string& piece : pieces) body += piece;
  RC_ASSERT(relaxed_body_hash(body) == hash_of(slowly_relaxed(body)));
}

TEST(Dkim, SignsAsRfc8463Does) {
  const auto key = DkimKey::read(kEd25519);
  ASSERT_TRUE(key) << key.error().message;
  EXPECT_EQ(key->dns_record(), "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=");
  const auto signer = DkimSigner::make("football.example.com", {{"brisbane", *key}});
  ASSERT_TRUE(signer);
  const std::string body = "Hi.\r\n\r\nWe lost the game.  Are you hungry yet?\r\n\r\nJoe.\r\n";
  const std::string signature =
      signer->sign("From: Joe <joe@football.example.com>\r\nList-Unsubscribe: <https://a>\r\n", body,
                   instant_of(1'528'637'909'000'000));
  EXPECT_THAT(signature,
              HasSubstr("a=ed25519-sha256; c=relaxed/relaxed; d=football.example.com;\r\n s=brisbane; t=1528637909;"));
  // The RFC's own bh= of this body.
  EXPECT_THAT(signature, HasSubstr("bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;"));
}

TEST(Dkim, CoversWhatIsThereAndTheAbsenceOfASecondOne) {
  const auto signer = DkimSigner::make("a.example", {{"s", *DkimKey::read(kEd25519)}});
  std::string signature = signer->sign(
      "From: a\r\nList-Unsubscribe: <https://a>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\nX-Other: b\r\n",
      "", {});
  std::erase_if(signature, [](char c) { return c == '\r' || c == '\n' || c == ' '; });
  EXPECT_THAT(signature, HasSubstr("h=from:list-unsubscribe:list-unsubscribe-post:from:"));
  EXPECT_THAT(signature, HasSubstr(":list-unsubscribe:list-unsubscribe-post;b="));
  EXPECT_THAT(signature, Not(HasSubstr("x-other")));
}

TEST(Dkim, RefusesOtherKeysAndNames) {
  for (const std::string_view pem : {"", "x", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"}) {
    const auto key = DkimKey::read(pem);
    ASSERT_FALSE(key);
    EXPECT_EQ(key.error().code, ErrorCode::invalid);
  }
  EXPECT_FALSE(DkimSigner::make("a.example", {}));
  EXPECT_FALSE(DkimSigner::make("a.example; x=y", {{"s", *DkimKey::read(kEd25519)}}));
  EXPECT_FALSE(DkimSigner::make("a.example", {{"s\r\n", *DkimKey::read(kEd25519)}}));
}

}  // namespace
}  // namespace assent::dkim_test
