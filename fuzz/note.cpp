// Any bytes as a signed note and as keys: they are refused, or they are the text of exactly the note or key that was
// read. And if a text verifies under a key whose secret is not here, it is the one text that was signed with it.
#include "evidence/note.hpp"

#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

namespace {

constexpr std::string_view kKey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
constexpr std::string_view kSigned =
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace assent;
  static const std::vector<evidence::VerifierKey> trusted{evidence::read_verifier_key(kKey).value()};
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto note = evidence::read_note(text)) {
    if (evidence::to_text(*note) != text || note->signatures.empty()) std::abort();
    if (evidence::verify_note(*note, trusted).verified() && note->text != kSigned) std::abort();
  } else if (note.error().message.empty() || note.error().mend.empty()) {
    std::abort();
  }
  if (const auto key = evidence::read_verifier_key(text); key && evidence::to_text(*key) != text) std::abort();
  if (const auto key = evidence::read_signer_key(text); key && evidence::secret_text(*key) != text) std::abort();
  return 0;
}
