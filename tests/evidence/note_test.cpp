// Signed notes: the published example of Go's sumdb/note, and what must be refused, named by the attack.

#include "evidence/note.hpp"

#include "evidence/base64.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <ostream>
#include <string>
#include <vector>

namespace assent::note_test {

using namespace evidence;
namespace {

const std::string kSecret = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
const std::string kPeter = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const std::string kEnoch = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop";
const std::string kText =
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n";
const std::string kPeterSigned =
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
const std::string kEnochSigned =
    "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n";
const std::string kNote = kText + "\n" + kPeterSigned;

VerifierKey key(std::string_view text) { return read_verifier_key(text).value(); }

NoteVerification verified(const std::string& note, const std::vector<VerifierKey>& trusted) {
  return verify_note(read_note(note).value(), trusted);
}

std::string with(std::string text, std::string_view old, std::string_view replacement) {
  const std::size_t at = text.find(old);
  EXPECT_NE(at, std::string::npos) << old;
  return text.replace(at, old.size(), replacement);
}

TEST(SignedNote, GivesThePublishedAnswers) {
  const auto secret = read_signer_key(kSecret);
  ASSERT_TRUE(secret.has_value());
  EXPECT_EQ(secret_text(*secret), kSecret);
  EXPECT_EQ(to_text(secret->verifier()), kPeter);
  EXPECT_EQ(sign_note(kText, *secret).value(), kNote);

  const auto enoch = SignerKey::make("EnochRoot", Ed25519Seed{});
  EXPECT_EQ(to_text(enoch->verifier()), kEnoch);
  EXPECT_EQ(sign_note(kText, *enoch).value(), kText + "\n" + kEnochSigned);

  // C2SP signed-note's own example.
  EXPECT_TRUE(
      verified("This is an example message.\n\n"
               "— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG"
               "1Yu72IneyaQM=\n",
               {key("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")})
          .verified());
}

TEST(SignedNote, TellsWhoSigned) {
  const std::string both = kNote + kEnochSigned;
  const VerifierKey peter = key(kPeter);
  const VerifierKey enoch = key(kEnoch);
  const auto by_one = verified(both, {peter});
  EXPECT_EQ(by_one.good, std::vector{peter});
  EXPECT_EQ(by_one.unknown, 1U);
  EXPECT_TRUE(by_one.verified());
  const auto by_both = verified(both, {enoch, peter, peter});
  EXPECT_EQ(by_both.good, (std::vector{peter, enoch}));
  EXPECT_EQ(by_both.unknown, 0U);
  EXPECT_TRUE(by_both.verified());
}

TEST(SignedNote, TheTextGoesToTheLastEmptyLine) {
  const auto secret = read_signer_key(kSecret).value();
  for (const std::string text : {"\n", "\n\n", "a\n\nb\n", "a\n\n", "a\n\n— PeterNeumann AAAA\n"}) {
    const auto note = read_note(sign_note(text, secret).value());
    ASSERT_TRUE(note.has_value()) << text;
    EXPECT_EQ(note->text, text);
    EXPECT_TRUE(verify_note(*note, std::vector{secret.verifier()}).verified());
  }
}

struct Attack {
  friend void PrintTo(const Attack& each, std::ostream* out) { *out << each.note; }

  std::string name;
  std::string note;
  std::string what;  // the message; empty: it can be read, but does not verify
};

class NoteAttack : public testing::TestWithParam<Attack> {};

TEST_P(NoteAttack, Fails) {
  const auto note = read_note(GetParam().note);
  if (GetParam().what.empty()) {
    ASSERT_TRUE(note.has_value()) << to_string(note.error());
    EXPECT_EQ(to_text(*note), GetParam().note);
    EXPECT_FALSE(verify_note(*note, std::vector{key(kPeter)}).verified());
  } else {
    ASSERT_FALSE(note.has_value());
    EXPECT_EQ(note.error().code, ErrorCode::invalid);
    EXPECT_EQ(note.error().message, GetParam().what);
  }
}

std::string many(std::size_t times, const std::string& line) {
  std::string lines;
  for (; times > 0; --times) lines += line;
  return lines;
}

const std::string kBase64 = kPeterSigned.substr(kPeterSigned.rfind(' ') + 1, 92);

const Attack kAttacks[] = {
    {"ChangedText", with(kNote, "cryptography", "Cryptography"), ""},
    {"EmptyLineAddedToTheText", "\n" + kNote, ""},
    {"EmptyLineBeforeTheSignatures", with(kNote, "is.\n", "is.\n\n"), ""},
    {"TextLeftOut", "\n\n" + kPeterSigned, ""},
    {"ChangedSignature", with(kNote, "x08go/ZJ", "x08go/ZK"), ""},
    {"ChangedKeyHash", with(kNote, "x08go/ZJ", "y08go/ZJ"), ""},
    {"ChangedKeyName", with(kNote, "PeterNeumann", "PeterNeuman"), ""},
    {"SignatureOfAnotherText", kText + "more\n\n" + kPeterSigned, ""},
    {"SignatureUnderAnothersName", kText + "\n" + with(kEnochSigned, "EnochRoot", "PeterNeumann"), ""},
    {"SignatureSwappedForAnothers", kText + "\n— PeterNeumann x08go" + kEnochSigned.substr(kEnochSigned.rfind(' ') + 6),
     ""},
    {"SignatureLonger", kText + "\n— PeterNeumann " + with(kBase64, "nAM=", "nAMA") + "\n", ""},
    {"SignatureShorter", kText + "\n— PeterNeumann x08goAAA\n", ""},
    {"GoodSignatureAndABadOneOfTheSameKey", kNote + with(kPeterSigned, "x08go/ZJ", "x08go/ZK"), ""},
    {"BadSignatureAndAGoodOneOfTheSameKey", kText + "\n" + with(kPeterSigned, "x08go/ZJ", "x08go/ZK") + kPeterSigned,
     ""},
    {"UnknownKeyOnly", kText + "\n" + kEnochSigned, ""},
    {"NoSignature", kText, "there is no empty line with signatures below it"},
    {"NoSignatureUnderTheEmptyLine", kText + "\n", "there is no signature below the text"},
    {"Nothing", "", "there is no empty line with signatures below it"},
    {"SignatureOnly", kPeterSigned, "there is no empty line with signatures below it"},
    {"NoEmptyLine", kText + kPeterSigned, "there is no empty line with signatures below it"},
    {"CutAtTheEnd", kNote.substr(0, kNote.size() - 1), "the last line is cut off"},
    {"CutWithinTheSignature", kNote.substr(0, kNote.size() - 20), "the last line is cut off"},
    {"TextAfterTheSignature", kNote + "Unexpected line.\n", "line 5 is not a signature"},
    {"EmptyLineAfterTheSignature", kNote + "\n", "there is no signature below the text"},
    {"EmptyLineBetweenSignatures", kNote + "\n" + kEnochSigned, ""},
    {"CarriageReturns", with(kNote, "problem,\n", "problem,\r\n"),
     "line 1 has a carriage return; lines end only in a line feed"},
    {"CarriageReturnAfterTheSignature", with(kNote, "nAM=\n", "nAM=\r\n"),
     "line 4 has a carriage return; lines end only in a line feed"},
    {"ControlCharacter", with(kNote, "then", "\x01then"), "line 2 has a control character"},
    {"Tab", with(kNote, "then", "\tthen"), "line 2 has a control character"},
    {"NotUtf8", with(kNote, "then", "\xffthen"), "the note is not UTF-8"},
    {"HyphenForTheDash", with(kNote, "—", "-"), "line 4 is not a signature"},
    {"NoBlankAfterTheDash", with(kNote, "— ", "—"), "line 4 is not a signature"},
    {"BlankInTheName", with(kNote, "PeterNeumann", "Peter Neumann"), "line 4 is not a signature"},
    {"NoBreakSpaceInTheName", with(kNote, "PeterNeumann", "Peter\u00a0Neumann"), "line 4 is not a signature"},
    {"PlusInTheName", with(kNote, "PeterNeumann", "Peter+Neumann"), "line 4 is not a signature"},
    {"NoName", with(kNote, "PeterNeumann ", " "), "line 4 is not a signature"},
    {"NoBase64", kText + "\n— PeterNeumann \n", "line 4 is not a signature"},
    {"NameOnly", kText + "\n— PeterNeumann\n", "line 4 is not a signature"},
    {"KeyHashOnly", kText + "\n— PeterNeumann x08gow==\n", "line 4 is not a signature"},
    {"Base64WithoutItsPadding", with(kNote, "nAM=\n", "nAM\n"), "line 4 is not a signature"},
    {"Base64WithBitsThatStandForNothing", with(kNote, "nAM=\n", "nAN=\n"), "line 4 is not a signature"},
    {"TwoBlanksBeforeTheBase64", with(kNote, "PeterNeumann ", "PeterNeumann  "), "line 4 is not a signature"},
    {"TooManySignatures", kText + "\n" + many(kNoteSignaturesMax + 1, kPeterSigned),
     "there are more than 100 signatures"},
    {"Endless", std::string(kNoteBytesMax, 'a') + kNote, "a note of more than 1048576 bytes is not read"},
};

INSTANTIATE_TEST_SUITE_P(Note, NoteAttack, testing::ValuesIn(kAttacks),
                         [](const auto& each) { return each.param.name; });

TEST(SignedNote, WithoutATrustedKeyNothingIsVerified) {
  const auto found = verified(kNote, {});
  EXPECT_EQ(found.unknown, 1U);
  EXPECT_FALSE(found.verified());
}

// As Go's own tests do it: every part of the text, and every byte incremented.
TEST(KeyAttack, MangledKeysAreRefused) {
  const auto mangled = [](const std::string& text, const auto& read) {
    for (std::size_t from = 0; from <= text.size(); ++from) {
      for (std::size_t size = from == 0 ? text.size() - 1 : text.size() - from; size > 0; --size) {
        EXPECT_FALSE(read(text.substr(from, size))) << from << " " << size;
      }
    }
    for (std::size_t at = 0; at < text.size(); ++at) {
      std::string changed = text;
      ++changed[at];
      EXPECT_FALSE(read(changed)) << changed;
    }
    for (const char* more : {" ", "\n", "=", "A", "+"}) EXPECT_FALSE(read(text + more)) << more;
  };
  mangled(kPeter, [](const std::string& text) { return read_verifier_key(text).has_value(); });
  mangled(kSecret, [](const std::string& text) { return read_signer_key(text).has_value(); });
}

TEST(KeyAttack, WrongLengthAndUnknownAlgorithmWithTheRightHash) {
  EXPECT_FALSE(read_verifier_key("PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY=="));
  EXPECT_FALSE(read_verifier_key("PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"));
  EXPECT_FALSE(read_verifier_key(with(kPeter, "c74f20a3", "C74F20A3")));
}

TEST(KeyAttack, ASecretInAVerifiersPlaceIsNamedAndNotRepeated) {
  const auto read = read_verifier_key(kSecret);
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().message, "this is a signing key, but a verifier key is needed");
  EXPECT_EQ(to_string(read_signer_key(with(kSecret, "AYEK", "AYEL")).error()).find("FGyNhPJEMzD1QIDr"),
            std::string::npos);
}

TEST(KeyName, HoldsNoSpaceNoPlusAndNoControlCharacter) {
  for (const std::string name : {"", "a b", "a+b", "a\nb", "a\tb", "\u3000", "a\u2028", "\u0085", "\xff", "a\x01"}) {
    EXPECT_FALSE(SignerKey::make(name, Ed25519Seed{})) << name;
  }
  for (const std::string name : {"a", "example.com/scrubs", "شركة", "a=b"}) {
    const auto made = SignerKey::make(name, Ed25519Seed{});
    ASSERT_TRUE(made.has_value()) << name;
    EXPECT_EQ(read_verifier_key(to_text(made->verifier())).value(), made->verifier());
    EXPECT_EQ(read_signer_key(secret_text(*made)).value().seed(), Ed25519Seed{});
  }
}

TEST(SignNote, RefusesWhatWouldBeNoNote) {
  const auto secret = read_signer_key(kSecret).value();
  for (const std::string text : {"", "abc", "a\r\n", "\x01\n", "\xff\n"}) EXPECT_FALSE(sign_note(text, secret)) << text;
  EXPECT_FALSE(sign_note(std::string(kNoteBytesMax - 1, 'a') + "\n", secret));
}

RC_GTEST_PROP(SignedNote, EveryAcceptedTextIsThatOfOneNote, ()) {
  std::string text = kNote + kEnochSigned;
  for (int changes = *rc::gen::inRange(1, 4); changes > 0; --changes) {
    const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
    const auto piece = *rc::gen::element<std::string>("", "\n", "—", " ", "=", "A", "+", "\r", "/");
    text.replace(at, *rc::gen::inRange<std::size_t>(0, 3), piece);
  }
  const auto note = read_note(text);
  if (note) RC_ASSERT(to_text(*note) == text);
}

}  // namespace
}  // namespace assent::note_test
