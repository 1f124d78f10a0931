// A run's letters, kept in a job.
#include "ways_out/letter_way.hpp"
#include "json/tree.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

namespace assent::letter_way_test {
namespace {

using outreach::Outcome;

struct Jobs {
  std::vector<std::string> texts;
  bool full = false;
};

class JobInMemory final : public embed::GrowingFile {
 public:
  JobInMemory(Jobs& jobs, std::size_t which) : jobs_(jobs), which_(which) {}
  Result<void> append(std::string_view piece) override {
    if (jobs_.full) {
      jobs_.texts[which_] += piece.substr(0, piece.size() / 2);
      return fail(ErrorCode::unavailable, "no room", "make some");
    }
    jobs_.texts[which_] += piece;
    return {};
  }

 private:
  Jobs& jobs_;
  std::size_t which_;
};

struct Writing {
  Writing() {
    notice.notice = "good";
    notice.version = "1";
    text.language = "en";
    text.subject = "Your choice, {account}";
    text.blocks = {{"", "You have {services}."}, {"", "Refuse: {page}"}};
  }
  outreach::Message message(std::uint64_t index) const {
    outreach::Message one;
    one.queued = {0, index};
    one.notice = &notice;
    one.text = &text;
    one.values = {"A-" + std::to_string(index), "mobile", "https://c.example/r/abc"};
    one.postal = {{"Example \"Street\" 1", "Beirut"}, "LB"};
    return one;
  }

  evidence::NoticePublished notice;
  evidence::NoticeText text;
  Jobs jobs;
  ways_out::LetterWay way{[this](Position) -> Result<std::unique_ptr<embed::GrowingFile>> {
    jobs.texts.emplace_back();
    return std::make_unique<JobInMemory>(jobs, jobs.texts.size() - 1);
  }};
};

TEST(LetterWay, ALineHasAllThatIsPrinted) {
  Writing in;
  const std::vector<outreach::Message> messages = {in.message(12), in.message(13)};
  const auto became = in.way.hand_over(messages);
  ASSERT_EQ(became.size(), 2U);
  EXPECT_EQ(became[1].outcome, Outcome::taken);
  EXPECT_FALSE(became[1].sent) << "the print shop mails it later";
  ASSERT_EQ(in.jobs.texts.size(), 1U);
  const std::string first = in.jobs.texts[0].substr(0, in.jobs.texts[0].find('\n'));
  EXPECT_EQ(
      first,
      R"({"queued":"0/12","notice":"good","version":"1","account":"A-12","language":"en","to":["Example \"Street\" 1","Beirut"],"country":"LB",)"
      R"("subject":"Your choice, A-12","paragraphs":["You have mobile.","Refuse: https://c.example/r/abc"],)"
      R"("page":"https://c.example/r/abc"})");
  EXPECT_TRUE(json::read_tree(first));
}

TEST(LetterWay, WhatIsFilledInIsIsolatedInArabic) {
  Writing in;
  in.text.language = "ar";
  in.text.subject = "حسابك {account}";
  const auto line = json::read_tree(ways_out::letter_line(in.message(5)));
  ASSERT_TRUE(line);
  EXPECT_NE(ways_out::letter_line(in.message(5)).find("حسابك \u2068A-5\u2069"), std::string::npos);
}

TEST(LetterWay, WhatIsNotFilledInIsRefusedAndTheOthersGo) {
  Writing in;
  std::vector<outreach::Message> messages = {in.message(1), in.message(2)};
  messages[0].values.page.clear();
  const auto became = in.way.hand_over(messages);
  EXPECT_EQ(became[0].outcome, Outcome::refused);
  EXPECT_EQ(became[1].outcome, Outcome::taken);
  EXPECT_EQ(in.jobs.texts[0].find("A-1\""), std::string::npos);
}

TEST(LetterWay, AfterATornLineANewJobBegins) {
  Writing in;
  in.jobs.full = true;
  const std::vector<outreach::Message> messages = {in.message(1)};
  EXPECT_EQ(in.way.hand_over(messages).front().outcome, Outcome::later);
  in.jobs.full = false;
  EXPECT_EQ(in.way.hand_over(messages).front().outcome, Outcome::taken);
  ASSERT_EQ(in.jobs.texts.size(), 2U);
  EXPECT_EQ(in.jobs.texts[0].find('\n'), std::string::npos);
  EXPECT_TRUE(json::read_tree(in.jobs.texts[1]));
}

TEST(LetterWay, AJobIsItsOwnersAndNeverWrittenOver) {
  const std::filesystem::path folder = std::filesystem::path(testing::TempDir()) / "assent_letter_jobs";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directory(folder);
  const auto begin = ways_out::jobs_in(folder);
  for (const char* const name : {"letters-0-000000000007.jsonl", "letters-0-000000000007-2.jsonl"}) {
    auto job = begin({0, 7});
    ASSERT_TRUE(job) << job.error().message;
    ASSERT_TRUE((*job)->append("one\n"));
    ASSERT_TRUE((*job)->append("two\n"));
    struct stat seen {};
    ASSERT_EQ(::stat((folder / name).c_str(), &seen), 0) << name;
    EXPECT_EQ(seen.st_mode & 0777U, 0600U);
    std::ifstream file(folder / name);
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(file), {}), "one\ntwo\n");
  }
  std::filesystem::remove_all(folder);
  const auto gone = begin({0, 7});
  ASSERT_FALSE(gone);
  EXPECT_EQ(gone.error().code, ErrorCode::not_found);
}

}  // namespace
}  // namespace assent::letter_way_test
