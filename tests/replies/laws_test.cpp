// What people and telephones do to a text makes no approval of a refusal: marks, thanks, capitals, blanks, misspelling.

#include "replies/letters.hpp"
#include "replies/wordings.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace assent::laws_test {
namespace {

using replies::Asked;
using replies::Meaning;
using replies::Origin;
using replies::read_reply;
using replies_test::Wording;

// Those that are no approval, whatever was asked.
const std::vector<Wording>& others() {
  static const std::vector<Wording> all = [] {
    std::vector<Wording> found = replies_test::wordings();
    std::erase_if(found,
                  [](const Wording& each) { return each.meaning == Meaning::approval || !each.asked.for_approval; });
    for (const Wording& each : replies_test::wordings()) {
      if (each.meaning == Meaning::refusal && !each.asked.for_approval) found.push_back(each);
    }
    return found;
  }();
  return all;
}

const std::vector<Wording>& refusals() {
  static const std::vector<Wording> all = [] {
    std::vector<Wording> found = replies_test::wordings();
    std::erase_if(found, [](const Wording& each) {
      return each.meaning != Meaning::refusal || each.asked.origin == Origin::email;
    });
    return found;
  }();
  return all;
}

// Each a whole character.
std::vector<std::string> characters(const std::string& text) {
  std::vector<std::string> all;
  for (const char byte : text) {
    if ((static_cast<unsigned char>(byte) & 0xC0) != 0x80) all.emplace_back();
    all.back() += byte;
  }
  return all;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& each : parts) text += each;
  return text;
}

bool approves(const std::string& text, Origin origin) {
  return read_reply(text, Asked{origin, true}).meaning == Meaning::approval;
}

const std::vector<std::string> kDecorations = {
    " ",       "\n",      "\t",     "!",      ".",      "!!!",    ",",      "\"",       "«",    "»",
    "\u200f",  "\u200e",  "\u202b", "\u202c", "\u2068", "\u2069", "\ufeff", "\u00a0",   "…",    "-",
    " thanks", " please", " merci", " svp",   " شكرا",  "، شكرا", " رجاء",  " shukran", " hi ", " bonjour ",
    " مرحبا ", " ok ",    " 🙏",    " 🙂 ",   "؟",      "?",      ")",      "(",        "*",    "'"};

RC_GTEST_PROP(Replies, DecorationsMakeNoApproval, ()) {
  const Wording wording = *rc::gen::elementOf(others());
  std::string text = wording.text;
  for (const std::string& each : *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(kDecorations))) {
    if (*rc::gen::arbitrary<bool>()) text = each + (each.front() == ' ' ? " " : "") + text;
    else text += each;
  }
  RC_ASSERT(!approves(text, wording.asked.origin));
}

// Marks that show nothing, vowel marks and tatweel, anywhere; capitals.
RC_GTEST_PROP(Replies, MarksBetweenLettersChangeNothing, ()) {
  const Wording wording = *rc::gen::elementOf(refusals());
  std::string text;
  for (const std::string& each : characters(wording.text)) {
    const bool capital = each.size() == 1 && *rc::gen::arbitrary<bool>();
    text += capital ? std::string(1, static_cast<char>(std::toupper(static_cast<unsigned char>(each[0])))) : each;
    const bool arabic = each.size() == 2 && (each[0] == '\xD8' || each[0] == '\xD9');
    if (arabic && *rc::gen::inRange(0, 3) == 0) text += *rc::gen::element<std::string>("ـ", "َ", "ّ", "ِ", "ْ");
    if (*rc::gen::inRange(0, 4) == 0) text += *rc::gen::element<std::string>("\u200f", "\u200d", "\u2067", "\ufeff");
  }
  RC_ASSERT(read_reply(text, wording.asked).meaning == read_reply(wording.text, wording.asked).meaning);
}

// A word that refuses before or behind a yes: no approval, in any language.
RC_GTEST_PROP(Replies, AYesBesideARefusalIsNone, ()) {
  const auto yes =
      *rc::gen::element<std::string>("yes", "I agree", "oui", "j'accepte", "نعم", "أوافق", "na3am", "mwafe2");
  const auto no =
      *rc::gen::element<std::string>("no", "not", "stop", "non", "pas", "لا", "ما", "مش", "توقف", "la", "ma", "mish",
                                     "never", "jamais", "ne", "don't", "but", "mais", "لكن", "bas");
  const auto blank = *rc::gen::element<std::string>(" ", "\n", ", ", ". ", "\u00a0");
  RC_ASSERT(!approves(yes + blank + no, Origin::sms));
  RC_ASSERT(!approves(no + blank + yes, Origin::sms));
  RC_ASSERT(!approves(yes + blank + no + blank + yes, Origin::email));
}

// Every letter left out, doubled, swapped with the next, parted from it, or another one in its place.
TEST(Replies, NoSlipOfAFingerMakesAnApproval) {
  int slips = 0;
  const auto check = [&](const std::vector<std::string>& letters, const Wording& wording) {
    ++slips;
    const std::string text = joined(letters);
    EXPECT_FALSE(approves(text, wording.asked.origin)) << "line " << wording.line << " `" << text << "`";
  };
  for (const Wording& wording : refusals()) {
    const auto letters = characters(wording.text);
    for (std::size_t i = 0; i < letters.size(); ++i) {
      auto slip = letters;
      slip.erase(slip.begin() + static_cast<std::ptrdiff_t>(i));
      check(slip, wording);
      for (const std::string& other : {letters[i], std::string(" "), std::string("e"), std::string("ي")}) {
        slip = letters;
        slip.insert(slip.begin() + static_cast<std::ptrdiff_t>(i), other);
        check(slip, wording);
        slip = letters;
        slip[i] = other;
        check(slip, wording);
      }
      if (i + 1 == letters.size()) continue;
      slip = letters;
      std::swap(slip[i], slip[i + 1]);
      check(slip, wording);
    }
  }
  EXPECT_GT(slips, 40000);
}

RC_GTEST_PROP(Replies, AnyBytesAreRead, (const std::string& bytes)) {
  for (const Origin origin : {Origin::sms, Origin::email}) {
    RC_ASSERT(!approves(bytes, origin));
    for (const auto& word : read_reply(bytes, {origin, false}).words) RC_ASSERT(!word.text.empty());
  }
}

TEST(Replies, OneKeyForAllSpellings) {
  const auto key = [](std::string_view text) {
    const auto tokens = replies::tokens_of(text);
    return tokens.all.empty() ? std::u32string() : tokens.all.front().key;
  };
  EXPECT_EQ(key("ARRÊT"), U"aret");
  EXPECT_EQ(key("e\u0301te\u0301"), U"ete");
  EXPECT_EQ(key("إلغاء"), key("الغا"));
  EXPECT_EQ(key("مُوافِقة"), key("موافقه"));
  EXPECT_EQ(key("على"), key("علي"));
  EXPECT_EQ(key("کفی"), key("كفي"));
  EXPECT_EQ(key("١٢"), U"12");
  EXPECT_EQ(key("100"), U"100");
  EXPECT_EQ(key("la22"), U"la2");
  EXPECT_EQ(replies::tokens_of("d'accord").all.size(), 2U);
  EXPECT_EQ(replies::tokens_of("don’t").all.size(), 1U);
  EXPECT_EQ(replies::tokens_of("s t o p").all.size(), 1U);
  EXPECT_EQ(replies::tokens_of("a b").all.size(), 2U);
}

// What is longer than is read is no approval, and a refusal at its beginning is one.
TEST(Replies, ALongTextIsReadAtItsBeginning) {
  std::string yes;
  for (int i = 0; i < 600; ++i) yes += "yes ";
  EXPECT_EQ(read_reply(yes, {Origin::sms, true}).meaning, Meaning::unclear);
  EXPECT_EQ(read_reply("stop " + yes, {Origin::sms, true}).meaning, Meaning::refusal);
  EXPECT_EQ(read_reply("yes\n" + std::string(100000, '>'), {Origin::sms, true}).meaning, Meaning::approval);
}

TEST(Replies, ItSaysWhichWordsWereFound) {
  const auto reading = read_reply("Bonjour, je n'accepte pas. Merci", {Origin::sms, true});
  EXPECT_EQ(reading.meaning, Meaning::refusal);
  EXPECT_EQ(reading.language, "fr");
  ASSERT_EQ(reading.words.size(), 3U);
  EXPECT_EQ(reading.words[0].text, "n");
  EXPECT_EQ(reading.words[1].text, "accepte");
  EXPECT_TRUE(reading.words[1].turned);
  EXPECT_EQ(reading.words[2].text, "pas");
  const auto misspelt = read_reply("unsubscrbe", {});
  ASSERT_EQ(misspelt.words.size(), 1U);
  EXPECT_FALSE(misspelt.words[0].exact);
}

}  // namespace
}  // namespace assent::laws_test
