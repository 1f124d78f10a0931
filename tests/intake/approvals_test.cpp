#include "intake/approvals.hpp"
#include "explanation/row_words.hpp"

#include "intake/known_world.hpp"
#include "intake/stated_time.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

namespace assent::approvals_test {

using namespace intake;

using evidence::Grade;
namespace {

const KnownZones kZones;
const Names kRelations = {"agent", "carrier", "joint_venture_partner"};
const Instant kImported = parse_instant("2026-03-01T09:00:00Z").value();

constexpr std::string_view kMapping = R"(
[account]
column = "id"
[choice]
column = "flag"
values = { N = "opted_out", Y = "opted_in", "-" = "none" }
default = "none"
[date]
column = "date"
format = "DD/MM/YYYY"
[time_zone]
column = "zone"
[evidence]
column = "proof"
[notice]
column = "notice"
[actor]
column = "agent"
[by]
column = "by"
values = { H = "owner", O = "other" }
[form]
constant = "written"
[recipients]
column = "to"
values = { P = ["joint_venture_partner", "agent"], "*" = "any" }
[refused_recipients]
column = "not_to"
values = { P = "joint_venture_partner" }
)";

const std::vector<std::string_view> kHeader = {"id",     "flag",  "date", "zone", "proof",
                                               "notice", "agent", "by",   "to",   "not_to"};
const std::vector<std::string_view> kOptIn = {"A-1", "Y",  "18/02/2026", "Asia/Beirut", "scan-7",
                                              "n1",  "s3", "H",          "P",           ""};

ApprovalRows bound() {
  const auto mapping = read_approval_mapping(kMapping, "m.toml");
  if (!mapping) ADD_FAILURE() << to_string(mapping.error().front());
  return ApprovalRows::bind(mapping.value(), kHeader, kZones, kRelations).value();
}

std::vector<std::string_view> changed(std::vector<std::pair<std::size_t, std::string_view>> changes) {
  std::vector<std::string_view> row = kOptIn;
  for (const auto& [field, text] : changes) row[field] = text;
  return row;
}

TEST(ApprovalRows, ReadAProvedOptIn) {
  const auto row = bound().convert(kOptIn, kImported);
  ASSERT_TRUE(row && *row);
  EXPECT_EQ((*row)->account, "A-1");
  EXPECT_EQ(to_string((*row)->effective), "2026-02-17T22:00:00Z");
  EXPECT_EQ((*row)->stated, (*row)->effective);
  EXPECT_EQ((*row)->actor, "s3");
  evidence::OptInRecorded expected;
  expected.form = "written";
  expected.recipients = Coverage::only({"agent", "joint_venture_partner"});
  expected.notice = "n1";
  expected.evidence.reference = "scan-7";
  EXPECT_EQ(std::get<evidence::OptInRecorded>((*row)->body), expected);
}

TEST(ApprovalRows, GradeByWhatProves) {
  struct Case {
    std::vector<std::pair<std::size_t, std::string_view>> changes;
    Grade grade;
  };
  const Case cases[] = {
      {{}, Grade::proved},
      {{{6, ""}}, Grade::proved},
      {{{2, ""}}, Grade::claimed},
      {{{4, ""}}, Grade::claimed},
      {{{5, ""}}, Grade::claimed},
      {{{2, ""}, {4, ""}}, Grade::claimed},
      {{{2, ""}, {4, ""}, {6, ""}}, Grade::unknown},
      {{{2, ""}, {4, ""}, {5, ""}, {6, ""}}, Grade::unknown},
  };
  const ApprovalRows rows = bound();
  for (const Case& each : cases) {
    const auto opt_in = rows.convert(changed(each.changes), kImported);
    ASSERT_TRUE(opt_in && *opt_in);
    EXPECT_EQ(std::get<evidence::OptInRecorded>((*opt_in)->body).grade, each.grade);
    auto row = changed(each.changes);
    row[1] = "N";
    const auto opt_out = rows.convert(row, kImported);
    ASSERT_TRUE(opt_out && *opt_out);
    EXPECT_EQ(std::get<evidence::OptOutRecorded>((*opt_out)->body).grade, each.grade);
  }
}

// A dash in the column of recordings means that there is no recording.
TEST(ApprovalRows, AreNotProvedByWordsForNothing) {
  const ApprovalRows rows = bound();
  for (const char* nothing : {"-", "--", "0", "no", "None", "NIL", "null", "N/A", "na", " - "}) {
    for (const std::size_t field : {std::size_t{4}, std::size_t{5}}) {
      const auto said = rows.convert(changed({{field, nothing}}), kImported);
      const auto left_out = rows.convert(changed({{field, ""}}), kImported);
      ASSERT_TRUE(said && *said && left_out && *left_out);
      EXPECT_EQ((*said)->body, (*left_out)->body) << nothing;
      EXPECT_EQ(std::get<evidence::OptInRecorded>((*said)->body).grade, Grade::claimed) << nothing;
    }
    const auto bare = rows.convert(changed({{2, ""}, {4, nothing}, {6, ""}}), kImported);
    EXPECT_EQ(std::get<evidence::OptInRecorded>((*bare)->body).grade, Grade::unknown) << nothing;
    const auto refusal = rows.convert(changed({{1, "N"}, {4, nothing}}), kImported);
    EXPECT_EQ(std::get<evidence::OptOutRecorded>((*refusal)->body).evidence.reference, "") << nothing;
  }
  for (const char* something : {"00", "none 7", "nr. 0", "n.1"}) {
    const auto row = rows.convert(changed({{4, something}}), kImported);
    EXPECT_EQ(std::get<evidence::OptInRecorded>((*row)->body).grade, Grade::proved) << something;
  }
}

// Rows imported when such words still counted must not come in a second time.
TEST(ApprovalRows, AreToldApartByTheWordsInThem) {
  const auto row = bound().convert(changed({{4, "-"}, {5, "none"}}), kImported);
  ASSERT_TRUE(row && *row);
  const auto& literal = std::get<evidence::OptInRecorded>((*row)->literal);
  EXPECT_EQ(literal.evidence.reference, "-");
  EXPECT_EQ(literal.notice, "none");
  EXPECT_EQ(literal.grade, Grade::proved);
  const auto plain = bound().convert(kOptIn, kImported);
  EXPECT_EQ((*plain)->literal, (*plain)->body);
}

TEST(ApprovalRows, AreFaultyWhereAnOptInCannotBeRead) {
  const ApprovalRows rows = bound();
  const std::pair<std::pair<std::size_t, std::string_view>, std::string_view> faults[] = {
      {{0, ""}, "`id` is not an account; write 1 to 64 bytes, without control characters"},
      {{1, "?"}, "`flag` has a value that the mapping does not know; add it to `values`"},
      {{2, "2026-02-18"}, "`date` is not a date; write it in the mapping's `format`"},
      {{2, "30/02/2026"}, "`date` is not a date; write it in the mapping's `format`"},
      {{2, "02/03/2026"}, "`date` is in the future; write the day on which the approval was given"},
      {{3, "Nowhere"}, "`zone` is not a time zone; write a name from the IANA database"},
      {{7, "?"}, "`by` has a value that the mapping does not know; add it to `values`"},
      {{8, "?"}, "`to` has a value that the mapping does not know; add it to `values`"},
  };
  for (const auto& [change, reason] : faults) {
    const auto row = rows.convert(changed({change}), kImported);
    EXPECT_EQ(row ? "" : explanation::say(row.error().reasons, explanation::Language::en), reason);
  }
}

TEST(ApprovalRows, SayNothingWhereTheFlagSaysNothing) {
  EXPECT_EQ(bound().convert(changed({{1, ""}}), kImported)->has_value(), false);
  EXPECT_EQ(bound().convert(changed({{1, "-"}, {2, "rubbish"}}), kImported)->has_value(), false);
}

TEST(ApprovalRows, LeaveUnknownWhatIsNotGiven) {
  const auto row = bound().convert(changed({{7, ""}, {8, ""}}), kImported);
  ASSERT_TRUE(row && *row);
  const auto& opt_in = std::get<evidence::OptInRecorded>((*row)->body);
  EXPECT_EQ(opt_in.by, "unknown");
  EXPECT_EQ(opt_in.recipients, Coverage::only({"carrier"}));
  EXPECT_EQ(std::get<evidence::OptInRecorded>((*bound().convert(changed({{8, "*"}}), kImported))->body).recipients,
            Coverage::everything());
}

// A cell that says something, but has no usable word, has not said "any".
TEST(ApprovalRows, AreFaultyWhereNoWordIsLeftOfWhatAnOptInExtendsTo) {
  for (const char* section : {"recipients", "parties", "information"}) {
    const auto mapping = read_approval_mapping(fmt::format(R"([account]
column = "id"
[choice]
column = "flag"
values = {{ Y = "opted_in", N = "opted_out" }}
[by]
constant = "owner"
[form]
constant = "written"
[{}]
column = "extent"
separator = ";"
values = {{ P = "PX", none = [] }}
)",
                                                           section),
                                               "m.toml");
    const std::vector<std::string_view> header = {"id", "flag", "extent"};
    const auto rows = ApprovalRows::bind(mapping.value(), header, kZones, kRelations).value();
    for (const char* cell : {";", " ; ;", "none", "none;none"}) {
      const std::vector<std::string_view> opt_in = {"A-1", "Y", cell};
      const auto row = rows.convert(opt_in, kImported);
      EXPECT_EQ(row ? "" : explanation::say(row.error().reasons, explanation::Language::en),
                "`extent` has text, but it contains no word; write who or what it means, or leave the cell empty");
      const std::vector<std::string_view> opt_out = {"A-1", "N", cell};
      EXPECT_TRUE(rows.convert(opt_out, kImported)) << "a refusal is never rejected";
    }
    for (const char* cell : {"", " ", "P", "none;P"}) {
      const std::vector<std::string_view> opt_in = {"A-1", "Y", cell};
      EXPECT_TRUE(rows.convert(opt_in, kImported)) << section << ' ' << cell;
    }
  }
}

TEST(ApprovalRows, RefuseAsNarrowlyAsTheRowSays) {
  const auto narrow = bound().convert(changed({{1, "N"}, {9, "P"}}), kImported);
  EXPECT_EQ(std::get<evidence::OptOutRecorded>((*narrow)->body).scope, Coverage::only({"joint_venture_partner"}));
  const auto unreadable = bound().convert(changed({{1, "N"}, {9, "?"}}), kImported);
  EXPECT_EQ(std::get<evidence::OptOutRecorded>((*unreadable)->body).scope, Coverage::everything());
}

// A customer who said yes in the morning and no in the afternoon has said no, wherever on earth that day ended.
TEST(ApprovalRows, RefuseFromTheEndOfTheirDay) {
  struct Case {
    std::string_view flag;
    std::string_view date;
    std::string_view zone;
    std::string_view stated;
    std::string_view effective;
  };
  const Case cases[] = {
      {"N", "18/02/2026", "Asia/Beirut", "2026-02-17T22:00:00Z", "2026-02-18T21:59:59.999999Z"},
      {"N", "18/02/2026", "America/New_York", "2026-02-18T05:00:00Z", "2026-02-19T04:59:59.999999Z"},
      {"N", "18/02/2026", "", "2026-02-17T10:00:00Z", "2026-02-19T11:59:59.999999Z"},
      {"N", "01/03/2026", "Asia/Beirut", "2026-02-28T22:00:00Z", "2026-03-01T09:00:00Z"},
      {"N", "28/02/2026", "", "2026-02-27T10:00:00Z", "2026-03-01T09:00:00Z"},
      {"N", "18/02/2026", "Nowhere", "", "2026-03-01T09:00:00Z"},
      {"Y", "18/02/2026", "Asia/Beirut", "2026-02-17T22:00:00Z", "2026-02-17T22:00:00Z"},
      {"Y", "18/02/2026", "", "2026-02-17T10:00:00Z", "2026-02-17T10:00:00Z"},
  };
  const ApprovalRows rows = bound();
  for (const Case& each : cases) {
    const auto row = rows.convert(changed({{1, each.flag}, {2, each.date}, {3, each.zone}}), kImported);
    ASSERT_TRUE(row && *row);
    EXPECT_EQ((*row)->stated ? to_string(*(*row)->stated) : "", each.stated) << each.date << ' ' << each.zone;
    EXPECT_EQ(to_string((*row)->effective), each.effective) << each.date << ' ' << each.zone;
  }
}

// A stated instant is used as it stands.
TEST(ApprovalRows, RefuseFromTheInstantThatTheyState) {
  const auto mapping = read_approval_mapping(R"([account]
column = "id"
[choice]
column = "flag"
values = { N = "opted_out" }
[date]
column = "date"
)",
                                             "m.toml");
  const std::vector<std::string_view> header = {"id", "flag", "date"};
  const auto rows = ApprovalRows::bind(mapping.value(), header, kZones, kRelations).value();
  const std::vector<std::string_view> exact = {"A-1", "N", "2026-02-18T10:00:00+02:00"};
  const auto row = rows.convert(exact, kImported);
  ASSERT_TRUE(row && *row);
  EXPECT_EQ(to_string((*row)->effective), "2026-02-18T08:00:00Z");
  EXPECT_EQ((*row)->stated, (*row)->effective);
}

evidence::OptOutRecorded refusal_of(std::string_view scope, std::string_view values, bool& widened) {
  const auto mapping = read_approval_mapping(fmt::format(R"([account]
column = "id"
[choice]
column = "flag"
values = {{ N = "opted_out" }}
[refused_recipients]
column = "not_to"
separator = "+"
{}
)",
                                                         values),
                                             "m.toml");
  const std::vector<std::string_view> header = {"id", "flag", "not_to"};
  const std::vector<std::string_view> row = {"A-1", "N", scope};
  const auto rows = ApprovalRows::bind(mapping.value(), header, kZones, kRelations).value();
  const auto converted = rows.convert(row, kImported).value().value();
  widened = converted.widened;
  return std::get<evidence::OptOutRecorded>(converted.body);
}

// A refusal "of marketing" or "ALL" refused nothing: no use has such a recipient.
TEST(ApprovalRows, RefuseEverybodyWhereTheScopeIsNobodyKnown) {
  struct Case {
    std::string_view scope;
    Coverage refused;
    bool widened;
  };
  const Case cases[] = {
      {"", Coverage::everything(), false},
      {"all", Coverage::everything(), false},
      {" ALL ", Coverage::everything(), false},
      {"*", Coverage::everything(), false},
      {"Any", Coverage::everything(), false},
      {"agent+any", Coverage::everything(), false},
      {"agent", Coverage::only({"agent"}), false},
      {" carrier + agent", Coverage::only({"agent", "carrier"}), false},
      {"partners", Coverage::everything(), true},
      {"Agent", Coverage::everything(), true},
      {"agent+partners", Coverage::everything(), true},
      {"+", Coverage::everything(), false},
  };
  for (const Case& each : cases) {
    bool widened = false;
    EXPECT_EQ(refusal_of(each.scope, "", widened).scope, each.refused) << each.scope;
    EXPECT_EQ(widened, each.widened) << each.scope;
  }
}

TEST(ApprovalRows, RefuseEverybodyWhereTheMappingNamesNobodyKnown) {
  constexpr std::string_view kValues = R"(values = { 1 = [" agent "], 2 = "All", 3 = ["agent", "dealer"] })";
  bool widened = false;
  EXPECT_EQ(refusal_of("1", kValues, widened).scope, Coverage::only({"agent"}));
  EXPECT_FALSE(widened);
  EXPECT_EQ(refusal_of("2", kValues, widened).scope, Coverage::everything());
  EXPECT_FALSE(widened);
  EXPECT_EQ(refusal_of("3", kValues, widened).scope, Coverage::everything());
  EXPECT_TRUE(widened);
  EXPECT_EQ(refusal_of("4", kValues, widened).scope, Coverage::everything());
  EXPECT_TRUE(widened) << "it cannot be read";
}

TEST(ApprovalRows, RefuseWhereOnlyEmptyCellsAreCutOff) {
  const ApprovalRows rows = bound();
  const auto of = [&](const std::vector<std::string_view>& row) -> std::optional<ApprovalRow> {
    const auto refusals = rows.refusals_in({std::vector<std::string>(row.begin(), row.end())}, kImported);
    if (refusals.empty()) return std::nullopt;
    return refusals.front();
  };
  const auto refusal = of({"A-1", "N", "18/02/2026", "Asia/Beirut"});
  ASSERT_TRUE(refusal);
  auto whole = changed({{1, "N"}, {4, ""}, {5, ""}, {6, ""}, {7, ""}, {8, ""}});
  const auto same = rows.convert(whole, kImported);
  ASSERT_TRUE(same && *same);
  EXPECT_EQ(refusal->account, "A-1");
  EXPECT_EQ(refusal->body, (*same)->body);
  EXPECT_EQ(refusal->literal, (*same)->literal);
  EXPECT_EQ(refusal->effective, (*same)->effective);
  EXPECT_EQ(refusal->stated, (*same)->stated);

  EXPECT_TRUE(of({"A-1", "N"}));
  EXPECT_TRUE(of({"A-1", "N", "one day"}));
  EXPECT_FALSE(of({"A-1"})) << "the flag is not there";
  EXPECT_FALSE(of({"", "N"})) << "nobody is";
  EXPECT_FALSE(of({"A-1", ""}));
  EXPECT_FALSE(of({"A-1", "?"}));
  EXPECT_FALSE(of({"A-1", "Y", "18/02/2026", "Asia/Beirut", "scan-7", "n1", "s3", "H", "P"})) << "an opt-in is whole";
}

// A comma in a name without quotes, before the flag and the date.
TEST(ApprovalRows, RefuseWithoutADateWhereCellsAreOutOfPlace) {
  const ApprovalRows rows = bound();
  std::vector<std::string> row = {"A-1", "N", "18/02/2026", "Asia/Beirut", "p", "n", "a", "H", "P", "", "more"};
  auto refusals = rows.refusals_in({row}, kImported);
  ASSERT_EQ(refusals.size(), 1U);
  EXPECT_EQ(refusals.front().effective, kImported);
  EXPECT_EQ(explanation::say(refusals.front().told, explanation::Language::en),
            "recorded as of the import: it is unclear which cell of the row has the date");
  row.back().clear();
  EXPECT_EQ(to_string(*rows.refusals_in({row}, kImported).front().stated), "2026-02-17T22:00:00Z") << "nothing is";
  row = {"x", "A-1", "N", "18/02/2026", "Asia/Beirut", "p", "n", "a", "H", "P", ""};
  bool found = false;
  for (const ApprovalRow& each : rows.refusals_in({row}, kImported)) {
    found = found || each.account == "A-1";
  }
  EXPECT_TRUE(found);
}

TEST(ApprovalRows, RefuseInAnotherSpelling) {
  const ApprovalRows rows = bound();
  for (const char* flag : {"n", "N\xC2\xA0", "\xE2\x80\x8E N", "N.", "opt-out", "OPT_OUT", "STOP", "unsubscribe"}) {
    const auto row = rows.convert(changed({{1, flag}}), kImported);
    ASSERT_TRUE(row && *row) << flag;
    EXPECT_TRUE(std::holds_alternative<evidence::OptOutRecorded>((*row)->body)) << flag;
  }
  EXPECT_FALSE(rows.convert(changed({{1, "opt-in"}}), kImported)) << "an approval stands in the mapping's words";
}

// If the file names a customer, a refusal of theirs is never lost, and never counts from later than the import.
RC_GTEST_PROP(ApprovalRowsLaw, ARefusalIsNeverRejected, ()) {
  static const ApprovalRows rows = bound();
  auto cells = *rc::gen::container<std::vector<std::string>>(
      kHeader.size(), rc::gen::oneOf(rc::gen::arbitrary<std::string>(),
                                     rc::gen::element<std::string>("", "18/02/2026", "18/02/2036", "00/00/0000",
                                                                   "01/01/0001", "Asia/Beirut", "P", "H")));
  cells[0] = "A-1";
  cells[1] = "N";
  const std::vector<std::string_view> row(cells.begin(), cells.end());
  const auto converted = rows.convert(row, kImported);
  RC_ASSERT(converted && converted->has_value());
  RC_ASSERT(std::holds_alternative<evidence::OptOutRecorded>((*converted)->body));
  RC_ASSERT((*converted)->effective <= kImported);
  RC_ASSERT((*converted)->stated || ((*converted)->effective == kImported));
  RC_ASSERT((*converted)->stated.value_or(kEarliest) <= (*converted)->effective);
  cells.resize(*rc::gen::inRange<std::size_t>(2, kHeader.size()));
  RC_ASSERT(!rows.refusals_in({cells}, kImported).empty());
}

// No row becomes a proved opt-in without all three of its proofs.
RC_GTEST_PROP(ApprovalRowsLaw, WeakFlagsAreNeverProved, ()) {
  static const ApprovalRows rows = bound();
  auto cells = std::vector<std::string>(kOptIn.begin(), kOptIn.end());
  const auto emptied = *rc::gen::element<std::size_t>(2, 4, 5);
  cells[emptied] = *rc::gen::element<std::string>("", " ", "\t");
  const std::vector<std::string_view> row(cells.begin(), cells.end());
  const auto converted = rows.convert(row, kImported);
  RC_ASSERT(converted && converted->has_value());
  RC_ASSERT(std::get<evidence::OptInRecorded>((*converted)->body).grade != Grade::proved);
}

}  // namespace
}  // namespace assent::approvals_test
