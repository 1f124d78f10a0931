// Letters are looked at as pictures, and read back where that can be relied on.

#include "letters/batch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace assent::batch_test {

using namespace letters;
namespace {

using testing::HasSubstr;

struct Kept final : ByteSink {
  std::string bytes;
  Result<void> write(std::string_view more) override {
    bytes += more;
    return {};
  }
};

struct Refusing final : ByteSink {
  Result<void> write(std::string_view) override {
    return fail(ErrorCode::unavailable, "the disk is full", "make room");
  }
};

Body english() {
  return {"en",
          "Example Telecom, 1 Example Street",
          "How Example Telecom may use your information",
          {"You have at least 30 days from this notice to say no.", "To say no, call 1234."},
          "Your page: scan the code"};
}
Body arabic() {
  return {"ar",
          "شركة المثال للاتصالات",
          "كيف يمكن أن نستخدم معلوماتك",
          {"لا أوافق. أمامك 30 يومًا من هذا الإشعار لترفض.", "للرفض، اتصل بالرقم \u20681234\u2069."},
          "صفحتك: امسح الرمز"};
}
Letter letter(int number) {
  return {{"Example Person " + std::to_string(number), "1 Example Street", "1234 Example City"},
          "https://example.com/c/" + std::to_string(number)};
}

std::string batch_of(const Body& body, int letters) {
  Kept out;
  auto batch = Batch::begin(out, body).value();
  for (int i = 0; i < letters; ++i) EXPECT_TRUE(batch->add(letter(i)));
  const BatchEnd end = batch->finish().value();
  EXPECT_EQ(end.letters, static_cast<std::uint64_t>(letters));
  EXPECT_EQ(end.bytes, out.bytes.size());
  return out.bytes;
}

std::string output_of(const std::string& command) {
  std::string all;
  FILE* pipe = ::popen(command.c_str(), "r");
  std::array<char, 4096> piece{};
  for (std::size_t got = 0; (got = std::fread(piece.data(), 1, piece.size(), pipe)) > 0;) all.append(piece.data(), got);
  EXPECT_EQ(::pclose(pipe), 0) << command;
  return all;
}

std::string written(const std::string& pdf) {
  // Tests run side by side: each has a file of its own.
  const std::string file =
      testing::TempDir() + "letters-" + testing::UnitTest::GetInstance()->current_test_info()->name() + ".pdf";
  std::ofstream(file, std::ios::binary) << pdf;
  return file;
}

// A page in grey, at 50.8 dots an inch: two for each millimetre.
struct Picture {
  std::size_t width = 0;
  std::string dots;

  // Whether there is ink between these millimetres.
  bool ink(double left, double top, double right, double bottom) const {
    for (auto y = static_cast<std::size_t>(top * 2); y < static_cast<std::size_t>(bottom * 2); ++y) {
      for (auto x = static_cast<std::size_t>(left * 2); x < static_cast<std::size_t>(right * 2); ++x) {
        if (static_cast<unsigned char>(dots.at(y * width + x)) < 128) return true;
      }
    }
    return false;
  }
};

Picture picture_of(const std::string& pdf, int page = 1) {
  const std::string number = std::to_string(page);
  const std::string pgm = output_of("pdftoppm -gray -r 50.8 -f " + number + " -l " + number + " " + written(pdf));
  std::istringstream head(pgm);
  std::string magic;
  std::size_t height = 0;
  int white = 0;
  Picture picture;
  head >> magic >> picture.width >> height >> white;
  picture.dots = pgm.substr(static_cast<std::size_t>(head.tellg()) + 1);
  EXPECT_EQ(magic, "P5");
  EXPECT_NEAR(static_cast<double>(picture.width), 420, 1);
  EXPECT_EQ(picture.dots.size(), picture.width * height);
  return picture;
}

TEST(Letters, StandInTheWindowAndKeepTheirMarginsFree) {
  for (const Body& body : {english(), arabic()}) {
    const Picture page = picture_of(batch_of(body, 2), 2);
    EXPECT_TRUE(page.ink(20, 62.7, 105, 90)) << body.language << ": the address";
    EXPECT_FALSE(page.ink(20, 45, 105, 54)) << body.language << ": above the sender";
    EXPECT_FALSE(page.ink(20, 91, 105, 102)) << body.language << ": under the window";
    EXPECT_FALSE(page.ink(0, 0, 19, 296)) << body.language;
    EXPECT_FALSE(page.ink(191, 0, 209, 296)) << body.language;
    EXPECT_FALSE(page.ink(0, 278, 209, 296)) << body.language;
    EXPECT_TRUE(page.ink(166, 58, 190, 82)) << body.language << ": the code";
  }
}

TEST(Letters, BeginAtTheSideOfTheirLanguage) {
  const Picture from_left = picture_of(batch_of(english(), 1));
  EXPECT_TRUE(from_left.ink(25, 103, 35, 130));
  EXPECT_FALSE(from_left.ink(180, 103, 190, 130));
  const Picture from_right = picture_of(batch_of(arabic(), 1));
  EXPECT_TRUE(from_right.ink(180, 103, 190, 130));
  EXPECT_FALSE(from_right.ink(25, 103, 35, 130));
}

TEST(Letters, ReadBackInEnglish) {
  const std::string text = output_of("pdftotext -f 2 -l 2 " + written(batch_of(english(), 3)) + " -");
  EXPECT_THAT(text, HasSubstr("Example Person 1\n1 Example Street\n1234 Example City"));
  EXPECT_THAT(text, HasSubstr("You have at least 30 days from this notice to say no."));
}

TEST(Letters, KeepNumbersWholeInArabic) {
  const std::string text = output_of("pdftotext " + written(batch_of(arabic(), 1)) + " -");
  EXPECT_THAT(text, HasSubstr("30"));
  EXPECT_THAT(text, HasSubstr("1234"));
  EXPECT_THAT(text, testing::Not(HasSubstr("4321")));
}

TEST(Letters, AreTheSameBytesEachTime) { EXPECT_EQ(batch_of(arabic(), 5), batch_of(arabic(), 5)); }

// The body is once in the file: its length makes no difference to what a letter takes.
TEST(Letters, TakeLittleMoreThanTheirAddress) {
  Body longer = english();
  longer.paragraphs.assign(4, std::string(300, 'n'));
  for (std::string& each : longer.paragraphs) {
    for (std::size_t i = 7; i < each.size(); i += 8) each[i] = ' ';
  }
  const auto each_of = [](const Body& body) { return (batch_of(body, 120).size() - batch_of(body, 20).size()) / 100; };
  EXPECT_NEAR(static_cast<double>(each_of(longer)), static_cast<double>(each_of(english())), 40);
  EXPECT_LT(each_of(english()), 500U);
}

// A text with the customer's own address in it: what else is in it is once in the file.
TEST(Letters, LayOutOnlyWhatIsNew) {
  Kept out;
  Body body = english();
  for (int i = 0; i < 10; ++i) body.paragraphs.push_back("Paragraph " + std::to_string(i) + " of a long notice.");
  auto batch = Batch::begin(out, body).value();
  for (int i = 0; i < 50; ++i) {
    body.paragraphs[3] = "Open https://example.com/c/" + std::to_string(i) + " to say no.";
    ASSERT_TRUE(batch->continue_with(body));
    const LetterPages pages = batch->add(letter(i)).value();
    EXPECT_EQ(pages.first, static_cast<std::uint64_t>(i + 1));
    EXPECT_EQ(pages.count, 1U);
  }
  ASSERT_TRUE(batch->continue_with(arabic()));
  ASSERT_TRUE(batch->add(letter(50)));
  Body empty = english();
  empty.paragraphs.clear();
  EXPECT_FALSE(batch->continue_with(empty));
  EXPECT_EQ(batch->add(letter(51)).value().first, 52U) << "it goes on with the body that it had";
  EXPECT_EQ(batch->finish().value().pages, 52U);
  EXPECT_LT(out.bytes.size(), 65'000U);
  const std::string file = written(out.bytes);
  const std::string page = output_of("pdftotext -f 34 -l 34 " + file + " -");
  EXPECT_THAT(page, HasSubstr("Open https://example.com/c/33 to say no."));
  EXPECT_THAT(page, HasSubstr("Paragraph 9 of a long notice."));
  for (const char* const number : {"51", "52"}) {
    EXPECT_THAT(output_of(std::string("pdftotext -f ") + number + " -l " + number + " " + file + " -"),
                HasSubstr("لا أوافق"));
  }
}

TEST(Letters, GoOnOverSeveralPages) {
  Body longer = english();
  for (int i = 0; i < 40; ++i) longer.paragraphs.push_back("Paragraph " + std::to_string(i) + " of a long notice.");
  Kept out;
  auto batch = Batch::begin(out, longer).value();
  ASSERT_TRUE(batch->add(letter(1)));
  EXPECT_EQ(batch->finish().value().pages, 2U);
  EXPECT_THAT(output_of("pdftotext -f 2 -l 2 " + written(out.bytes) + " -"),
              HasSubstr("Paragraph 39 of a long notice."));
}

TEST(Letters, RefuseWhatDoesNotFit) {
  Kept out;
  auto batch = Batch::begin(out, english()).value();
  EXPECT_EQ(batch->add({{}, ""}).error().code, ErrorCode::invalid);
  EXPECT_EQ(batch->add({std::vector<std::string>(7, "x"), ""}).error().code, ErrorCode::invalid);
  EXPECT_EQ(batch->add({{std::string(90, 'W')}, ""}).error().code, ErrorCode::invalid);
  EXPECT_EQ(batch->add({{"two\nlines"}, ""}).error().code, ErrorCode::invalid);
  EXPECT_EQ(batch->add({{"\U0001F1F1\U0001F1E7 \u13A0"}, ""}).error().code, ErrorCode::invalid);
  EXPECT_EQ(batch->add({{"x"}, std::string(5000, 'x')}).error().code, ErrorCode::invalid);
  EXPECT_TRUE(batch->add(letter(1)));
  EXPECT_EQ(batch->finish().value().letters, 1U) << "what was refused is on no page";
  Body empty = english();
  empty.paragraphs.clear();
  EXPECT_FALSE(Batch::begin(out, empty));
  Body broken = english();
  broken.subject = "\xff";
  EXPECT_FALSE(Batch::begin(out, broken));
}

TEST(Letters, SayThatTheSinkFailed) {
  Refusing out;
  auto batch = Batch::begin(out, english());
  ASSERT_TRUE(batch || batch.error().message == "the disk is full");
  if (!batch) return;
  for (int i = 0; i < 100; ++i) (void)(*batch)->add(letter(i));
  const auto end = (*batch)->finish();
  ASSERT_FALSE(end);
  EXPECT_EQ(end.error().message, "the disk is full");
}

}  // namespace
}  // namespace assent::batch_test
