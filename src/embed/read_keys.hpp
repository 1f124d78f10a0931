// Signing keys and verifier keys, read from their files: one on each line, as text.
#pragma once

#include "base/result.hpp"
#include "evidence/note.hpp"

#include <string>
#include <vector>

namespace assent::embed {

// The key that signs in `file`. No message repeats anything of it. invalid also: others than its owner may read or
// write it.
Result<evidence::SignerKey> signer_key_in(const std::string& file);

// The verifier keys that the words name: each is a verifier key, or a file with one on each line. invalid: a word is
// neither.
Result<std::vector<evidence::VerifierKey>> verifier_keys_in(const std::vector<std::string>& words);

}  // namespace assent::embed
