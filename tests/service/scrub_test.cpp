#include "service/scrub.hpp"

#include "csv/characters.hpp"
#include "csv/reader.hpp"
#include "explanation/row_words.hpp"
#include "scrubbing.hpp"
#include "wire/scrub.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <boost/json.hpp>

namespace assent::scrub_test {

using namespace service;
namespace {

using service_test::at;
using service_test::on;
using service_test::order_for;
using service_test::run;
using service_test::Scrubbed;
using service_test::ScrubOrder;
using service_test::Setting;
using service_test::Store;
using testing::HasSubstr;

// A1 subscribed (free), A2 given a notice and silent, A3 given a notice and refusing, A4 without a notice.
void populate(Setting& s) {
  s.customer("A1", "+9613111111", {"internet"});
  for (const auto* account : {"A2", "A3", "A4"}) {
    s.customer(account, "+961312345" + std::string(account).substr(1));
  }
  s.notice("A2", on("2026-01-02"));
  s.notice("A3", on("2026-01-02"));
  s.choose("A3", evidence::OptOutRecorded{});
}

class ScrubTest : public testing::TestWithParam<Store> {
 protected:
  void SetUp() override { populate(s); }
  Setting s{GetParam()};
  ScrubOrder order = order_for("2026-03-01T00:00:00Z");
};
INSTANTIATE_TEST_SUITE_P(Stores, ScrubTest, testing::Values(Store::memory, Store::sqlite));

// A sentence may be longer than the meaning of any reason, and rows without a sentence come after it.
TEST_P(ScrubTest, ASentenceForEachLeavesRoomForRowsWithoutOne) {
  std::string list = "account\n";
  std::string expected;
  for (int i = 0; i < 2'000; ++i) list += i % 2 == 0 ? "A3\n" : "?\n";
  order.explain_each = true;
  const Scrubbed out = run(s, order, list);
  ASSERT_TRUE(out.summary);
  EXPECT_EQ(out.summary->refused, 2'000U);
  const std::string header = "account,reason,explanation\n";
  const std::size_t pair = (out.refused.size() - header.size()) / 1'000;
  const std::string two = out.refused.substr(header.size(), pair);
  EXPECT_THAT(two, HasSubstr("A3,opted_out,\""));
  EXPECT_THAT(two, HasSubstr("?,unknown_customer,\""));
  std::string all = header;
  for (int i = 0; i < 1'000; ++i) all += two;
  EXPECT_EQ(out.refused, all);
}

TEST_P(ScrubTest, TheListIsHashedToItsLastByte) {
  const ScrubQuestion question{&s.regime, &order.use, order.as_of, false, {}, explanation::Language::en, false};
  for (const std::string list :
       {"account\n", "account",
        "\xEF\xBB\xBF"
        "account\nA1\nA9\n",
        "account\n\n\n\n", "account\r\nA1\r\n\r\n", "account,n\nA1,\"a\nb\"\nA1\nA1,2,3\nA9,no line end"}) {
    for (const std::size_t at_once : {std::size_t{1}, std::size_t{7}, list.size()}) {
      for (const std::size_t piece_bytes : {1U, 10U, 1'000U}) {
        TextSource source(list, at_once);
        auto scrub = Scrub::begin(source, {}, {2, piece_bytes});
        ASSERT_TRUE(scrub) << list;
        std::string texts[2];
        TextSink sinks[] = {TextSink(texts[0]), TextSink(texts[1])};
        HashingSink permitted(sinks[0]);
        HashingSink refused(sinks[1]);
        LedgerJudge judge(s.customers, s.telephones, question);
        ASSERT_TRUE((*scrub)->run(judge, explanation::Language::en, permitted, refused));
        EXPECT_EQ((*scrub)->list_file(),
                  (certificate::CertifiedFile{list.size(), evidence::sha256(evidence::view_of(list))}))
            << list;
        EXPECT_EQ(refused.so_far(),
                  (certificate::CertifiedFile{texts[1].size(), evidence::sha256(evidence::view_of(texts[1]))}));
      }
    }
  }
}

TEST_P(ScrubTest, EachRowGoesToOneListInOrder) {
  const Scrubbed out = run(s, order, "name,account\n\"a, \"\"b\"\"\",A4\n  x ,A2\ny,A9\nz,A1\n,A3\nw,A2\n");
  ASSERT_TRUE(out.summary);
  EXPECT_EQ(out.permitted, "name,account\n  x ,A2\nz,A1\nw,A2\n");
  EXPECT_THAT(out.refused, HasSubstr("name,account,reason,explanation\n\"a, \"\"b\"\"\",A4,no_notice,\""));
  EXPECT_THAT(out.refused, HasSubstr("\ny,A9,unknown_customer,\""));
  EXPECT_THAT(out.refused, HasSubstr("\n,A3,opted_out,\""));
  EXPECT_LT(out.refused.find("A4"), out.refused.find("A9"));
  EXPECT_LT(out.refused.find("A9"), out.refused.find("A3"));
  EXPECT_EQ(out.summary->rows, 6U);
  EXPECT_EQ(out.summary->permitted, 3U);
  EXPECT_EQ(out.summary->refused, 3U);
  EXPECT_EQ(out.summary->by_reason, (std::map<Reason, std::uint64_t>{{Reason::unknown_customer, 1},
                                                                     {Reason::within_subscribed_category, 1},
                                                                     {Reason::opted_out, 1},
                                                                     {Reason::opt_out_deemed, 2},
                                                                     {Reason::no_notice, 1}}));
}

TEST_P(ScrubTest, TelephonesNameTheirHolders) {
  const Scrubbed out = run(s, order, "phone,n\n+961 3 123452,1\n03123453,2\n03 000 000,3\nnobody,4\n,5\n");
  ASSERT_TRUE(out.summary);
  EXPECT_EQ(out.permitted, "phone,n\n+961 3 123452,1\n");
  EXPECT_EQ(out.summary->by_reason,
            (std::map<Reason, std::uint64_t>{
                {Reason::unknown_customer, 3}, {Reason::opted_out, 1}, {Reason::opt_out_deemed, 1}}));
  s.customer("A7", "+9613123452");
  EXPECT_EQ(run(s, order, "phone\n03123452\n").summary->by_reason.count(Reason::ambiguous_telephone), 1U);
}

TEST_P(ScrubTest, NoRowIsDropped) {
  const Scrubbed out = run(s, order, "account,n\nA1,1\nA1\nA1,\"x\"y\nA1,1,2\n,\nA2,\"open\n");
  ASSERT_TRUE(out.summary);
  EXPECT_EQ(out.summary->rows, 6U);
  EXPECT_EQ(out.summary->unreadable, 4U);
  EXPECT_EQ(out.summary->by_reason.at(Reason::status_unknown), 4U);
  EXPECT_EQ(out.summary->permitted, 1U);

  TextSource source(out.refused);
  csv::CsvReader reader(source);
  std::uint64_t rows = 0;
  while (true) {
    const auto step = reader.next();
    ASSERT_TRUE(step);
    if (*step == csv::CsvStep::end) break;
    ASSERT_EQ(*step, csv::CsvStep::row) << "the refused list is well-formed: "
                                        << explanation::say(reader.fault().reason, explanation::Language::en);
    ++rows;
  }
  EXPECT_EQ(rows, 6U);
  EXPECT_THAT(out.refused, HasSubstr("\"A1,\"\"x\"\"y\",,status_unknown,"));
}

// Once, a row that was too long was counted as refused and was in no list; and a quote that was not closed took the
// rest of the list with it.
TEST_P(ScrubTest, ARowThatIsTooLongEndsTheScrub) {
  const std::string rows(std::size_t{300'000} * 4, 'x');
  for (const std::size_t piece_bytes : {std::size_t{64}, csv::CsvPieceReader::kPieceBytes, IndexJudge::kPieceBytes}) {
    order.piece_bytes = piece_bytes;
    for (const std::string& row : {"A1," + rows + "\n", "A1,\"" + rows + "\"\n", "A1,x\"" + rows + "\nA2,y\n"}) {
      const Scrubbed out = run(s, order, "account,n\nA1,1\n" + row + "A1,2\n");
      ASSERT_FALSE(out.summary);
      EXPECT_EQ(out.summary.error().code, ErrorCode::invalid);
      EXPECT_THAT(out.summary.error().message, HasSubstr("line 3: a row of more than 1 MiB"));
      EXPECT_THAT(out.summary.error().mend, HasSubstr("quote"));
    }
    std::string list = "account,n\nA1,1\nA1,\"open\n";
    while (list.size() < 2 * rows.size()) list += "A1,2\n";
    const Scrubbed out = run(s, order, list);
    ASSERT_FALSE(out.summary);
    EXPECT_THAT(out.summary.error().message, HasSubstr("line 3: "));
    EXPECT_EQ(out.summary.error().code, ErrorCode::invalid);
  }
}

// Once, a refused customer's row stood inside a permitted one's field, and other programs saw a row there. With
// carriage returns for all line ends a list had no row at all, and its certificate held.
TEST_P(ScrubTest, ACarriageReturnOutsideQuotesEndsTheScrub) {
  for (const std::size_t piece_bytes : {std::size_t{8}, csv::CsvPieceReader::kPieceBytes}) {
    order.piece_bytes = piece_bytes;
    for (const std::string list :
         {"account,n\nA1,1\nA1,2\rA2,3\nA1,4\n", "account,n\nA1,1\nA1,\"2\"\rA2,3\nA1,4\n",
          "account,n\nA1,1\nA1\"\rA2,3\nA1,4\n", "account,n\nA1,1\nA1,4\r", "account,n\r\nA1,1\r\nA1,4\r\r\n"}) {
      const Scrubbed out = run(s, order, list);
      ASSERT_FALSE(out.summary) << list;
      EXPECT_EQ(out.summary.error().code, ErrorCode::invalid);
      EXPECT_THAT(out.summary.error().message, HasSubstr("line 3: a carriage return"));
    }
    const Scrubbed out = run(s, order, "account,n\rA2,Zed\rA1,Abe\r");
    ASSERT_FALSE(out.summary);
    EXPECT_EQ(out.summary.error().message, "the list has carriage returns as line ends");
    EXPECT_THAT(out.summary.error().mend, HasSubstr("tr '\\r' '\\n'"));
  }
  const Scrubbed quoted = run(s, order, "account,n\r\nA1,\"x\ry\"\r\n");
  EXPECT_EQ(quoted.permitted, "account,n\nA1,\"x\ry\"\n");
}

// A row that other programs would read differently is refused, and stands in the refused list in a form that they read
// rightly.
TEST_P(ScrubTest, ARowThatOthersReadDifferentlyIsRefused) {
  const std::string nul("A1,\0", 4);
  for (const std::string& row : {nul, std::string("A1,\x1A"), std::string("A1,\xE2\x80\xA8"), std::string("A1,\x1B[2K"),
                                 std::string("A1,\xFF"), "A1," + std::string(32'768, 'x')}) {
    const Scrubbed out = run(s, order, "account,n\nA1,1\n" + row + "\nA1,2\n");
    if (row.size() > 32'768) {
      ASSERT_FALSE(out.summary) << "no cell of the refused list can hold it";
      EXPECT_THAT(out.summary.error().message, HasSubstr("line 3: a field of more than 32,767 bytes"));
      continue;
    }
    ASSERT_TRUE(out.summary);
    EXPECT_EQ(out.summary->permitted, 2U);
    EXPECT_EQ(out.summary->unreadable, 1U);
    EXPECT_EQ(out.permitted, "account,n\nA1,1\nA1,2\n");
    EXPECT_TRUE(csv::is_csv_storable(out.refused));
  }
}

TEST_P(ScrubTest, TheColumnIsNamedOrFound) {
  order.columns.account = "customer";
  EXPECT_EQ(run(s, order, "account,customer\nA3,A1\n").summary->permitted, 1U);
  EXPECT_EQ(run(s, order, "account\nA1\n").summary.error().code, ErrorCode::invalid);
  order.columns.account = "";
  EXPECT_EQ(run(s, order, "customer\nA1\n").summary.error().code, ErrorCode::invalid);
  EXPECT_EQ(run(s, order, "").summary.error().code, ErrorCode::invalid);
  EXPECT_EQ(run(s, order, "account\n").summary->rows, 0U);
  // It is unclear which of the two is meant.
  EXPECT_EQ(run(s, order, "account,account\nA1,A3\n").summary.error().code, ErrorCode::invalid);
  EXPECT_EQ(run(s, order, "phone,n,phone\n03123452,1,x\n").summary.error().code, ErrorCode::invalid);
  order.columns.telephone = "account";
  EXPECT_EQ(run(s, order, "account,phone\n03123452,x\n").summary->permitted, 1U);
}

TEST_P(ScrubTest, AColumnOfTheListKeepsItsName) {
  EXPECT_THAT(run(s, order, "account,reason\nA4,x\n").refused, HasSubstr("account,reason,assent_reason,explanation\n"));
}

TEST_P(ScrubTest, TheSummaryIsJson) {
  order.as_of.known_at = at("2026-01-01T12:00:00Z");
  const Scrubbed out = run(s, order, "account\nA1\nA2\nA9\n");
  const auto json =
      boost::json::parse(wire::to_json({"Fibre in spring", s.regime.id, s.regime.version, order.as_of}, *out.summary))
          .as_object();
  EXPECT_EQ(json.at("campaign"), "Fibre in spring");
  EXPECT_EQ(json.at("regime"), "small");
  EXPECT_EQ(json.at("instant"), "2026-03-01T00:00:00Z");
  EXPECT_EQ(json.at("known_at"), "2026-01-01T12:00:00Z");
  EXPECT_EQ(json.at("rows").as_int64(), 3);
  EXPECT_EQ(json.at("permitted").as_int64(), 2);
  EXPECT_EQ(json.at("by_reason").at("unknown_customer").as_int64(), 1);
}

class FullSink : public ByteSink {
 public:
  Result<void> write(std::string_view) override { return fail(ErrorCode::unavailable, "the disk is full"); }
};

TEST_P(ScrubTest, AFullDiskIsAnError) {
  TextSource source("account\nA1\n");
  FullSink full;
  std::string text;
  TextSink sink(text);
  EXPECT_EQ(service_test::scrub(s, order, source, full, sink).error().code, ErrorCode::unavailable);
}

// The counts are those of one decision for each row, the lists are in its order, and the number of threads does not
// matter.
RC_GTEST_PROP(ScrubLaws, AScrubIsADecisionForEachRow, ()) {
  Setting s(Store::memory);
  populate(s);
  const auto instant =
      *rc::gen::element<std::string>("2026-01-03T00:00:00Z", "2026-03-01T00:00:00Z", "2029-01-01T00:00:00Z");
  ScrubOrder order = order_for(instant);
  std::string list = "account,row\n";
  std::string permitted = list;
  ScrubSummary expected;
  std::optional<Instant> ends;
  std::vector<std::string> refused;
  const auto rows = *rc::gen::inRange(0, 400);
  for (int i = 0; i < rows; ++i) {
    const std::string account = "A" + std::to_string(*rc::gen::inRange(0, 6));
    const std::string row = account + ',' + std::to_string(i) + '\n';
    list += row;
    const decision::Decision decision = s.decide(account, order.use, instant);
    ++expected.rows;
    ++expected.by_reason[decision.reason];
    if (decision.outcome == Outcome::permit) {
      ++expected.permitted;
      permitted += row;
      // In this setting the first change of a permit is its end.
      if (decision.valid_until) ends = std::min(ends.value_or(kNever), *decision.valid_until);
    } else {
      ++expected.refused;
      refused.push_back("\n" + row.substr(0, row.size() - 1) + ',' + std::string(to_string(decision.reason)) + ',');
    }
  }
  expected.valid_until = ends;
  order.threads = 1;
  const Scrubbed one = run(s, order, list);
  RC_ASSERT(one.summary == expected);
  RC_ASSERT(one.permitted == permitted);
  std::size_t from = 0;
  for (const std::string& row : refused) {
    from = one.refused.find(row, from);
    RC_ASSERT(from != std::string::npos);
  }
  order.threads = 3;
  order.piece_bytes = static_cast<std::size_t>(*rc::gen::inRange(1, 300));
  const Scrubbed three = run(s, order, list);
  RC_ASSERT(three.summary == expected);
  RC_ASSERT(three.permitted == one.permitted);
  RC_ASSERT(three.refused == one.refused);
}

}  // namespace
}  // namespace assent::scrub_test
