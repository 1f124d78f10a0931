// NoNumberInErrors: if a telephone number or an e-mail address is anywhere on a command line or in a file, no message
// on standard error repeats it.

#include "cli/transcript.hpp"
#include "wording/words.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace assent::test::no_number_in_errors_test {
namespace {

constexpr const char* kContacts[] = {
    "+9613123456", "03123456",       "+961 3 123 456", "rima@example.org", "2025550123",
    "3 123456",    "00961 3 123456", "٠٣ ١٢٣ ٤٥٦",     "０３１２３４５６", "03\u00a0123\u00a0456"};

void expect_silent(const Outcome& outcome, const std::string& contact, const std::string& command) {
  EXPECT_EQ(outcome.err.find(contact), std::string::npos) << command << "\n" << outcome.err;
  EXPECT_EQ(outcome.err.find("3123456"), std::string::npos) << command << "\n" << outcome.err;
}

TEST(NoNumberInErrors, WhereverItStandsOnTheCommandLine) {
  const std::vector<std::vector<std::string>> commands = {
      {"assent", "CONTACT"},
      {"assent", "regime", "CONTACT"},
      {"assent", "regime", "show", "CONTACT"},
      {"assent", "regime", "check", "CONTACT"},
      {"assent", "decide", "CONTACT"},
      {"assent", "decide", "--CONTACT"},
      {"assent", "decide", "--telephone", "CONTACT"},
      {"assent", "decide", "--telephone", "CONTACT", "--country", "LB", "--offer", "internet"},
      {"assent", "decide", "--telephone", "x CONTACT"},
      {"assent", "decide", "--account", "CONTACT", "--offer", "internet"},
      {"assent", "decide", "--account", "A", "--offer", "CONTACT"},
      {"assent", "decide", "--account", "A", "--recipient", "CONTACT"},
      {"assent", "decide", "--account", "A", "--purpose", "CONTACT"},
      {"assent", "decide", "--account", "A", "--information", "CONTACT"},
      {"assent", "decide", "--account", "A", "--regime", "CONTACT"},
      {"assent", "decide", "--account", "A", "--at", "CONTACT"},
      {"assent", "decide", "--account", "A", "--known-at", "CONTACT"},
      {"assent", "decide", "--account", "A", "--language", "CONTACT"},
      {"assent", "decide", "--account", "A", "--now", "CONTACT"},
      {"assent", "status", "--telephone", "CONTACT", "--country", "LB"},
      {"assent", "explain", "--account", "CONTACT"},
      {"assent", "record", "opt-out", "--account", "CONTACT"},
      {"assent", "record", "opt-out", "--account", "A", "--evidence", "CONTACT", "--at", "CONTACT"},
      {"assent", "record", "opt-out", "--account", "A", "--scope", "CONTACT"},
      {"assent", "record", "opt-out", "--telephone", "CONTACT", "--key", "CONTACT"},
      {"assent", "record", "withdrawal", "--telephone", "CONTACT", "--country", "LB", "--evidence", "CONTACT"},
      {"assent", "record", "opt-out", "--telephone", "CONTACT", "--country", "CONTACT"},
      {"assent", "record", "opt-in", "--account", "CONTACT", "--evidence", "form"},
      {"assent", "record", "opt-in", "--account", "A", "--evidence", "form", "--by", "CONTACT"},
      {"assent", "record", "opt-in", "--account", "A", "--evidence", "form", "--form", "CONTACT"},
      {"assent", "record", "opt-in", "--account", "A", "--evidence", "form", "--notice", "CONTACT"},
      {"assent", "record", "agreement", "--party", "P", "--from", "CONTACT", "--to", "2026-01-01"},
      {"assent", "record", "agreement", "--party", "P", "--from", "2026-01-01", "--to", "2026-01-01", "--clauses",
       "CONTACT"},
      {"assent", "record", "verification", "--account", "CONTACT", "--form", "CONTACT", "--evidence", "form"},
      {"assent", "record", "email-permission", "--account", "CONTACT", "--evidence", "form"},
      {"assent", "ledger", "log", "--account", "CONTACT"},
      {"assent", "ledger", "log", "CONTACT"},
      {"assent", "key", "create", "nowhere/CONTACT"},
      {"assent", "key", "create", "CONTACT", "--name", "CONTACT CONTACT"},
      {"assent", "key", "show", "CONTACT"},
      {"assent", "certificate", "show", "CONTACT"},
      {"assent", "certificate", "verify", "CONTACT", "--key", "CONTACT"},
      {"assent", "notice", "give", "CONTACT", "--notice", "n", "--version", "1", "--by", "mail", "--sent", "CONTACT"},
  };
  Bench bench;
  ASSERT_EQ(bench.run({"assent", "init"}).status, 0);
  for (const std::string contact : kContacts) {
    for (std::vector<std::string> command : commands) {
      std::string line;
      for (std::string& word : command) {
        if (const auto at = word.find("CONTACT"); at != std::string::npos) word.replace(at, 7, contact);
        line += word + " ";
      }
      expect_silent(bench.run(command), contact, line);
    }
  }
}

TEST(NoNumberInErrors, WhereverItStandsInAFile) {
  Bench bench;
  ASSERT_EQ(bench.run({"assent", "init"}).status, 0);
  for (const std::string contact : kContacts) {
    write_text("broken.toml",
               "name = \"x\"\nregime = \"" + contact + "\"\n\"" + contact + "\" = 1\n[" + contact + "\n");
    write_text("campaign.toml", "name = \"x\"\nregime = \"tra\"\npurpose = \"" + contact +
                                    "\"\nrecipient = \"carrier\"\ninformation = [\"contact\"]\n");
    write_text("list.csv", "a,b\n\"" + contact + "\",1,2\n" + contact + ",1\n");
    write_text("note.txt", contact + "\n\n\u2014 " + contact + " AAAAAAA=\n");
    write_text("numbers.csv",
               "telephone,choice,key,evidence\n" + contact + ",opt_out," + contact + "," + contact + "\n");
    write_text("cases.jsonl", "{\"regime\": \"" + contact + "\"}\n");
    for (const std::vector<std::string>& command : std::vector<std::vector<std::string>>{
             {"assent", "regime", "check", "broken.toml"},
             {"assent", "notice", "publish", "broken.toml"},
             {"assent", "import", "customers", "--mapping", "broken.toml", "list.csv"},
             {"assent", "import", "approvals", "--mapping", "broken.toml", "list.csv"},
             {"assent", "scrub", "broken.toml", "list.csv", "--permitted", "p", "--refused", "r"},
             {"assent", "scrub", "campaign.toml", "list.csv", "--permitted", "p", "--refused", "r"},
             {"assent", "record", "answers", "numbers.csv"},
             {"assent", "record", "answers", "numbers.csv", "--country", "LB"},
             {"assent", "record", "answers", "numbers.csv", "--telephone-column", contact},
             {"assent", "key", "show", "note.txt"},
             {"assent", "certificate", "show", "note.txt"},
             {"assent", "certificate", "verify", "note.txt", "--key", "note.txt"},
             {"assent", "cases", "run", "cases.jsonl"}}) {
      expect_silent(bench.run(command), contact, command[1] + " " + command[2]);
    }
  }
}

RC_GTEST_PROP(NoNumberInErrors, MaskedHidesAnyNumber, ()) {
  const auto digits =
      *rc::gen::container<std::string>(*rc::gen::inRange<std::size_t>(7, 15), rc::gen::inRange('0', ':'));
  const auto before = *rc::gen::element<std::string>("", "error: ", "`", "(", "tel. ", "+");
  const auto after = *rc::gen::element<std::string>("", "`", " is", ", and", ")");
  RC_ASSERT(wording::masked(before + digits + after).find(digits) == std::string::npos);
}

TEST(Masked, TakesNoNumberForADay) {
  for (const char* number : {"20260301", "`20260301`", "0045-20260301", "+45 20260301", "20261301.csv", "19991231.csv",
                             "nowhere/03123456.csv", "list-120260301.csv"}) {
    EXPECT_NE(wording::masked(number), number);
  }
}

// As people, gateways and other programs write them.
constexpr const char* kSpellings[] = {"3 123456",
                                      "00961 3 123456",
                                      "+961 3 123456",
                                      "+961.3.123.456",
                                      "+961-3-123-456",
                                      "+961/3/123456",
                                      "(+961) 3 123 456",
                                      "(03) 123456",
                                      "3/123456",
                                      "3-123456",
                                      "3.123.456",
                                      "3_123_456",
                                      "03, 123, 456",
                                      "03\u00a0123\u00a0456",
                                      "03\t123\t456",
                                      "03\u2009123\u202f456",
                                      "03\u2013123\u2014456",
                                      "03\u2011123\u2212456",
                                      "03 - 123 - 456",
                                      "3\u200b123\u2060456",
                                      "\u202a03123456\u202c",
                                      "٠٣ ١٢٣ ٤٥٦",
                                      "٠٣-١٢٣-٤٥٦",
                                      "۰۳ ۱۲۳ ۴۵۶",
                                      "هاتف٠٣١٢٣٤٥٦",
                                      "०३१२३४५६",
                                      "０３１２３４５６",
                                      "０３　１２３　４５６",
                                      "＋９６１－３－１２３４５６",
                                      "03．123．456",
                                      "03 ١٢٣ 456",
                                      "03\xa0"
                                      "123"
                                      "\xa0"
                                      "456",
                                      "tel:3123456",
                                      "tel:+961-3-123456",
                                      "tel:%2B9613123456",
                                      "sip:+9613123456;user=phone",
                                      "2026-03-01 03 123 456",
                                      "20 26 03 01 11"};

TEST(Masked, HidesEverySpelling) {
  const auto figures_left = [](const std::string& text) {
    // In any script: two bytes or more of the address would be visible.
    std::size_t figures = 0;
    for (const char c : text) figures += c >= '0' && c <= '9' ? 1 : 0;
    for (const char* figure : {"٠", "١", "٢", "٣", "٤", "٥", "٦", "۰",  "۱",  "۲",  "۳",  "۴",  "۵",  "۶",
                               "०", "१", "२", "३", "४", "५", "६", "０", "１", "２", "３", "４", "５", "６"}) {
      for (std::size_t at = text.find(figure); at != std::string::npos; at = text.find(figure, at + 1)) ++figures;
    }
    return figures;
  };
  for (const std::string spelling : kSpellings) {
    for (const auto& [before, after] :
         {std::pair{"", ""}, {"there is no `", "` here"}, {"error: ", ", mend it"}, {"'", "'"}, {"<", ">"}}) {
      const std::string text = wording::masked(before + spelling + after);
      const std::size_t kept = spelling.starts_with("2026-03-01") ? 8 : 0;  // the day
      EXPECT_LE(figures_left(text), kept + (spelling.find("%2B") == std::string::npos ? 0 : 1)) << text;
    }
  }
}

RC_GTEST_PROP(NoNumberInErrors, MaskedHidesAnyGrouping, ()) {
  const std::string digits =
      *rc::gen::container<std::string>(*rc::gen::inRange<std::size_t>(7, 14), rc::gen::inRange('3', ':'));
  std::string written = *rc::gen::element<std::string>("", "+", "(", "00", "tel:", "tel: ");
  for (const char digit : digits) {
    written += digit;
    for (int marks = *rc::gen::element(0, 0, 1, 2); marks > 0; --marks) {
      written += *rc::gen::element<std::string>(" ", "-", ".", "/", "\u00a0", "\t", "(", ")", "\u2013", "_", "\u200b");
    }
  }
  // A run of digits may begin like a day: `3/4/1999`. None is made of these digits and a year.
  RC_PRE(written.find("19") == std::string::npos && written.find("20") == std::string::npos);
  std::size_t left = 0;
  for (const char c : wording::masked("no `" + written + "` here")) left += c >= '0' && c <= '9' ? 1 : 0;
  RC_ASSERT(left < 7U);
}

TEST(Masked, HidesNumbersInGroups) {
  for (const char* number : {"03 12 34 56", "03.12.34.56", "(03) 12-34-56", "03/123456", "03_123_456", "020 7946 0018",
                             "(202) 555-0123", "202-555-0123", "03-12-3456", "٠٣١٢٣٤٥٦", "۰۳۱۲۳۴۵۶"}) {
    EXPECT_EQ(wording::masked(std::string("there is no `") + number + "` here"), "there is no `…` here");
  }
}

TEST(Masked, HidesNumbersWhateverGroupsThem) {
  for (const char* number :
       {"03:123:456", "03;123;456",   "03|123|456",  "03=123=456", "03%20123%20456", "03%2E123%2E456",
        "03~123~456", "03…123…456",   "03#123#456",  "03^123^456", "03!123!456",     "03\"123\"456",
        "03ـ123ـ456", "03: 123: 456", "03:12:34:56", "3:123456",   "+961:3:123456",  "⓪③①②③④⑤⑥",
        "⁰³¹²³⁴⁵⁶",   "₀₃₁₂₃₄₅₆",     "0️⃣3️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣",    "𝟬𝟯𝟭𝟮𝟯𝟰𝟱𝟲"}) {
    EXPECT_EQ(wording::masked(std::string("there is no `") + number + "` here"), "there is no `…` here");
  }
}

TEST(Masked, HidesAddressesInEverySpelling) {
  for (const char* mail :
       {"rima@example.org", "rima＠example.org", "rima﹫example.org", "rima%40example.org", "\"rima x\"@example.org",
        "rima @ example.org", "rima(at)example.org", "rima [AT] example.org", "rima@[192.168.1.1]", "rima@localhost"}) {
    EXPECT_EQ(wording::masked(std::string("there is no `") + mail + "` here"), "there is no `…` here");
  }
  for (const char* text :
       {"12 @ 2026", "@ 2026-01-10T09:00:00Z", "rima at example.org", "a (at) b", "\"a\" @ \"b\"", "@"}) {
    EXPECT_EQ(wording::masked(text), text);
  }
}

TEST(Masked, LeavesTimesPlacesAndPartsOfSentencesAlone) {
  for (const char* text :
       {"2026-03-05T08:00:00Z", "2026-03-05T08:00:00+02:00", "2026-03-05T08:00:00.123456Z",
        "m.toml:16:11: 12345 is no day", "list.csv:123456:12: fault", "entry 0/123: 2026-03-01T00:00:00Z",
        "line 12: 345678 rows", "version 1.2.3, tzdata 2026a; 12345 rows",
        "{\"rows\":7043,\"rejected\":12,\"at\":\"2026-03-05T08:00:00Z\"}"}) {
    EXPECT_EQ(wording::masked(text), text);
  }
}

TEST(Masked, LeavesDatesEntriesAndVersionsAlone) {
  for (const char* text :
       {"2026-03-01T09:00:00+02:00", "entry 0/12345678", "47 CFR 64.2008(d)(3)(i)", "list.csv:12:3: fault",
        "`a1b2c3d4e5`", "the account `A-12345` is not on record", "2026-02-17 22:00:00.123456", "`01/03/2026`",
        "1.3.2026", "`list-2026-03-01-0900.csv`", "2026-03-01 to 2026-03-31", "line 12, column 34", "12 34 of 56",
        "٢٠٢٦-٠٣-٠١", "entry 3/12345678", "1,234,567 rows of 10,000,000", "2026-03-01/2026-03-31",
        "12 of 34, 56 of 78"}) {
    EXPECT_EQ(wording::masked(text), text);
  }
  for (const char* name : {"`campaign-20260301-1200.csv`", "`backup/20260301/list.csv`", "20260301.csv is missing"}) {
    EXPECT_EQ(wording::masked(name), name);
  }
  EXPECT_EQ(wording::masked("write to rima@example.org"), "write to …");
  EXPECT_EQ(wording::masked("call +961 (3) 123-456 now"), "call … now");
}

}  // namespace
}  // namespace assent::test::no_number_in_errors_test
