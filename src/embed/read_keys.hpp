// Keys that sign and keys that verify, read from their files: one a line, as text.
#pragma once

#include "base/result.hpp"
#include "evidence/note.hpp"

#include <string>
#include <vector>

namespace assent {

// The key that signs in `file`. No message repeats anything of it. invalid also: others than its owner may read or
// write it.
Result<SignerKey> signer_key_in(const std::string& file);

// What the words name: each a verifier key, or a file with one a line. invalid: one is neither.
Result<std::vector<VerifierKey>> verifier_keys_in(const std::vector<std::string>& words);

}  // namespace assent
