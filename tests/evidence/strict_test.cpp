// What decode() must refuse, named by what is wrong with the bytes. Each test begins with sound bytes and changes one
// thing; a second way to write an entry would be a second hash for it.
#include "evidence/entry.hpp"
#include "evidence/samples.hpp"

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <string_view>

namespace assent::strict_test {

using namespace evidence;
namespace {

Bytes from_hex(std::string_view hex) {
  Bytes bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    bytes.push_back(static_cast<std::uint8_t>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16)));
  }
  return bytes;
}

// [2, kind, "A", 0, 0, "", "", "", "", body], in hex.
std::string entry(std::string_view kind, std::string_view body) {
  return "8a02" + std::string(kind) + "6141000060606060" + std::string(body);
}
std::string carrier_entry(std::string_view kind, std::string_view body) {
  return "8a02" + std::string(kind) + "60000060606060" + std::string(body);
}

struct Case {
  friend void PrintTo(const Case& each, std::ostream* out) { *out << each.hex; }

  std::string name;
  std::string hex;
  std::string what;  // part of the message
};

class Refused : public testing::TestWithParam<Case> {};

TEST_P(Refused, WithTheReason) {
  const auto decoded = decode(from_hex(GetParam().hex));
  ASSERT_FALSE(decoded.has_value());
  EXPECT_EQ(decoded.error().code, ErrorCode::damaged);
  EXPECT_NE(decoded.error().message.find(GetParam().what), std::string::npos) << decoded.error().message;
}

const Case kCases[] = {
    {"Nothing", "", "end too early"},
    {"NoArray", "a0", "wrong kind"},
    {"TooFewItems", "880205614100006060", "wrong length"},
    {"ItemsOfTheFormerFormat", "89020561410000606060", "format is not known"},
    {"TooManyItems", "8b02056141000060606060a000", "wrong length"},
    {"OpenLength", "9f02056141000060606060a0ff", "left open"},
    {"ReservedLength", "9c02056141000060606060a0", "left open"},
    {"UnknownFormat", "8a03056141000060606060a0", "format"},
    {"KindZero", entry("00", "a0"), "kind is not known"},
    {"KindPastTheLast", entry("18", "a0"), "out of range"},
    {"KindNegative", entry("20", "a0"), "wrong kind"},
    {"KindInTwoBytes", entry("1805", "a0"), "longer than necessary"},
    {"NumberInThreeBytes", "8a020561411900010060606060a0", "longer than necessary"},
    {"NumberInFiveBytes", "8a020561411a000001000060606060a0", "longer than necessary"},
    {"NumberInNineBytes", "8a020561411b00000000000001000060606060a0", "longer than necessary"},
    {"NumberCutShort", "8a020561411b0000", "end too early"},
    {"InstantBeforeYearOne", "8a020561413b00dcbffeff2bc0000060606060a0", "out of range"},
    {"InstantAfterYear9999", "8a020561411b0384440ccc7360000060606060a0", "out of range"},
    {"InstantPastAllInstants", "8a020561411bffffffffffffffff0060606060a0", "out of range"},
    {"InstantBeforeAllInstants", "8a020561413bffffffffffffffff0060606060a0", "out of range"},
    {"InstantAsFloat", "8a02056141f93c000060606060a0", "wrong kind"},
    {"TextAsBytes",
     "8a0205414100"
     "0060606060a0",
     "wrong kind"},
    {"TextNotUtf8", "8a020561ff000060606060a0", "UTF-8"},
    {"TextWithSurrogate", "8a020563eda080000060606060a0", "UTF-8"},
    {"TextOverlong", "8a020562c080000060606060a0", "UTF-8"},
    {"TextLongerThanAll", "8a02057bffffffffffffffff000060606060a0", "longer than the bytes"},
    {"NoAccount", "8a020560000060606060a0", "account"},
    {"AccountOnCarrierWideKind", entry("0b", "a202d8640003d86400"), "account"},
    {"LeftOver", entry("05", "a000"), "left over"},
    {"BodyNoMap", entry("05", "80"), "wrong kind"},
    {"BodyMapOpen", entry("05", "bfff"), "left open"},
    {"MapLongerThanAll", entry("05", "bbffffffffffffffff"), "longer than the bytes"},
    {"UnknownKey", entry("05", "a10800"), "unknown"},
    {"NotProvisionalWrittenOut", entry("05", "a107f4"), "default"},
    {"PermissionProvisional", entry("0a", "a103f5"), "a permission is provisional"},
    {"ReviewOfNothing", entry("13", "a0"), "missing"},
    {"ReviewOutcomeUnknown", entry("13", "a2018200000202"), "out of range"},
    {"KeyOutOfOrder", entry("05", "a204010263616c6c"), "unknown"},
    {"KeyTwice",
     entry("05",
           "a2040104"
           "01"),
     "unknown"},
    {"KeyAsText", entry("05", "a1613401"), "wrong kind"},
    {"DefaultWrittenOut", entry("05", "a10400"), "default"},
    {"DefaultTextWrittenOut", entry("05", "a102656f776e6572"), "default"},
    {"DefaultCoverageWrittenOut", entry("05", "a101f5"), "default"},
    {"EmptyEvidence", entry("05", "a105a0"), "default"},
    {"CoverageFalse", entry("05", "a101f4"), "neither everything nor a list"},
    {"CoverageNull", entry("05", "a101f6"), "wrong kind"},
    {"CodePastTheLast", entry("05", "a10403"), "out of range"},
    {"ListLongerThanAll", entry("05", "a1019bffffffffffffffff"), "longer than the bytes"},
    {"HashTooShort", entry("05", "a105a1024100"), "wrong length"},
    {"HashLongerThanAll", entry("05", "a105a1025bffffffffffffffff"), "longer than the bytes"},
    {"DateWithoutTag", entry("05", "a10300"), "wrong kind"},
    {"DateWithAnotherTag", entry("05", "a103c100"), "wrong kind"},
    {"DateAfterYear9999", entry("05", "a103d8641a002cc0a1"), "out of range"},
    {"RequiredMissing", entry("03", "a0"), "missing"},
    {"RequiredMissingBeforeOther",
     entry("08",
           "a10261"
           "78"),
     "missing"},
    {"PositionTooShort", entry("04", "a1018100"), "wrong length"},
    {"PositionLogTooHigh", entry("04", "a101821b000000010000000000"), "out of range"},
    {"ServicesOutOfOrder", entry("01", "a1058261626161"), "not in order"},
    {"TelephonesInClear", entry("01", "a106816161"), "out of order"},
    {"SealedWithNothing", entry("01", "a10ba0"), "not in order"},
    {"SealedUnderNoKeyWithABox",
     entry("01",
           "a10ba10258"
           "29" +
               std::string(82, '0')),
     "not in order"},
    {"SealedWithoutABox", entry("01", "a10ba10101"), "not in order"},
    {"SealedInTooSmallABox",
     entry("01",
           "a10ba2010102"
           "58"
           "28" +
               std::string(80, '0')),
     "not in order"},
    {"NumbersHashTooShort", entry("01", "a10ba103814100"), "wrong length"},
    {"NumbersHashTwice",
     entry("01",
           "a10ba10382"
           "50" +
               std::string(32, '0') + "50" + std::string(32, '0')),
     "not in order"},
    {"ServicesTwice", entry("01", "a1058261616161"), "not in order"},
    {"TextsOutOfOrder",
     carrier_entry("02",
                   "a10982836162608083616160"
                   "80"),
     "not in order"},
    {"WaitingDaysPastInt", carrier_entry("02", "a1071a80000000"), "out of range"},
    {"BooleanAsNumber", entry("0a", "a10100"), "wrong kind"},
    {"BooleanInTwoBytes", entry("0a", "a101f814"), "longer than necessary"},
};

INSTANTIATE_TEST_SUITE_P(Bytes, Refused, testing::ValuesIn(kCases), [](const auto& each) { return each.param.name; });

// The same beginnings are accepted in their right form, so the table above refuses for its own reasons.
TEST(Accepted, TheBytesThatTheRefusedOnesDepartFrom) {
  for (const std::string& hex : {entry("05", "a0"),
                                 entry("05",
                                       "a1040"
                                       "1"),
                                 entry("05", "a10263616c6c"), entry("05", "a10180"), entry("05", "a103d86400"),
                                 entry("03", "a10500"), entry("03", "a105d86400"), entry("04", "a101820000"),
                                 entry("01", "a1058261616162"), carrier_entry("0b", "a202d8640003d86400"),
                                 carrier_entry("02",
                                               "a10982836161608083616260"
                                               "80"),
                                 entry("0a", "a101f4"), std::string("8a020561413b00dcbffeff2bbfff0060606060a0"),
                                 std::string("8a020561411b0384440ccc735fff0060606060a0")}) {
    const auto decoded = decode(from_hex(hex));
    ASSERT_TRUE(decoded.has_value()) << hex << " " << decoded.error().message;
    EXPECT_EQ(to_hex(encode(*decoded)), hex);
  }
}

// check() stops what could be encoded but not read back.
TEST(Check, RefusesWhatCouldNotBeReadBack) {
  const Entry good = sample::entry(EntryKind::opt_out);
  const auto refuses = [](const Entry& entry, std::string_view what) {
    const auto checked = check(entry);
    ASSERT_FALSE(checked.has_value()) << what;
    EXPECT_EQ(checked.error().code, ErrorCode::invalid);
    EXPECT_NE(checked.error().message.find(what), std::string::npos) << checked.error().message;
    EXPECT_FALSE(decode(encode(entry)).has_value()) << what;
  };
  const auto with = [&](auto change) {
    Entry entry = good;
    change(entry);
    return entry;
  };
  ASSERT_TRUE(check(good).has_value());
  refuses(with([](Entry& e) { e.account.clear(); }), "account");
  refuses(with([](Entry& e) { e.actor = "\xff"; }), "UTF-8");
  refuses(with([](Entry& e) { e.effective = kNever + std::chrono::microseconds{1}; }), "instant");
  refuses(with([](Entry& e) { e.recorded = kEarliest - std::chrono::microseconds{1}; }), "instant");
  refuses(with([](Entry& e) { std::get<OptOutRecorded>(e.body).postmarked = Date{std::chrono::days{2'932'897}}; }),
          "date");
  refuses(with([](Entry& e) { std::get<OptOutRecorded>(e.body).grade = static_cast<Grade>(9); }), "code");
  refuses(with([](Entry& e) { std::get<OptOutRecorded>(e.body).evidence.reference = "\xc0\x80"; }), "UTF-8");
  refuses(with([](Entry& e) { std::get<OptOutRecorded>(e.body).scope = Coverage::only({"\xed\xa0\x80"}); }), "UTF-8");
  refuses(with([](Entry& e) { e.body.emplace<CustomerRecorded>().services = {"b", "a"}; }), "not in order");
  refuses(with([](Entry& e) { e.body = AgreementRecorded{}; }), "account");
  const auto about = [&](Coverage channels) {
    return with([&](Entry& e) { std::get<OptOutRecorded>(e.body).about.channels = std::move(channels); });
  };
  const std::string longest(64, 'a');
  Names many(64);
  for (std::size_t i = 0; i < many.size(); ++i) many[i] = std::string(1, static_cast<char>('0' + i));
  EXPECT_TRUE(check(about(Coverage::only({longest}))).has_value());
  EXPECT_TRUE(check(about(Coverage::only(many))).has_value());
  many.emplace_back("~");
  for (const Names& wrong : {Names{}, Names{""}, Names{"b", "a"}, Names{"a", "a"}, Names{longest + "a"}, many}) {
    refuses(about(Coverage::only(wrong)), "not in order");
  }
  refuses(about(Coverage::only({"\xff"})), "UTF-8");
  refuses(with([](Entry& e) { e.body.emplace<OptInRecorded>().until = Date{std::chrono::days{2'932'897}}; }), "date");

  Entry published = sample::entry(EntryKind::notice_published);
  auto& texts = std::get<NoticePublished>(published.body).texts;
  std::swap(texts[0], texts[1]);
  refuses(published, "not in order");
  std::swap(texts[0], texts[1]);
  texts[0].blocks[0].text = "\xff";
  refuses(published, "UTF-8");
}

}  // namespace
}  // namespace assent::strict_test
