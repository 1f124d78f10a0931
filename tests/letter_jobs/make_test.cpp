// Letters of jobs become files and a manifest: each once, in order, and what cannot be printed is named.
#include "letter_jobs/make.hpp"
#include "letter_jobs/day_in_words.hpp"
#include "letter_jobs/job.hpp"
#include "letters/printer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

namespace assent::letter_jobs::make_test {
namespace {

using testing::HasSubstr;

JobLetter letter(std::uint64_t index, std::string language = "en") {
  JobLetter one;
  one.queued = {0, index};
  one.notice = "good";
  one.version = "1";
  one.account = "A-" + std::to_string(index);
  one.language = std::move(language);
  one.to = {"1 Example Street", "Beirut"};
  one.country = "LB";
  one.subject = "About \"your\" information";
  one.paragraphs = {"You may say no.", "At any time."};
  one.page = "https://c.example/r/" + std::to_string(index);
  return one;
}

const std::string kSender = R"(line = "Example Telecom, Beirut"
country = "LB"
at_code = { en = "Your page", ar = "صفحتك" }
)";

SenderFile sender() { return read_sender_file(kSender, "sender.toml").value(); }

// A printer that writes what it is told; an address that begins with `!` does not fit.
class PrinterInMemory final : public Printer {
 public:
  explicit PrinterInMemory(ByteSink& out) : out_(out) {}
  Result<std::uint64_t> set_body(const PrintedBody& body) override {
    if (body.subject == "too long") return fail(ErrorCode::invalid, "a paragraph fills more than a page", "divide it");
    TRY(out_.write("body " + body.language + " " + body.date + " " + body.sender + " " + body.at_code + "\n"));
    return body.subject == "two pages" ? 2U : 1U;
  }
  Result<void> add(const std::vector<std::string>& address, const std::string& page) override {
    if (address.front().starts_with("!")) return fail(ErrorCode::invalid, "the address does not fit", "shorten it");
    return out_.write("letter " + address.back() + " " + page + "\n");
  }
  Result<void> finish() override { return out_.write("end\n"); }

 private:
  ByteSink& out_;
};

class FilesInMemory final : public FilesOut {
 public:
  Result<ByteSink*> open(const std::string& name) override {
    EXPECT_FALSE(sink) << "one at a time";
    now = name;
    text.clear();
    sink = std::make_unique<TextSink>(text);
    return sink.get();
  }
  Result<void> commit() override {
    files.emplace_back(now, text);
    sink.reset();
    return {};
  }
  std::vector<std::pair<std::string, std::string>> files;
  std::string now;
  std::string text;
  std::unique_ptr<TextSink> sink;
};

struct Shop {
  Result<void> add(const std::vector<JobLetter>& letters, std::string_view rest = "") {
    std::string lines;
    for (const JobLetter& each : letters) lines += line_of(each);
    lines += rest;
    TextSource source(lines, 7);
    return pile.add_job(source, "job.jsonl");
  }
  Result<Made> make(std::uint64_t pages_per_file = 0) {
    manifest.clear();
    left_out.clear();
    TextSink manifest_sink(manifest);
    TextSink left_out_sink(left_out);
    return make_letters(pile, sender(), {"out.d/letters.pdf", pages_per_file, parse_date("2026-03-02").value()},
                        {print, files, manifest_sink, left_out_sink});
  }
  BeginPrinting print = [](ByteSink& out) { return std::make_unique<PrinterInMemory>(out); };
  Pile pile;
  FilesInMemory files;
  std::string manifest;
  std::string left_out;
};

TEST(LetterJobs, ALineComesBackAsItWas) {
  JobLetter one = letter(7);
  one.to = {"\"quotes\", \\ and\ttabs", "بيروت"};
  const std::string line = line_of(one);
  EXPECT_EQ(line.back(), '\n');
  EXPECT_EQ(letter_in(line.substr(0, line.size() - 1)).value(), one);
  for (const char* const broken : {"", "{}", "[]", "{\"queued\":\"0/1\"}", "\"queued\""})
    EXPECT_FALSE(letter_in(broken));
  std::string wrong_place = line;
  wrong_place.replace(wrong_place.find("0/7"), 3, "0:7");
  EXPECT_FALSE(letter_in(wrong_place));
}

TEST(LetterJobs, EachPlaceIsPrintedOnceByLanguageAndText) {
  Shop in;
  JobLetter other_text = letter(1);
  other_text.paragraphs.front() = "Another text.";
  JobLetter later = letter(3);
  later.to = {"2 Other Street", "Tripoli"};
  ASSERT_TRUE(in.add({letter(2), other_text, letter(3), letter(4, "ar"), letter(5)}));
  ASSERT_TRUE(in.add({later}, "{\"queued\":\"0/9\",\"torn"));
  const Made made = in.make().value();
  EXPECT_EQ(in.pile.repeated(), 1U);
  ASSERT_EQ(in.files.files.size(), 1U);
  EXPECT_EQ(in.files.files[0].first, "out.d/letters.pdf");
  EXPECT_EQ(in.files.files[0].second,
            "body ar 2 آذار (مارس) 2026 Example Telecom, Beirut صفحتك\n"
            "letter Beirut https://c.example/r/4\n"
            "body en 2 March 2026 Example Telecom, Beirut Your page\n"
            "letter Beirut https://c.example/r/1\n"
            "body en 2 March 2026 Example Telecom, Beirut Your page\n"
            "letter Beirut https://c.example/r/2\n"
            "letter Tripoli https://c.example/r/3\n"
            "letter Beirut https://c.example/r/5\n"
            "end\n");
  EXPECT_EQ(made.letters, 5U);
  EXPECT_EQ(made.files[0].bytes, in.files.files[0].second.size());
  EXPECT_EQ(made.files[0].sha256, evidence::sha256(evidence::view_of(in.files.files[0].second)));
  const std::string hash = evidence::to_hex(
      evidence::sha256(evidence::view_of("About \"your\" information\n\nYou may say no.\n\nAt any time.\n")));
  EXPECT_THAT(in.manifest, testing::StartsWith("file,page,pages,account,queued,language,sha256\n"
                                               "letters.pdf,1,1,A-4,0/4,ar," +
                                               hash + "\n"));
  EXPECT_THAT(in.manifest, HasSubstr("\nletters.pdf,3,1,A-2,0/2,en," + hash + "\n"));
  EXPECT_EQ(in.left_out, "account,queued,why\n");
}

TEST(LetterJobs, FilesHaveAtMostSoManyPages) {
  Shop in;
  JobLetter two = letter(3);
  two.subject = "two pages";
  JobLetter two_again = letter(4);
  two_again.subject = "two pages";
  ASSERT_TRUE(in.add({letter(1), letter(2), two, two_again, letter(5)}));
  const Made made = in.make(3).value();
  ASSERT_EQ(made.files.size(), 3U);
  EXPECT_EQ(made.files[0].name, "out.d/letters-001.pdf");
  EXPECT_EQ(made.files[0].pages, 3U);
  EXPECT_EQ(made.files[1].name, "out.d/letters-002.pdf");
  EXPECT_EQ(made.files[1].pages, 2U);
  EXPECT_EQ(made.pages, 7U);
  EXPECT_THAT(in.manifest, HasSubstr("letters-002.pdf,1,2,A-3,0/3"));
  EXPECT_THAT(in.manifest, HasSubstr("letters-003.pdf,1,2,A-4,0/4"));
}

TEST(LetterJobs, WhatCannotBePrintedIsNamed) {
  Shop in;
  JobLetter no_room = letter(1);
  no_room.to = {"!"};
  JobLetter too_long = letter(2);
  too_long.subject = "too long";
  JobLetter also_too_long = letter(3);
  also_too_long.subject = "too long";
  ASSERT_TRUE(in.add({no_room, too_long, also_too_long, letter(4)}));
  const Made made = in.make().value();
  EXPECT_EQ(made.letters, 1U);
  EXPECT_EQ(made.left_out, 3U);
  EXPECT_EQ(in.left_out,
            "account,queued,why\nA-1,0/1,the address does not fit\nA-2,0/2,a paragraph fills more than a page\n"
            "A-3,0/3,a paragraph fills more than a page\n");
}

TEST(LetterJobs, WhatAnEarlierManifestHasIsNotMadeAgain) {
  Shop in;
  ASSERT_TRUE(in.add({letter(1), letter(2)}));
  ASSERT_TRUE(in.make());
  Shop next;
  ASSERT_TRUE(next.add({letter(2), letter(3)}));
  TextSource earlier(in.manifest);
  ASSERT_TRUE(next.pile.leave_out(earlier, "manifest.csv"));
  EXPECT_EQ(next.pile.made_before(), 1U);
  EXPECT_EQ(next.make().value().letters, 1U);
  TextSource no_manifest("account\nA-1\n");
  EXPECT_THAT(next.pile.leave_out(no_manifest, "other.csv").error().message, HasSubstr("`other.csv`, line 1"));
}

TEST(LetterJobs, SayWhatIsWrong) {
  Shop in;
  EXPECT_EQ(in.make().error().code, ErrorCode::invalid) << "nothing to print";
  const auto torn = in.add({letter(1)}, "secret words\n");
  EXPECT_EQ(torn.error().code, ErrorCode::invalid);
  EXPECT_THAT(torn.error().message, HasSubstr("`job.jsonl`, line 2"));
  EXPECT_THAT(torn.error().message, testing::Not(HasSubstr("secret")));
  JobLetter other = letter(2);
  other.version = "2";
  EXPECT_THAT(in.add({other}).error().message, HasSubstr("version `2`"));
  Shop french;
  ASSERT_TRUE(french.add({letter(1, "fr")}));
  EXPECT_THAT(french.make().error().message, HasSubstr("`fr`"));
  const auto faults = read_sender_file("line = 3\ncountry = \"Lebanon\"\n", "sender.toml");
  ASSERT_FALSE(faults);
  EXPECT_EQ(faults.error().size(), 3U);
}

TEST(LetterJobs, LettersAbroadNameTheCountry) {
  Shop in;
  JobLetter abroad = letter(1);
  abroad.country = "FR";
  JobLetter unknown = letter(2);
  unknown.country.clear();
  ASSERT_TRUE(in.add({abroad, unknown}));
  const auto letters = in.pile.in_order();
  EXPECT_EQ(address_of(*letters[0], sender()), (std::vector<std::string>{"1 Example Street", "Beirut", "FRANCE"}));
  EXPECT_EQ(address_of(*letters[1], sender()), (std::vector<std::string>{"1 Example Street", "Beirut"}));
}

TEST(LetterJobs, DaysAreWritten) {
  const Date day = parse_date("2026-08-01").value();
  EXPECT_EQ(day_in_words(day, "en"), "1 August 2026");
  EXPECT_EQ(day_in_words(day, "fr-LB"), "1er août 2026");
  EXPECT_EQ(day_in_words(day, "ar"), "1 آب (أغسطس) 2026");
  EXPECT_EQ(day_in_words(day, "hy"), "2026-08-01");
}

TEST(LetterJobs, AreDrawn) {
  Shop in;
  in.print = letters::begin_printing;
  JobLetter no_room = letter(3);
  no_room.to = {std::string(90, 'W')};
  ASSERT_TRUE(in.add({letter(1), letter(2, "ar"), no_room}));
  const Made made = in.make().value();
  EXPECT_EQ(made.letters, 2U);
  EXPECT_EQ(in.left_out, "account,queued,why\nA-3,0/3,the address does not fit into the window\n");
  EXPECT_THAT(in.files.files.at(0).second, testing::StartsWith("%PDF-1.5"));
}

}  // namespace
}  // namespace assent::letter_jobs::make_test
