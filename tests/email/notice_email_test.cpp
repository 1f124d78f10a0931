// A notice as an e-mail: its headers, both parts, both directions, and what is refused.

#include "email/notice_email.hpp"

#include "email/return_token.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <string>

namespace assent::notice_email_test {
namespace {

using namespace email;
using testing::HasSubstr;
using testing::Not;

constexpr Instant kNow = instant_of(1'780'304'400'000'000);  // 2026-06-01T09:00:00Z

const ReturnTokens& tokens() {
  static const ReturnTokens made(evidence::Hash{1, 2, 3});
  return made;
}

evidence::NoticeText english() {
  return {"en",
          "How we may use information",
          {{"", "Dear {name},\nyou have a right.  Two blanks.\n\n.A dot begins this line."},
           {"precise_steps", "Refuse here: {refuse_url}"}}};
}
evidence::NoticeText arabic() {
  return {"ar", "كيف نستخدم معلوماتك", {{"", "عزيزنا {name}، لك الحق في الرفض."}, {"", "ارفض هنا: {refuse_url}"}}};
}

EmailSender sender() { return {"Phone & Co", "notices@example.com", "returns.example.com", true}; }

Result<Email> composed(const evidence::NoticeText& text, std::string_view address = "a@example.net",
                       std::string_view url = "https://example.com/r/abc", std::string_view name = "A <b> & c") {
  const auto notice = NoticeEmail::make(text, {"name", "refuse_url"}, sender());
  if (!notice) return tl::unexpected(notice.error());
  const std::string token = tokens().token_of({0, 7});
  const std::array<std::string_view, 2> values = {name, url};
  return notice->compose({address, url, token, values}, kNow, nullptr);
}

// What quoted-printable says, all parts in one.
std::string decoded(const std::string& content) {
  std::string text;
  for (std::size_t at = 0; at < content.size(); ++at) {
    if (content[at] == '=' && content.compare(at + 1, 2, "\r\n") == 0) {
      at += 2;
    } else if (content[at] == '=' && at + 2 < content.size() && std::isxdigit(content[at + 1]) != 0) {
      text += static_cast<char>(std::stoi(content.substr(at + 1, 2), nullptr, 16));
      at += 2;
    } else {
      text += content[at];
    }
  }
  return text;
}

TEST(NoticeEmail, HasTheHeadersOfANoticeThatCanBeRefusedByOneClick) {
  const auto email = composed(english());
  ASSERT_TRUE(email) << email.error().message;
  const std::string token = tokens().token_of({0, 7});
  EXPECT_EQ(email->envelope_sender, "b." + token + "@returns.example.com");
  EXPECT_EQ(email->envelope_id, token);
  EXPECT_FALSE(email->needs_utf8);
  const std::string head = email->content.substr(0, email->content.find("\r\n\r\n"));
  EXPECT_THAT(head, HasSubstr("Date: Mon, 01 Jun 2026 09:00:00 +0000\r\n"));
  EXPECT_THAT(head, HasSubstr("From: \"Phone & Co\" <notices@example.com>\r\n"));
  EXPECT_THAT(head, HasSubstr("Reply-To: <r." + token + "@returns.example.com>\r\n"));
  EXPECT_THAT(head, HasSubstr("Message-ID: <" + token + "@returns.example.com>\r\n"));
  EXPECT_THAT(head, HasSubstr("Auto-Submitted: auto-generated\r\n"));
  EXPECT_THAT(head, HasSubstr("List-Unsubscribe: <https://example.com/r/abc>,\r\n <mailto:u." + token +
                              "@returns.example.com?subject=unsubscribe>\r\n"));
  EXPECT_THAT(head, HasSubstr("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"));
}

TEST(NoticeEmail, SentAgainIsTheSame) { EXPECT_EQ(composed(english())->content, composed(english())->content); }

TEST(NoticeEmail, SaysTheTextInBothParts) {
  const std::string text = decoded(composed(english())->content);
  EXPECT_THAT(text, HasSubstr("Dear A <b> & c,\r\nyou have a right.  Two blanks.\r\n\r\n.A dot begins this line."));
  EXPECT_THAT(text, HasSubstr("Dear <bdi>A &lt;b&gt; &amp; c</bdi>,<br>\r\nyou have a right."));
  EXPECT_THAT(text, HasSubstr("</p>\r\n<p lang=\"en\" dir=\"ltr\">.A dot"));
  EXPECT_THAT(text, HasSubstr("<a dir=\"ltr\" href=\"https://example.com/r/abc\">https://example.com/r/abc</a>"));
}

TEST(NoticeEmail, RightToLeftHasAFixedDirectionOnEveryBlock) {
  const std::string content = composed(arabic())->content;
  EXPECT_THAT(content, HasSubstr("Subject: =?UTF-8?B?"));
  const std::string text = decoded(content);
  EXPECT_THAT(text, HasSubstr("<html lang=\"ar\" dir=\"rtl\">"));
  EXPECT_THAT(text, HasSubstr("<p lang=\"ar\" dir=\"rtl\">عزيزنا <bdi>A &lt;b&gt; &amp; c</bdi>،"));
  EXPECT_THAT(text, HasSubstr("عزيزنا \u2068A <b> & c\u2069، لك"));
  std::size_t blocks = 0;
  for (std::size_t at = text.find("<p"); at != std::string::npos; at = text.find("<p", at + 1)) {
    EXPECT_EQ(text.substr(at, 23), "<p lang=\"ar\" dir=\"rtl\">");
    ++blocks;
  }
  EXPECT_EQ(blocks, 2U);
}

TEST(NoticeEmail, IsSevenBitInShortLinesThatNoRelayChanges) {
  for (const auto& text : {english(), arabic()}) {
    const std::string content = composed(text)->content;
    for (std::size_t at = 0; at < content.size();) {
      const std::size_t end = content.find("\r\n", at);
      ASSERT_NE(end, std::string::npos);
      const std::string line = content.substr(at, end - at);
      EXPECT_LE(line.size(), 120U) << line;
      for (const char c : line) EXPECT_TRUE(c >= ' ' && c < 0x7F) << line;
      EXPECT_FALSE(line.starts_with('.') || line.starts_with("From ")) << line;
      EXPECT_FALSE(line.ends_with(' ')) << line;
      at = end + 2;
    }
  }
}

TEST(NoticeEmail, KeepsAnArabicMailboxAsItIs) {
  const auto email = composed(arabic(), "موظف@example.net");
  ASSERT_TRUE(email);
  EXPECT_TRUE(email->needs_utf8);
  EXPECT_EQ(email->envelope_recipient, "موظف@example.net");
  EXPECT_THAT(email->content, HasSubstr("To: <موظف@example.net>\r\n"));
}

TEST(NoticeEmail, TakesALongSubjectApartAndAValueInIt) {
  evidence::NoticeText text = english();
  text.subject = "{name}: " + std::string(90, 'x') + " é";
  const std::string content =
      composed(text, "a@example.net", "https://example.com/r", "Bcc:\r\nx@example.org")->content;
  EXPECT_THAT(content.substr(0, content.find("\r\n\r\n")), Not(HasSubstr("\r\nBcc")));
  EXPECT_THAT(content, HasSubstr("\r\n =?UTF-8?B?"));
}

TEST(NoticeEmail, RefusesWhatCannotBeSent) {
  for (const std::string_view address : {"", "a", "@b", "a@", "a b@example.net", "a@example.net\r\nBcc: x@y", "a@@b",
                                         ".a@b", "a..b@c", "\"a\"@b", "a@b,c@d", "<a@b>", "a@b\u202Ec", "a\xFF@b"}) {
    const auto email = composed(english(), address);
    ASSERT_FALSE(email) << address;
    EXPECT_EQ(email.error().code, ErrorCode::invalid);
    EXPECT_EQ(email.error().message, "this is no e-mail address that can be sent to");
  }
  for (const std::string_view url :
       {"", "http://example.com", "https://a b", "https://a>b", "https://a\r\nX: y", "https://a,b"}) {
    EXPECT_FALSE(composed(english(), "a@example.net", url)) << url;
  }
  EXPECT_FALSE(composed(english(), "a@example.net", "https://" + std::string(900, 'a')));
  evidence::NoticeText text = english();
  text.blocks[0].text = "Dear {nom}";
  const auto without = composed(text);
  ASSERT_FALSE(without);
  EXPECT_THAT(without.error().message, HasSubstr("`{nom}`"));
}

TEST(ReturnToken, NamesItsPlaceAndNobodyElseMakesOne) {
  for (const Position place : {Position{0, 0}, Position{0, 1}, Position{3, 1ULL << 60U}, Position{~0U, ~0ULL}}) {
    std::string token = tokens().token_of(place);
    EXPECT_EQ(token.size(), kReturnTokenSize);
    EXPECT_EQ(tokens().place_of(token), place);
    std::string large = token;
    for (char& c : large) c = static_cast<char>(std::toupper(c));
    EXPECT_EQ(tokens().place_of(large), place);
    EXPECT_EQ(ReturnTokens(evidence::Hash{9}).place_of(token), std::nullopt);
    for (char& c : token) {
      const char kept = c;
      c = c == 'a' ? 'b' : 'a';
      EXPECT_EQ(tokens().place_of(token), std::nullopt);
      c = kept;
    }
    EXPECT_EQ(tokens().place_of(token + "a"), std::nullopt);
  }
  EXPECT_EQ(tokens().place_of(""), std::nullopt);
}

TEST(ReturnToken, IsReadFromItsAddresses) {
  const std::string token = tokens().token_of({0, 5});
  for (const ReturnKind kind : {ReturnKind::bounce, ReturnKind::reply, ReturnKind::refuse}) {
    const std::string address = return_address(kind, token, "returns.example.com");
    const auto read = read_return_address(address);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->kind, kind);
    EXPECT_EQ(read->token, token);
  }
  EXPECT_FALSE(read_return_address("x." + token + "@a"));
  EXPECT_FALSE(read_return_address("b." + token.substr(1) + "@a"));
  EXPECT_FALSE(read_return_address(""));
}

}  // namespace
}  // namespace assent::notice_email_test
