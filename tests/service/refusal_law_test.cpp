// The refusal law, for every intake: a refusal is never rejected because of what else is in its row. One table of rows,
// each with a refusal in it. Each row is read as a reply, as an old flag, as a delivery result and as the row of a
// customer who left.
#include "intake/refusal_law.hpp"

#include "csv/reader.hpp"
#include "service/answers.hpp"
#include "service/import_approvals.hpp"
#include "service/import_customers.hpp"
#include "service/links.hpp"
#include "service/notices.hpp"
#include "setting.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace assent::refusal_law_test {

using namespace service;
namespace {

using service_test::at;
using service_test::internet_offer;
using service_test::on;
using service_test::Setting;
using service_test::Store;

// account, something else, the word, a time (of customers: a time zone), something else.
using Cells = std::vector<std::string>;
enum Column : std::size_t { kAccount, kOther, kWord, kTime, kNote };

std::string joined(const Cells& cells, std::string_view mark = ",") {
  std::string row;
  for (const std::string& cell : cells) row.append(&cell == &cells.front() ? "" : mark).append(cell);
  return row;
}

intake::CellRule from(std::string column) {
  intake::CellRule rule;
  rule.column = std::move(column);
  return rule;
}

intake::CellRule always(std::string word) {
  intake::CellRule rule;
  rule.constant = {std::move(word)};
  return rule;
}

// The result of a list.
struct Taken {
  std::uint64_t rows = 0;
  std::string told;  // the reject list
};

// A way in.
struct Intake {
  std::string name;
  std::string header;
  std::string word;
  std::string time;
  std::function<void(Setting&, const std::string& list, Taken&)> take;
};

template <class Counts>
void note(const Result<Counts>& counts, Taken& taken) {
  if (counts) taken.rows = counts->rows;
  else ADD_FAILURE() << to_string(counts.error());
}

void take_answers(Setting& s, const std::string& list, Taken& taken) {
  TextSource source(list);
  TextSink rejects(taken.told);
  AnswerOptions options;
  options.names.country = "LB";
  note(record_answers(source, s.regime, s.telephones, *s.ledger, s.circumstances, rejects, s.clock, options), taken);
}

OpenText text_of(const std::string& list) {
  return [&list]() -> Result<std::unique_ptr<ByteSource>> { return std::make_unique<TextSource>(list); };
}

void take_approvals(Setting& s, const std::string& list, Taken& taken) {
  intake::ApprovalMapping mapping;
  mapping.account = from("account");
  mapping.choice = from("flag");
  mapping.choice.values = {{"Y", {"opted_in"}}, {"N", {"opted_out"}}, {"-", {"none"}}};
  mapping.date = from("date");
  mapping.evidence = from("note");
  mapping.by = always("owner");
  mapping.form = always("written");
  TextSink rejects(taken.told);
  note(import_approvals(text_of(list), mapping, s.zones, {"agent", "carrier"}, *s.ledger, s.circumstances, rejects,
                        s.clock),
       taken);
}

void take_deliveries(Setting& s, const std::string& list, Taken& taken) {
  TextSource source(list);
  TextSink rejects(taken.told);
  NoticeDeliveries which;
  which.notice = "approvals";
  which.version = "1";
  note(Notices(*s.ledger).deliveries(source, which, s.regime, s.circumstances, rejects, s.clock), taken);
}

void take_customers(Setting& s, const std::string& list, Taken& taken) {
  intake::CustomerMapping mapping;
  mapping.account = from("account");
  mapping.state = from("state");
  mapping.state.values = {{"A", {"active"}}, {"L", {"former"}}};
  mapping.kind = always("residential");
  mapping.language = from("language");
  mapping.time_zone = from("zone");
  mapping.services = {always("local")};
  TextSink rejects(taken.told);
  note(import_customers(text_of(list), mapping, s.zones, s.telephones, {"local"}, *s.ledger, s.circumstances, rejects,
                        s.clock),
       taken);
}

const std::vector<Intake>& intakes() {
  static const std::vector<Intake> all = {
      {"record answers", "account,by,choice,at,evidence", "opt_out", "2026-02-20T08:00:00Z", take_answers},
      {"import approvals", "account,name,flag,date,note", "N", "2026-02-20T08:00:00Z", take_approvals},
      {"notice deliveries", "account,name,result,known,note", "bounced", "2026-02-20T08:00:00Z", take_deliveries},
      {"import customers", "account,language,state,zone,note", "L", "Asia/Beirut", take_customers},
  };
  return all;
}

// A customer who may be contacted: they were given a notice and were silent.
struct Contacted : Setting {
  Contacted() : Setting(Store::memory) {
    customer("G1", "+9613123456");
    notice("G1", on("2026-01-02"));
    clock.set(at("2026-03-01T00:00:00Z"));
  }
  bool is_contacted() { return decide("G1", internet_offer(), "2026-03-01T00:00:01Z").outcome == Outcome::permit; }
};

Cells row_of(const Intake& intake) { return {"G1", "en", intake.word, intake.time, "n-1"}; }

std::string full_width(std::string_view text) {
  std::string wide;
  for (const char c : text) {
    const unsigned code = 0xFF01U + static_cast<unsigned char>(c) - '!';
    wide += static_cast<char>(0xE0 | code >> 12);
    wide += static_cast<char>(0x80 | (code >> 6 & 0x3F));
    wide += static_cast<char>(0x80 | (code & 0x3F));
  }
  return wide;
}

std::string capitals(std::string text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

struct Kind {
  std::string name;
  std::function<std::string(Cells)> row;
  std::string before{};  // lines of the list that come before the row
};

// One cell of the row is different.
Kind with(std::string name, Column column, std::string text) {
  return {std::move(name), [=](Cells cells) {
            cells[column] = text;
            return joined(cells);
          }};
}
Kind around(std::string name, Column column, std::string before, std::string after) {
  return {std::move(name), [=](Cells cells) {
            cells[column] = before + cells[column] + after;
            return joined(cells);
          }};
}
Kind more(std::string name, std::size_t place, Cells added) {
  return {std::move(name), [=](Cells cells) {
            cells.insert(cells.begin() + static_cast<std::ptrdiff_t>(place), added.begin(), added.end());
            return joined(cells);
          }};
}
Kind without(std::string name, std::vector<std::size_t> columns) {
  return {std::move(name), [=](Cells cells) {
            for (auto column = columns.rbegin(); column != columns.rend(); ++column) {
              cells.erase(cells.begin() + static_cast<std::ptrdiff_t>(*column));
            }
            return joined(cells);
          }};
}
Kind both(std::string name, const Kind& one, std::string_view after) {
  return {std::move(name), [=, added = std::string(after)](const Cells& cells) { return one.row(cells) + added; }};
}

std::string with_nul(std::string text) { return text + std::string(1, '\0') + "z"; }

const std::vector<Kind>& kinds() {
  static const std::vector<Kind> all = {
      {"as it should be", [](const Cells& cells) { return joined(cells); }},
      // Bytes that are not UTF-8.
      with("a name in Windows-1256", kOther, "\xE3\xCD\xE3\xCF"),
      with("a name in Latin-1", kNote, "Andr\xE9"),
      with("an overlong sequence", kNote, "\xC0\xAF"),
      with("a surrogate", kOther, "\xED\xA0\x80"),
      with("a sequence cut off", kTime, "2026\xE2\x80"),
      around("Latin-1's no-break space at the account", kAccount, "", "\xA0"),
      around("Latin-1's no-break space at the word", kWord, "\xA0", ""),
      with("a reference in UTF-16", kNote, with_nul("x")),
      {"UTF-16 throughout",
       [](const Cells& cells) {
         std::string wide;
         for (const char c : joined(cells)) wide.append(1, c).append(1, '\0');
         return wide;
       }},
      // Control characters, and characters that some programs read as a line's end.
      with("a bell", kOther, "a\x07"),
      with("an escape sequence", kNote, "\x1B[2K"),
      around("a control character at the account", kAccount, "", "\x01"),
      around("a control character in the word", kWord, "", "\x7F"),
      with("a CR in a name", kOther, "a\rb"),
      with("a CR in a reference", kNote, "a\rb"),
      {"CR CR LF", [](const Cells& cells) { return joined(cells) + "\r\r"; }},
      {"CR as the line's end", [](const Cells& cells) { return joined(cells) + "\rG9,en,nothing,,"; }},
      {"after a vertical tab", [](const Cells& cells) { return "G9,en,nothing,,\v" + joined(cells); }},
      {"after a form feed", [](const Cells& cells) { return "G9,en,nothing,,\f" + joined(cells); }},
      {"after a separator of records", [](const Cells& cells) { return "G9,en,nothing,,\x1e" + joined(cells); }},
      {"after a CR", [](const Cells& cells) { return "G9,en,nothing,,\r" + joined(cells); }},
      with("U+2028 in a name", kOther,
           "a\xE2\x80\xA8"
           "b"),
      with("U+2029 in a reference", kNote,
           "a\xE2\x80\xA9"
           "b"),
      with("U+0085 in a name", kOther,
           "a\xC2\x85"
           "b"),
      // Quotes.
      with("a stray quote in a name", kOther, "Abu \"Ali"),
      with("a stray quote in a reference", kNote, "5\" pipe"),
      with("text after a quote", kOther, "\"Ali\" x"),
      with("a quote that is not closed in a name", kOther, "\"Ali"),
      with("a quote that is not closed in a reference", kNote, "\"seen"),
      around("a quote that is not closed at the account", kAccount, "\"", ""),
      around("a quote that is not closed at the word", kWord, "\"", ""),
      around("text after the account's quotes", kAccount, "\"", "\" "),
      around("a quote after the word", kWord, "", "\""),
      around("quotes doubled around the word", kWord, "\"\"\"", "\"\"\""),
      {"after a line with a quote that is not closed", [](const Cells& cells) { return joined(cells); },
       "G9,\"open,nothing,,\n"},
      {"after two such lines", [](const Cells& cells) { return joined(cells); },
       "G9,\"open,nothing,,\nG8,x\",nothing,\",\n"},
      around("a line end in the account's quotes", kAccount, "\"", "\n\""),
      // Too many cells, too few cells, another delimiter between them.
      more("a cell too many, empty", 5, {""}),
      more("three too many, empty", 5, {"", "", ""}),
      more("a cell too many, with a text", 5, {"x"}),
      more("twenty too many", 5, Cells(20, "x")),
      more("a comma in a name", 1, {"Smith"}),
      more("three commas in a name", 1, {"a", "b", "c"}),
      more("a cell too many before the account", 0, {"7"}),
      more("a cell too many after the word", 3, {"x"}),
      without("the last cell lacks", {kNote}),
      without("the last two lack", {kTime, kNote}),
      without("the name lacks", {kOther}),
      without("only account and word are there", {kOther, kTime, kNote}),
      {"semicolons", [](const Cells& cells) { return joined(cells, ";"); }},
      {"tabs", [](const Cells& cells) { return joined(cells, "\t"); }},
      // The word in another spelling, or with marks.
      {"the word in capitals",
       [](Cells cells) {
         cells[kWord] = capitals(cells[kWord]);
         return joined(cells);
       }},
      {"the word in full-width letters",
       [](Cells cells) {
         cells[kWord] = full_width(cells[kWord]);
         return joined(cells);
       }},
      around("blanks around the word", kWord, "  ", "\t"),
      around("a no-break space after the word", kWord, "", "\xC2\xA0"),
      around("a zero-width space before the word", kWord, "\xE2\x80\x8B", ""),
      around("a mark of direction before the word", kWord, "\xE2\x80\x8F", ""),
      around("a soft hyphen after the word", kWord, "", "\xC2\xAD"),
      around("a full stop after the word", kWord, "", "."),
      around("quotes of a spreadsheet at the word", kWord, "'", ""),
      // Marks at the account.
      around("a no-break space after the account", kAccount, "", "\xC2\xA0"),
      around("a zero-width space after the account", kAccount, "", "\xE2\x80\x8B"),
      around("a mark of direction before the account", kAccount, "\xE2\x80\x8E", ""),
      around("a byte order mark before the account", kAccount, "\xEF\xBB\xBF", ""),
      around("a word joiner after the account", kAccount, "", "\xE2\x81\xA0"),
      around("an ideographic space before the account", kAccount, "\xE3\x80\x80", ""),
      around("blanks around the account", kAccount, " \t", "  "),
      with("a zero-width joiner in the account", kAccount,
           "G\xE2\x80\x8D"
           "1"),
      with("a full-width figure in the account", kAccount, "G\xEF\xBC\x91"),
      // Times, or zones.
      with("no time", kTime, ""),
      with("a word for a time", kTime, "soon"),
      with("a day that does not exist", kTime, "2026-02-30"),
      with("a day of zeros", kTime, "0000-00-00"),
      with("a day alone", kTime, "2026-02-27"),
      with("a time as a database writes it", kTime, "2026-02-20 08:00:00+00"),
      with("a time without its place", kTime, "2026-02-20 08:00:00"),
      with("an offset without a colon", kTime, "2026-02-20T08:00:00+0200"),
      with("a leap second", kTime, "2016-12-31T23:59:60Z"),
      with("a time to come", kTime, "2062-01-01T00:00:00Z"),
      with("a time long ago", kTime, "1900-01-01T00:00:00Z"),
      with("a day in another order", kTime, "20/02/2026"),
      // Other things in the row.
      with("the customer's number as a reference", kNote, "call from 03 123 456"),
      with("his number in Arabic figures", kNote, "٠٣١٢٣٤٥٦"),
      with("a formula", kNote, "=cmd|' /C calc'!A1"),
      with("a language that is none", kOther, "en_US"),
      with("nothing else", kOther, ""),
      with("a field too long", kNote, std::string(40000, 'x')),
      with("a row too long", kNote, std::string(1100000, 'x')),
      // Several at the same time.
      both("foreign bytes and a cell too many", with("", kOther, "\xE3\xCD"), ",more"),
      both("a CR and a cell too many", with("", kOther, "a\rb"), ","),
      both("a mark at the account and a stray quote", around("", kAccount, "", "\xC2\xA0"), " \"x"),
      both("a stray quote and CR CR LF", with("", kOther, "a\"b"), "\r\r"),
  };
  return all;
}

bool is_faulty(const std::string& list) {
  TextSource source(list);
  csv::CsvReader reader(source);
  for (;;) {
    const auto step = reader.next();
    if (!step || *step == csv::CsvStep::end) return false;
    if (*step == csv::CsvStep::fault) return true;
  }
}

TEST(RefusalLaw, ARefusalIsNotTurnedAwayForWhatElseStandsInItsRowWhateverTheWayIn) {
  ASSERT_GE(kinds().size(), 60U);
  for (const Intake& intake : intakes()) {
    for (const Kind& kind : kinds()) {
      Contacted s;
      ASSERT_TRUE(s.is_contacted());
      const std::string list = intake.header + "\n" + kind.before + kind.row(row_of(intake)) + "\n";
      Taken taken;
      intake.take(s, list, taken);
      EXPECT_FALSE(s.is_contacted()) << intake.name << ": " << kind.name << "\n" << taken.told;
      if (is_faulty(list)) {
        EXPECT_NE(taken.told, "") << intake.name << ": " << kind.name << ": what was made of the row is told";
      }
    }
  }
}

TEST(RefusalLaw, ARowAsItShouldBeIsNotTold) {
  for (const Intake& intake : intakes()) {
    Contacted s;
    Taken taken;
    intake.take(s, intake.header + "\n" + joined(row_of(intake)) + "\n", taken);
    EXPECT_EQ(taken.told, "") << intake.name;
    EXPECT_EQ(taken.rows, 1U) << intake.name;
  }
}

// The same list again records nothing new.
TEST(RefusalLaw, ADamagedRowIsRecordedOnce) {
  for (const Intake& intake : intakes()) {
    for (const Kind& kind : kinds()) {
      Contacted s;
      const std::string list = intake.header + "\n" + kind.before + kind.row(row_of(intake)) + "\n";
      Taken first;
      intake.take(s, list, first);
      const std::uint64_t size = s.size();
      s.clock.set(at("2026-03-02T00:00:00Z"));
      Taken second;
      intake.take(s, list, second);
      EXPECT_EQ(s.size(), size) << intake.name << ": " << kind.name;
      EXPECT_EQ(first.rows, second.rows) << intake.name << ": " << kind.name;
    }
  }
}

// Two customers in one damaged row: both refusals count.
TEST(RefusalLaw, TwoRefusalsInOneRowAreTwo) {
  for (const Intake& intake : intakes()) {
    Contacted s;
    s.customer("G2");
    Cells other = row_of(intake);
    other[kAccount] = "G2";
    Taken taken;
    intake.take(s, intake.header + "\n" + joined(row_of(intake)) + "\r" + joined(other) + "\n", taken);
    EXPECT_FALSE(s.is_contacted()) << intake.name;
    EXPECT_EQ(taken.rows, 1U) << intake.name;
    const bool failure = intake.name == "notice deliveries";  // G2 was given no notice, so none could fail
    EXPECT_EQ(s.ledger->entries_of("G2")->size(), failure ? 1U : 2U) << intake.name;
  }
}

// In a row with too many cells, a text that looks like an account becomes no account.
TEST(RefusalLaw, ANameIsNotTakenForAnAccount) {
  for (const Intake& intake : intakes()) {
    Contacted s;
    Cells cells = row_of(intake);
    cells[kOther] = "Smith,Ali,en";
    Taken taken;
    intake.take(s, intake.header + "\n" + joined(cells) + "\n", taken);
    EXPECT_FALSE(s.is_contacted()) << intake.name;
    for (const char* name : {"Smith", "Ali", "en"}) EXPECT_TRUE(s.ledger->entries_of(name)->empty()) << name;
  }
}

// A damaged row approves nothing.
TEST(RefusalLaw, AnApprovalIsNotTakenFromADamagedRow) {
  const std::pair<std::size_t, std::string> approving[] = {{0, "opt_in"}, {1, "Y"}, {2, "delivered"}, {3, "A"}};
  for (const auto& [number, word] : approving) {
    const Intake& intake = intakes()[number];
    for (const Kind& kind : kinds()) {
      Contacted s;
      Cells cells = row_of(intake);
      cells[kWord] = word;
      const std::string list = intake.header + "\n" + kind.before + kind.row(cells) + "\n";
      if (!is_faulty(list)) continue;
      const std::uint64_t size = s.size();
      Taken taken;
      intake.take(s, list, taken);
      EXPECT_EQ(s.size(), size) << intake.name << ": " << kind.name;
      EXPECT_NE(taken.told, "") << intake.name << ": " << kind.name;
    }
  }
}

TEST(RefusalLaw, TheWordsOfSendersTellThatANoticeDidNotArrive) {
  for (const char* word : {"Bounce", "bounced", "hard bounce", "undelivered", "UNDELIV", "undeliverable", "failed",
                           "dropped", "returned", "complaint", "unsubscribe", "STOP", "expired"}) {
    Contacted s;
    Taken taken;
    take_deliveries(s, std::string("account,result,status\nG1,") + word + ",5.1.1\n", taken);
    EXPECT_FALSE(s.is_contacted()) << word;
  }
  for (const char* status : {"5.1.1", "550", "550 5.1.1 user unknown", "smtp; 550-5.7.1"}) {
    Contacted s;
    Taken taken;
    take_deliveries(s, std::string("account,result,status\nG1,KO,") + status + "\n", taken);
    EXPECT_FALSE(s.is_contacted()) << status;
    EXPECT_THAT(taken.told, testing::HasSubstr("recorded as bounced: the word is unknown")) << status;
  }
  Contacted s;
  Taken taken;
  take_deliveries(s, "account,result,status\nG1,KO,4.2.2\n", taken);
  EXPECT_TRUE(s.is_contacted());
  EXPECT_THAT(taken.told, testing::HasSubstr("say with `--result-word` what the word means"));
}

// A refusal for the old account also counts for the one that continues it, whatever way it came.
TEST(RefusalLaw, AComplaintIsCarriedOverALink) {
  Contacted s;
  s.customer("G2");
  ASSERT_TRUE(record_link(*s.ledger, {"G1", "G2", evidence::LinkRecorded::Cause::renumbered, {"order 7", {}}},
                          s.circumstances, s.clock.now()));
  Taken taken;
  take_deliveries(s, "account,result,status\nG1,complaint,\n", taken);
  const auto entries = s.ledger->entries_of("G2").value();
  EXPECT_TRUE(std::any_of(entries.begin(), entries.end(), [](const ledger::Recorded& each) {
    return each.entry.kind() == evidence::EntryKind::opt_out;
  }));
}

// Random damage to everything in the row except the customer's account and the word that says no.
RC_GTEST_PROP(RefusalBeatsItsRow, ARefusalIsNeverLost, ()) {
  const Intake& intake = *rc::gen::elementOf(intakes());
  static const std::vector<std::string> marks = {"",     " ",    "\t",           "\xC2\xA0",    "\xE2\x80\x8B",
                                                 "\x01", "\xA0", "\xE2\x80\x8E", "\xEF\xBB\xBF"};
  static const std::vector<std::string> bytes = {"a",
                                                 "7",
                                                 "-",
                                                 "\"",
                                                 "\"\"",
                                                 ";",
                                                 "\t",
                                                 "\r",
                                                 "\xE1",
                                                 "\xC0\x80",
                                                 "\x1B",
                                                 "\xFF",
                                                 "\xE2\x80",
                                                 "\xC2\x85",
                                                 "'",
                                                 "|",
                                                 "\xE2\x80\xA8",
                                                 "\xEF\xBB\xBF",
                                                 "\xD9\x85",
                                                 " ",
                                                 "=",
                                                 "z",
                                                 "\\",
                                                 ":",
                                                 "2026",
                                                 "G",
                                                 "N",
                                                 std::string(1, '\0')};
  const bool commas = *rc::gen::arbitrary<bool>();
  const auto damaged = [&](bool line_ends) {
    std::string text;
    const auto count = *rc::gen::inRange(0, 8);
    for (int i = 0; i < count; ++i) {
      const auto what = *rc::gen::inRange(0, 8);
      if (what == 0 && commas) text += ',';
      else if (what == 1 && line_ends) text += '\n';
      else text += *rc::gen::elementOf(bytes);
    }
    return text;
  };
  const auto beside = [&](const std::string& text) {
    return *rc::gen::elementOf(marks) + text + *rc::gen::elementOf(marks);
  };
  Cells cells = {beside("G1"), damaged(false), beside(intake.word), damaged(true), damaged(true)};
  if (!commas) {
    for (const std::size_t column : {kNote, kTime, kOther}) {
      if (*rc::gen::inRange(0, 4) == 0) cells.erase(cells.begin() + static_cast<std::ptrdiff_t>(column));
    }
  }
  const std::string list = intake.header + "\n" + joined(cells) + "\n";
  // Damage that makes it a sound row with other values is no damage.
  {
    TextSource source(list);
    csv::CsvReader reader(source);
    (void)reader.next();
    const auto step = reader.next();
    if (step && *step == csv::CsvStep::row) {
      RC_PRE(reader.fields()[kAccount] == cells[kAccount] && reader.fields()[kWord] == cells[kWord]);
    }
  }
  Contacted s;
  Taken taken;
  intake.take(s, list, taken);
  RC_ASSERT(!s.is_contacted());
}

}  // namespace
}  // namespace assent::refusal_law_test
