#include "evidence/note.hpp"

#include "base/utf8.hpp"
#include "evidence/base64.hpp"
#include "evidence/note_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace assent::evidence {
namespace {

constexpr std::string_view kDash = "\u2014 ";
constexpr std::size_t kHashBytes = 4;

tl::unexpected<Error> no_note(std::string what) {
  return fail(ErrorCode::invalid, std::move(what), "give the file as it was signed, byte for byte");
}

bool other_control_character(char each) { return static_cast<unsigned char>(each) < 0x20 && each != '\n'; }

// For a text to sign and for a whole note.
Result<void> check_characters(std::string_view text) {
  if (text.size() > kNoteBytesMax) {
    return no_note(fmt::format("a note of more than {} bytes is not read", kNoteBytesMax));
  }
  if (!is_utf8(text)) return no_note("the note is not UTF-8");
  const auto at = std::find_if(text.begin(), text.end(), other_control_character);
  if (at == text.end()) return {};
  return no_note(fmt::format("line {} has {}", 1 + std::count(text.begin(), at, '\n'),
                             *at == '\r' ? "a carriage return; lines end only in a line feed" : "a control character"));
}

// Without dash and line feed.
std::optional<NoteSignature> signature_in(std::string_view line) {
  const std::size_t space = line.find(' ');
  if (space == std::string_view::npos || !is_key_name(line.substr(0, space))) return std::nullopt;
  const auto bytes = from_base64(line.substr(space + 1));
  if (!bytes || bytes->size() <= kHashBytes) return std::nullopt;
  NoteSignature signature{std::string(line.substr(0, space)), 0, {}};
  for (std::size_t i = 0; i < kHashBytes; ++i) signature.key_hash = (signature.key_hash << 8) | (*bytes)[i];
  signature.signature.assign(bytes->begin() + kHashBytes, bytes->end());
  return signature;
}

std::string line_of(const NoteSignature& signature) {
  Bytes bytes;
  for (std::size_t i = kHashBytes; i > 0; --i) {
    bytes.push_back(static_cast<std::uint8_t>(signature.key_hash >> (8 * (i - 1))));
  }
  bytes.insert(bytes.end(), signature.signature.begin(), signature.signature.end());
  return fmt::format("{}{} {}\n", kDash, signature.name, to_base64(bytes));
}

}  // namespace

std::string to_text(const Note& note) {
  std::string text = note.text + "\n";
  for (const NoteSignature& signature : note.signatures) text += line_of(signature);
  return text;
}

Result<Note> read_note(std::string_view text) {
  TRY(check_characters(text));
  const std::size_t split = text.rfind("\n\n");
  if (split == std::string_view::npos) return no_note("there is no empty line with signatures below it");
  Note note{std::string(text.substr(0, split + 1)), {}};
  auto line_number = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(split), '\n') + 3;
  for (std::string_view rest = text.substr(split + 2); !rest.empty(); ++line_number) {
    const std::size_t end = rest.find('\n');
    if (end == std::string_view::npos) return no_note("the last line is cut off");
    if (!rest.starts_with(kDash)) return no_note(fmt::format("line {} is not a signature", line_number));
    auto signature = signature_in(rest.substr(kDash.size(), end - kDash.size()));
    if (!signature) return no_note(fmt::format("line {} is not a signature", line_number));
    note.signatures.push_back(std::move(*signature));
    if (note.signatures.size() > kNoteSignaturesMax) {
      return no_note(fmt::format("there are more than {} signatures", kNoteSignaturesMax));
    }
    rest.remove_prefix(end + 1);
  }
  if (note.signatures.empty()) return no_note("there is no signature below the text");
  return note;
}

Result<std::string> sign_note(std::string_view text, const SignerKey& key) {
  TRY(check_characters(text));
  if (!text.ends_with('\n')) {
    return fail(ErrorCode::invalid, "the text to be signed does not end in a line feed", "end its last line");
  }
  const Ed25519Signature signature = ed25519_sign(key.seed(), view_of(text));
  const Note note{std::string(text),
                  {{key.verifier().name(), key.verifier().hash(), {signature.begin(), signature.end()}}}};
  std::string signed_text = to_text(note);
  if (signed_text.size() > kNoteBytesMax) {
    return fail(ErrorCode::invalid, fmt::format("the note would be larger than {} bytes", kNoteBytesMax),
                "sign a shorter text, or use a key with a shorter name");
  }
  return signed_text;
}

NoteVerification verify_note(const Note& note, std::span<const VerifierKey> trusted) {
  NoteVerification result;
  for (const NoteSignature& signature : note.signatures) {
    bool known = false;
    for (const VerifierKey& key : trusted) {
      if (key.name() != signature.name || key.hash() != signature.key_hash) continue;
      known = true;
      const bool good = ed25519_verify(key.key(), view_of(note.text), signature.signature);
      std::vector<VerifierKey>& found = good ? result.good : result.bad;
      if (std::find(found.begin(), found.end(), key) == found.end()) found.push_back(key);
    }
    if (!known) ++result.unknown;
  }
  return result;
}

}  // namespace assent::evidence
