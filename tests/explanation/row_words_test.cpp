// What is said about the rows of a list: the same in every language, in its own letters, and as in the golden file.
#include "explanation/row_words.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "scene.hpp"

namespace assent::row_words_test {

using namespace explanation;
namespace {

std::multiset<std::string> placeholders_in(std::string_view text) {
  static const std::regex kPlaceholder(R"(\{[a-z_]*\})");
  const std::string copy(text);
  std::multiset<std::string> found;
  for (std::sregex_iterator i(copy.begin(), copy.end(), kPlaceholder), end; i != end; ++i) found.insert(i->str());
  return found;
}

// A reason with this code, and values for everything that it can name.
reasons::RowReason sample(const reasons::RowCode& code) {
  const auto phrases = [](std::initializer_list<reasons::RowReason> all) { return reasons::RowReasons(all); };
  const std::vector<reasons::RowArgument> known = {
      {"account", "A-1"},
      {"advice",
       phrases({{reasons::RowPhrase::write_one_of, {{"words", std::vector<std::string>{"internet", "local"}}}}})},
      {"bytes", std::uint64_t{1000}},
      {"column", "date"},
      {"count", std::uint64_t{3}},
      {"expected", std::uint64_t{4}},
      {"format", "DD/MM/YYYY"},
      {"former", "A-0"},
      {"instant", "2026-03-01T00:00:00Z"},
      {"known", std::vector<std::string>{"carrier", "agent"}},
      {"language", "fr"},
      {"line", std::uint64_t{12}},
      {"made", phrases({reasons::RowPhrase::as_former, reasons::RowPhrase::without_time_zone})},
      {"mebibytes", std::uint64_t{1}},
      {"most", std::uint64_t{64}},
      {"number", phrases({TelephoneFault::not_a_number})},
      {"others", std::uint64_t{2}},
      {"prefix", "number:"},
      {"regime", "tra"},
      {"service", phrases({{reasons::RowPhrase::service, {{"word", "`interent`"}}}})},
      {"why", phrases({{reasons::CellFault::no_date, {{"column", "date"}}}})},
      {"word", "`interent`"},
      {"words", std::vector<std::string>{"internet", "local"}},
  };
  reasons::RowReason reason = std::visit([](auto each) { return reasons::RowReason(each); }, code);
  const RowWords words = row_words(code, Language::en);
  for (const std::string_view text : {words.what, words.mend}) {
    for (const std::string& each : placeholders_in(text)) {
      const std::string name = each.substr(1, each.size() - 2);
      for (const reasons::RowArgument& argument : known) {
        if (argument.name == name) reason.arguments.push_back(argument);
      }
    }
  }
  return reason;
}

// The text without parts of the list or of the command line.
std::string plain(std::string_view text) {
  return std::regex_replace(std::string(text), std::regex(R"(`[^`]*`|\{[a-z_]*\})"), "");
}

TEST(RowWords, SayTheSameInEveryLanguage) {
  for (const reasons::RowCode& code : reasons::all_row_codes()) {
    const RowWords english = row_words(code, Language::en);
    for (const Language language : kLanguages) {
      const RowWords words = row_words(code, language);
      EXPECT_FALSE(words.what.empty()) << reasons::to_string(code) << ' ' << to_string(language);
      EXPECT_EQ(words.mend.empty(), english.mend.empty()) << reasons::to_string(code) << ' ' << to_string(language);
      EXPECT_EQ(placeholders_in(words.what), placeholders_in(english.what)) << reasons::to_string(code);
      EXPECT_EQ(placeholders_in(words.mend), placeholders_in(english.mend)) << reasons::to_string(code);
    }
  }
}

TEST(RowWords, KeepToTheLettersAndPunctuationOfTheirLanguage) {
  for (const reasons::RowCode& code : reasons::all_row_codes()) {
    for (const Language language : kLanguages) {
      const RowWords words = row_words(code, language);
      for (const std::string_view text : {words.what, words.mend}) {
        std::string rest = plain(text);
        if (language == Language::ar) EXPECT_FALSE(std::regex_search(rest, std::regex("[A-Za-z,;?]"))) << text;
        else EXPECT_FALSE(std::regex_search(rest, std::regex("\xD8|\xD9"))) << text;
        if (language != Language::fr) continue;
        rest = std::regex_replace(rest, std::regex("\u00A0[:;?!]"), "");
        EXPECT_FALSE(std::regex_search(rest, std::regex("[:;?!]|\u00A0"))) << text;
      }
    }
  }
}

TEST(RowWords, EveryCodeHasANameOfItsOwn) {
  std::set<std::string_view> names;
  for (const reasons::RowCode& code : reasons::all_row_codes()) {
    EXPECT_TRUE(names.insert(reasons::to_string(code)).second) << reasons::to_string(code);
    EXPECT_TRUE(std::regex_match(std::string(reasons::to_string(code)), std::regex("[a-z]+(_[a-z0-9]+)+")))
        << reasons::to_string(code);
  }
}

// Otherwise Latin letters and digits would turn the sentence around them.
TEST(RowWords, IsolateInArabicWhatIsOfTheList) {
  for (const reasons::RowCode& code : reasons::all_row_codes()) {
    const std::string said = say(sample(code), Language::ar);
    int depth = 0;
    for (std::size_t i = 0; i < said.size(); ++i) {
      if (said.compare(i, 3, "\u2068") == 0) ++depth;
      if (said.compare(i, 3, "\u2069") == 0) --depth;
      const bool letter = (said[i] >= 'a' && said[i] <= 'z') || (said[i] >= 'A' && said[i] <= 'Z');
      EXPECT_TRUE(!letter || depth > 0) << said;
      EXPECT_TRUE(depth == 0 || depth == 1) << said;
    }
    EXPECT_EQ(depth, 0) << said;
  }
}

// A list of others may have anything in it: no part of it commands a terminal, or turns the text that follows.
TEST(RowWords, ShowNothingThatCommands) {
  const reasons::RowReason reason(reasons::CellFault::unknown_value, {{"column", "a\u2069\u202E\x1B[31m"}});
  EXPECT_EQ(say(reason, Language::ar),
            "في العمود \u2068`a\uFFFD\uFFFD\uFFFD[31m`\u2069 قيمة لا يعرفها ملف التعيين؛ "
            "أضفها إلى \u2068`values`\u2069");
}

TEST(RowWords, FollowEachOther) {
  const reasons::RowReasons reasons = {
      reasons::mended(reasons::Mending::as_of_import, {{reasons::CellFault::in_the_future, {{"column", "d"}}}}),
      reasons::Mending::refusal_of_unknown};
  EXPECT_EQ(say(reasons, Language::en),
            "recorded as of the import: `d` is in the future; write the day on which the approval was given; the "
            "refusal is recorded, but its account is not on record, so it may count for no customer; check the "
            "account");
  EXPECT_EQ(say(reasons, Language::fr),
            "enregistré à la date de l'import\u00A0: `d` est dans le futur\u00A0; écrivez le jour où l'accord a été "
            "donné\u00A0; le refus est enregistré, mais son compte ne l'est pas, si bien qu'il ne compte peut-être "
            "pour aucun client\u00A0; vérifiez le compte");
  EXPECT_EQ(say(reasons::RowReasons(), Language::ar), "");
}

TEST(RowWords, AreErrorsInTwoParts) {
  const reasons::RowReason reason(reasons::UnfitChoice::unknown_form,
                                  {{"known", std::vector<std::string>{"oral", "written"}}});
  const Error error = to_error(ErrorCode::not_found, reason);
  EXPECT_EQ(error, (Error{ErrorCode::not_found, "this is not a form of an opt-in", "write one of `oral`, `written`"}));
  EXPECT_EQ(to_string(error), say(reason, Language::en));
}

// Programs rely on the codes, so they are published.
TEST(RowWords, ArePublishedWithTheirCodes) {
  const std::string page = text_of(ASSENT_SOURCE_DIR "/docs/row-reasons.md");
  std::size_t published = 0;
  for (const reasons::RowCode& code : reasons::all_row_codes()) {
    if (std::holds_alternative<reasons::RowPhrase>(code)) continue;
    const RowWords words = row_words(code, Language::en);
    std::string line = "\n| `" + std::string(reasons::to_string(code)) + "` | " + std::string(words.what);
    if (!words.mend.empty()) line.append("; ").append(words.mend);
    EXPECT_NE(page.find(line + " |\n"), std::string::npos) << line;
    ++published;
  }
  const std::regex row("\n\\| `");
  EXPECT_EQ(std::distance(std::sregex_iterator(page.begin(), page.end(), row), std::sregex_iterator()),
            static_cast<std::ptrdiff_t>(published));
}

// ASSENT_UPDATE_GOLDEN=1 writes the files again; then read the difference.
TEST(RowWords, ReadAsTheyDid) {
  for (const Language language : kLanguages) {
    std::string text;
    for (const reasons::RowCode& code : reasons::all_row_codes()) {
      text.append(reasons::to_string(code)).append(": ").append(say(sample(code), language)).append("\n");
    }
    const std::string path = std::string(ASSENT_SOURCE_DIR "/tests/explanation/golden/row_reasons.") +
                             std::string(to_string(language)) + ".txt";
    if (std::getenv("ASSENT_UPDATE_GOLDEN") != nullptr) std::ofstream(path, std::ios::binary) << text;
    EXPECT_EQ(text_of(path), text) << path;
  }
}

}  // namespace
}  // namespace assent::row_words_test
