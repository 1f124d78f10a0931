// What read_certificate() must refuse, named by the trick. And what it accepts it gives back unchanged.

#include "certificate/certificate.hpp"
#include "certificate/example.hpp"
#include "certificate/literal.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <iterator>
#include <limits>
#include <ostream>
#include <string>
#include <vector>

namespace assent::certificate {

void PrintTo(const Certificate& one, std::ostream* out) { *out << to_text(one); }

}  // namespace assent::certificate

namespace assent {

namespace {

const std::string kText = certificate::to_text(example::certificate());

std::string with(std::string text, std::string_view old, std::string_view replacement) {
  const std::size_t at = text.find(old);
  EXPECT_NE(at, std::string::npos) << old;
  return text.replace(at, old.size(), replacement);
}

// The line that begins with this text, with its line feed.
std::string line(std::string_view beginning) {
  const std::size_t at = kText.find("\n" + std::string(beginning)) + 1;
  return kText.substr(at, kText.find('\n', at) + 1 - at);
}

TEST(CertificateText, IsTheOneInTheManual) {
  std::ifstream file(ASSENT_SOURCE_DIR "/docs/certificate.md", std::ios::binary);
  const std::string manual{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  EXPECT_NE(manual.find("```\n" + kText + "\n\u2014 "), std::string::npos) << kText;
}

TEST(CertificateText, ReadsAsWhatWasWritten) {
  const auto read = certificate::read_certificate(kText);
  ASSERT_TRUE(read.has_value()) << to_string(read.error());
  EXPECT_EQ(*read, example::certificate());
}

// A scrub for another channel must not accept the earlier lists.
TEST(CertificateText, NamesTheChannelOfContactWhereThereIsOne) {
  EXPECT_EQ(kText.find("contact_channel"), std::string::npos);
  certificate::Certificate by_mail = example::certificate();
  by_mail.use.channel = "email";
  const std::string text = certificate::to_text(by_mail);
  EXPECT_NE(text.find("\ncontact_channel: \"email\"\nsoft_opt_in: "), std::string::npos) << text;
  EXPECT_EQ(certificate::read_certificate(text).value(), by_mail);
  EXPECT_FALSE(certificate::read_certificate(with(text, "\"email\"", "\"\"")));
}

RC_GTEST_PROP(CertificateText, EveryCertificateReadsBack, ()) {
  const certificate::Certificate certificate = *example::any_certificate();
  RC_ASSERT(certificate::check(certificate).has_value());
  const auto read = certificate::read_certificate(certificate::to_text(certificate));
  RC_ASSERT(read.has_value());
  RC_ASSERT(*read == certificate);
}

RC_GTEST_PROP(CertificateText, NoTextMakesALine, ()) {
  certificate::Certificate certificate = example::certificate();
  const auto lines = [&] {
    const std::string text = certificate::to_text(certificate);
    return std::count(text.begin(), text.end(), '\n');
  };
  const auto before = lines();
  certificate.campaign = *example::text();
  certificate.use.party = *example::full_text();
  certificate.column = *example::text();
  RC_ASSERT(lines() == before);
}

// Every accepted text is the text of exactly one certificate.
RC_GTEST_PROP(CertificateText, AChangedByteIsRefusedOrSaysSomethingElse, ()) {
  std::string text = kText;
  const std::size_t at = *rc::gen::inRange<std::size_t>(0, text.size());
  const char byte = *rc::gen::arbitrary<char>();
  RC_PRE(text[at] != byte);
  text[at] = byte;
  const auto read = certificate::read_certificate(text);
  if (read) RC_ASSERT(*read != example::certificate() && certificate::to_text(*read) == text);
}

RC_GTEST_PROP(CertificateText, CutAnywhereIsRefused, ()) {
  RC_ASSERT(!certificate::read_certificate(kText.substr(0, *rc::gen::inRange<std::size_t>(0, kText.size()))));
}

struct Attack {
  friend void PrintTo(const Attack& each, std::ostream* out) { *out << each.text; }

  std::string name;
  std::string text;
  std::string what;  // part of the message
};

class CertificateAttack : public testing::TestWithParam<Attack> {};

TEST_P(CertificateAttack, IsRefusedWithItsPlace) {
  const auto read = certificate::read_certificate(GetParam().text);
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().code, ErrorCode::invalid);
  EXPECT_EQ(read.error().message, GetParam().what);
}

const Attack kAttacks[] = {
    {"Nothing", "", "line 1 is missing"},
    {"OnlyTheFirstLine", "assent scrub certificate v2\n", "line 2 is missing"},
    {"AnotherVersion", with(kText, "certificate v2", "certificate v1"),
     "line 1 is not the first line of a certificate that this program knows"},
    {"AnotherKindOfNote", "go.sum database tree\n1\nAA==\n",
     "line 1 is not the first line of a certificate that this program knows"},
    {"ByteOrderMark", "\xef\xbb\xbf" + kText, "line 1 is not the first line of a certificate that this program knows"},
    {"CutBeforeTheLastLineFeed", kText.substr(0, kText.size() - 1), "line 37 is cut off"},
    {"EmptyLineAtTheEnd", kText + "\n", "line 38 is more than a certificate has"},
    {"EmptyLineWithin", with(kText, "rows: ", "\nrows: "), "line 29 is not `rows`"},
    {"CarriageReturns", with(kText, "rows: 7043\n", "rows: 7043\r\n"), "line 29 `rows` is not a number"},
    {"LineTwice", with(kText, "rows: ", line("rows: ") + "rows: "), "line 30 is not `permitted`"},
    {"LineLeftOut", with(kText, line("valid_until: "), ""), "line 22 is not `valid_until`"},
    {"LinesInAnotherOrder", with(with(kText, line("regime: "), ""), line("at: "), line("at: ") + line("regime: ")),
     "line 15 is not `regime`"},
    {"UnknownKey", with(kText, "rows: ", "note: \"x\"\nrows: "), "line 29 is not `rows`"},
    {"UnknownKeyAtTheEnd", kText + "note: \"x\"\n", "line 38 is more than a certificate has"},
    {"KeyInCapitals", with(kText, "rows: ", "Rows: "), "line 29 is not `rows`"},
    {"TwoBlanks", with(kText, "rows: ", "rows:  "), "line 29 `rows` is not a number"},
    {"BlankAtTheEnd", with(kText, "soft_opt_in: no", "soft_opt_in: no "),
     "line 13 `soft_opt_in` is neither `yes` nor `no`"},
    {"LeadingZero", with(kText, "rows: 7043", "rows: 07043"), "line 29 is not written as a certificate writes it"},
    {"PlusSign", with(kText, "rows: 7043", "rows: +7043"), "line 29 `rows` is not a number"},
    {"Thousands", with(kText, "rows: 7043", "rows: 7,043"), "line 29 `rows` is not a number"},
    {"Negative", with(kText, "rows: 7043", "rows: -1"), "line 29 `rows` is not a number"},
    {"PastAllNumbers", with(kText, "rows: 7043", "rows: 18446744073709551616"), "line 29 `rows` is not a number"},
    {"NoNumber", with(kText, "rows: 7043", "rows: "), "line 29 `rows` is not a number"},
    {"HashInCapitals",
     with(kText, evidence::to_hex(evidence::sha256(evidence::view_of("regime"))), std::string(64, 'A')),
     "line 17 `regime_sha256` is not a hash of 64 digits"},
    {"HashTooShort", with(kText, evidence::to_hex(evidence::sha256(evidence::view_of("regime"))), std::string(63, 'a')),
     "line 17 `regime_sha256` is not a hash of 64 digits"},
    {"HashOfTheListTooLong",
     with(kText, evidence::to_hex(evidence::sha256(evidence::view_of("list"))), std::string(65, 'a')),
     "line 26 `list` is not a hash of 64 digits"},
    {"BytesLeftOut", with(kText, "list: 211 bytes, ", "list: "), "line 26 `list` is not a number and a hash"},
    {"TextWithoutQuotes", with(kText, "\"marketing\"", "marketing"), "line 5 `purpose` is not a text in quotes"},
    {"TextWithoutItsEnd", with(kText, "\"marketing\"", "\"marketing"), "line 5 `purpose` is not a text in quotes"},
    {"TextAndMore", with(kText, "\"marketing\"", "\"marketing\" "), "line 5 `purpose` is not a text in quotes"},
    {"TextWithAnEscapeNotNeeded", with(kText, "\"marketing\"", "\"\\u006darketing\""),
     "line 5 is not written as a certificate writes it"},
    {"TextWithAShortEscape", with(kText, "\"marketing\"", "\"a\\nb\""), "line 5 `purpose` is not a text in quotes"},
    {"TextWithAnEscapeInCapitals", with(kText, "\"marketing\"", "\"\\u202E\""),
     "line 5 `purpose` is not a text in quotes"},
    {"TextWithAnEscapeCutOff", with(kText, "\"marketing\"", "\"\\u20\""), "line 5 `purpose` is not a text in quotes"},
    {"TextWithHalfACharacter", with(kText, "\"marketing\"", "\"\\ud83d\""), "line 5 `purpose` is not a text in quotes"},
    {"TextThatTurnsTheLine", with(kText, "\"marketing\"", "\"\u202e\""),
     "line 5 is not written as a certificate writes it"},
    {"TextNotUtf8", with(kText, "\"marketing\"", "\"\xff\""), "line 5 `purpose` is not a text in quotes"},
    {"EmptyTextForNone", with(kText, "\"PX\"", "\"\""), "line 11 is not written as a certificate writes it"},
    {"EmptyList", with(kText, "information: \"contact\", \"services\"", "information: "),
     "line 12 `information` is not a list of texts in quotes"},
    {"ListWithoutABlank", with(kText, "\"contact\", \"services\"", "\"contact\",\"services\""),
     "line 12 `information` is not a list of texts in quotes"},
    {"ListThatGoesOn", with(kText, "\"contact\", \"services\"", "\"contact\", "),
     "line 12 `information` is not a list of texts in quotes"},
    {"OffersClassWithoutOffer", with(kText, "offer: \"fibre_100\"", "offer: none"), "line 7 is not `recipient`"},
    {"InstantWithAnOffset", with(kText, "at: 2026-03-01T07:00:00Z", "at: 2026-03-01T09:00:00+02:00"),
     "line 20 is not written as a certificate writes it"},
    {"InstantWithZeros", with(kText, "at: 2026-03-01T07:00:00Z", "at: 2026-03-01T07:00:00.000Z"),
     "line 20 is not written as a certificate writes it"},
    {"NoInstant", with(kText, "at: 2026-03-01T07:00:00Z", "at: never"), "line 20 `at` is not an instant"},
    {"NeverInCapitals", with(kText, "valid_until: 2026-03-14T22:00:00Z", "valid_until: Never"),
     "line 22 `valid_until` is not an instant"},
    {"UnknownReason", with(kText, "reason.opted_out", "reason.whim"),
     "line 34 names a reason that this program does not know"},
    {"ReasonTwice", with(kText, "reason.opted_out: ", "reason.opted_out: 1\nreason.opted_out: "),
     "line 35 has a reason out of order"},
    {"ReasonsOutOfOrder",
     with(with(kText, line("reason.opted_out"), ""), "log.0.begin", line("reason.opted_out") + "log.0.begin"),
     "line 35 has a reason out of order"},
    {"ReasonCountedZeroTimes", with(kText, "reason.opted_out: 2606", "reason.opted_out: 0"),
     "the reason `opted_out` is counted zero times"},
    {"ReasonWithAPoint", with(kText, "reason.opted_out", "reason.opted_out.x"), "line 34 is not `reason.opted_out`"},
    {"NoLog", with(with(kText, line("log.0.begin"), ""), line("log.0.end"), ""), "the ledger's position is missing"},
    {"LogTwice", kText + line("log.0.begin") + line("log.0.end"), "the ledger's logs are out of order"},
    {"LogWithoutItsEnd", with(kText, line("log.0.end"), ""), "line 37 is missing"},
    {"LogEndsAsAnother", with(kText, "log.0.end", "log.1.end"), "line 37 is not `log.0.end`"},
    {"LogWithALeadingZero", with(with(kText, "log.0.begin", "log.00.begin"), "log.0.end", "log.00.end"),
     "line 36 is not `log.0.begin`"},
    {"LogPastAllLogs", with(kText, "log.0.begin", "log.4294967296.begin"),
     "line 36 names a log by something that is not its number"},
    {"LogWithoutARoot", with(kText, "120 entries, root ", "120 entries, "),
     "line 36 `log.0.begin` is not a number and a hash"},
    {"Endless", std::string(certificate::kCertificateBytesMax + 1, 'a'),
     "a certificate of more than 262144 bytes is not read"},
};

INSTANTIATE_TEST_SUITE_P(Text, CertificateAttack, testing::ValuesIn(kAttacks),
                         [](const auto& each) { return each.param.name; });

// The line that an attacker would put there stays inside the name.
TEST(CertificateAttack, ALineForgedInTheCampaignsNameStaysInTheName) {
  certificate::Certificate certificate = example::certificate();
  certificate.campaign = "Spring\"\nrows: 1\nparty: \"nobody\u2028permitted: 1\r\u0085refused: \"0";
  const std::string text = certificate::to_text(certificate);
  EXPECT_NE(text.find("campaign: \"Spring\\\"\\u000arows: 1\\u000aparty: \\\"nobody\\u2028permitted: "
                      "1\\u000d\\u0085refused: \\\"0\"\n"),
            std::string::npos)
      << text;
  EXPECT_EQ(certificate::read_certificate(text).value(), certificate);
}

TEST(CertificateCheck, SaysWhatCannotBeWritten) {
  const auto refused = [](const std::function<void(certificate::Certificate&)>& spoil) {
    certificate::Certificate certificate = example::certificate();
    spoil(certificate);
    const auto checked = certificate::check(certificate);
    return checked ? std::string("accepted") : checked.error().message;
  };
  EXPECT_EQ(refused([](certificate::Certificate& c) { c.campaign = "\xff"; }),
            "a text that the certificate would state is not UTF-8");
  EXPECT_EQ(refused([](certificate::Certificate& c) { c.use.offer->enhances = {"\xff"}; }),
            "a text that the certificate would state is not UTF-8");
  EXPECT_EQ(refused([](certificate::Certificate& c) { c.by_reason[Reason::opt_in] = 0; }),
            "the reason `opt_in` is counted zero times");
  EXPECT_EQ(refused([](certificate::Certificate& c) { c.at = kNever + std::chrono::microseconds{1}; }),
            "an instant is before the year 1 or after the year 9999");
  EXPECT_EQ(refused([](certificate::Certificate& c) { c.valid_until = kEarliest - std::chrono::microseconds{1}; }),
            "an instant is before the year 1 or after the year 9999");
  EXPECT_EQ(refused([](certificate::Certificate& c) { c.logs.clear(); }), "the ledger's position is missing");
  EXPECT_EQ(refused([](certificate::Certificate& c) { c.logs.push_back(c.logs.front()); }),
            "the ledger's logs are out of order");
  EXPECT_EQ(refused([](certificate::Certificate& c) { c.campaign.assign(certificate::kCertificateBytesMax, 'x'); }),
            "the certificate would be larger than 262144 bytes");
}

TEST(Contradiction, IsFoundAndNamed) {
  const auto found = [](const std::function<void(certificate::Certificate&)>& spoil) {
    certificate::Certificate certificate = example::certificate();
    spoil(certificate);
    const auto contradiction = certificate::contradiction_in(certificate);
    return contradiction ? certificate::to_string(*contradiction) : "none";
  };
  constexpr std::uint64_t kAll = std::numeric_limits<std::uint64_t>::max();
  EXPECT_EQ(found([](certificate::Certificate&) {}), "none");
  EXPECT_EQ(found([](certificate::Certificate& c) { c.rows += 1; }),
            "the permitted and the refused rows do not add up to all rows");
  EXPECT_EQ(found([](certificate::Certificate& c) { c.permitted = kAll, c.refused = c.rows + 1; }),
            "the permitted and the refused rows do not add up to all rows");
  EXPECT_EQ(found([](certificate::Certificate& c) { c.by_reason[Reason::opted_out] += 1; }),
            "the rows by reason do not add up to all rows");
  EXPECT_EQ(found([](certificate::Certificate& c) {
              c.by_reason[Reason::opt_in] = kAll, c.by_reason[Reason::withdrawn] = 1;
            }),
            "the rows by reason do not add up to all rows");
  EXPECT_EQ(found([](certificate::Certificate& c) { c.unreadable = c.refused + 1; }),
            "more rows are unreadable than are refused");
  EXPECT_EQ(found([](certificate::Certificate& c) { c.valid_until = c.at; }),
            "it is valid until an instant that is not after the one decided about");
  EXPECT_EQ(found([](certificate::Certificate& c) { c.logs[0].begin.size = 131; }), "log 0 ends before it begins");
  EXPECT_EQ(found([](certificate::Certificate& c) { c.logs[0].begin.size = 130; }), "log 0 has two roots at one size");
  EXPECT_EQ(found([](certificate::Certificate& c) { c.logs[0].begin.size = 0; }), "log 0 has a root over nothing");
}

RC_GTEST_PROP(Literal, GivesTheTextBackAndLeavesTheRest, ()) {
  const std::string text = *example::text();
  const std::string after = *rc::gen::element<std::string>("", ", \"x\"", "\"");
  const std::string literal = certificate::literal_of(text) + after;
  std::string_view rest = literal;
  RC_ASSERT(certificate::take_literal(rest) == text);
  RC_ASSERT(rest == after);
}

}  // namespace
}  // namespace assent
