// The reasons of rows, in the language of the person who mends the list.
#include "service/rejects.hpp"

#include "csv/reader.hpp"
#include "service/answers.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "setting.hpp"

namespace assent::rejects_test {

using namespace service;
namespace {

using service_test::Setting;
using service_test::Store;

// The column `reason` of the rejects of that list.
std::vector<std::string> reasons_in(std::string_view list, explanation::Language language) {
  Setting s(Store::memory);
  s.customer("A1", "+9613111111");
  TextSource source(list);
  std::string rows;
  TextSink sink(rows);
  const auto counts = record_answers(source, s.regime, s.telephones, *s.ledger, s.circumstances, {sink, language},
                                     s.clock, {4096, {"account", "telephone", "LB"}, false, service_test::drawn_key});
  EXPECT_TRUE(counts) << to_string(counts.error());
  EXPECT_EQ(s.decide("A1", service_test::internet_offer(), "2026-06-01T08:00:00Z").reason, Reason::opted_out);
  std::vector<std::string> reasons;
  TextSource rejected(rows);
  csv::CsvReader reader(rejected);
  while (reader.next() == csv::CsvStep::row) reasons.emplace_back(reader.fields()[2]);
  return reasons;
}

// A clerk in Tripoli gets back the part of the shop's list that could not be read, and the refusal is on record.
TEST(Rejects, OfADamagedListAreInArabic) {
  constexpr std::string_view kList =
      "account,choice,at,scope\n"
      "A1,opt_out,soon,neighbours\n"
      "A1,maybe,,\n"
      "A9,opt_out,,\n"
      "A1,opt_out\n";
  EXPECT_EQ(reasons_in(kList, explanation::Language::ar),
            (std::vector<std::string>{
                "reason",
                "سُجِّل بتاريخ الآن: هذه ليست لحظة؛ اكتبها مثل \u2068`2026-03-01T09:00:00+02:00`\u2069، أو اتركها فارغة؛ "
                "سُجِّل لجميع المتلقين: هذا ليس متلقيًا تعرفه حزمة القواعد \u2068`small`\u2069؛ اكتب واحدًا من: "
                "\u2068`carrier`\u2069، "
                "\u2068`agent`\u2069، \u2068`joint_venture_partner`\u2069، \u2068`third_party`\u2069",
                "الخيار ليس واحدًا من \u2068`opt_out`\u2069 أو \u2068`opt_in`\u2069 أو \u2068`withdrawal`\u2069 أو "
                "\u2068`email_permission`\u2069؛ صحّحه، "
                "أو اذكر معنى الكلمة "
                "بالخيار \u2068`--choice-word`\u2069",
                "سُجِّل الرفض، لكن حسابه غير مسجَّل، فقد لا يسري على أي عميل؛ تحقق من الحساب",
                "سُجِّل رغم خطأ فيه: عدد الحقول هنا \u20682\u2069، وفي الصف الأول \u20684\u2069"}));
}

// Without a language the words are English, as before.
TEST(Rejects, AreInEnglishUnlessAnotherLanguageIsAskedFor) {
  Setting s(Store::memory);
  std::string rows;
  TextSink sink(rows);
  TextSource source("account,choice\nA1,maybe\n");
  ASSERT_TRUE(record_answers(source, s.regime, s.telephones, *s.ledger, s.circumstances, sink, s.clock,
                             {4096, {"account", "telephone", "LB"}, false, service_test::drawn_key}));
  EXPECT_EQ(rows,
            "line,column,reason,row\n2,4,\"the choice is none of `opt_out`, `opt_in`, `withdrawal`, "
            "`email_permission`; mend it, or say "
            "with `--choice-word` what the word means\",\"A1,maybe\"\n");
}

// A sender of nightly lists sees at once which fault has become frequent.
TEST(Rejects, AreCountedByReason) {
  Setting s(Store::memory);
  s.customer("A1");
  std::string rows;
  TextSink sink(rows);
  TextSource source(
      "account,choice,at\nA1,maybe,\nA1,opt_out,soon\nA1,opt_out,2025-12-01,late\nA1,perhaps,\n\"A1\" x,opt_in,\n");
  TalliedReasons tally;
  ASSERT_TRUE(record_answers(source, s.regime, s.telephones, *s.ledger, s.circumstances,
                             {sink, explanation::Language::fr, &tally}, s.clock,
                             {4096, {"account", "telephone", "LB"}, false, service_test::drawn_key}));
  std::vector<std::string> told;
  for (const TalliedReason& each : tally) {
    told.push_back(std::string(reasons::to_string(each.code)) + ' ' + std::to_string(each.rows) + ' ' +
                   std::to_string(each.line));
  }
  // In a row with too many cells, the date may belong to another column.
  EXPECT_EQ(told, (std::vector<std::string>{"list_unknown_choice 2 2", "mending_as_of_now 2 3", "list_no_instant 2 3",
                                            "mending_in_spite_of_fault 1 4", "csv_field_count 1 4",
                                            "csv_text_after_quote 1 6"}));
  EXPECT_EQ(tally.back().reason,
            "du texte après un guillemet fermant\u00A0; mettez là un séparateur ou une fin de "
            "ligne, ou doublez le guillemet");
}

}  // namespace
}  // namespace assent::rejects_test
