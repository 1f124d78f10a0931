// Key files: keys that sign and keys that verify, one a line, as text.
#pragma once

#include "base/result.hpp"
#include "cli/invocation.hpp"
#include "embed/read_keys.hpp"
#include "evidence/note.hpp"

#include <string>

namespace assent {

// `option` where it names a file, else the ledger's name and `.key`.
std::string key_path(const Invocation& call, const std::string& option);
// What verifies a key that signs: `.pub` after its name.
std::string verifier_path(const std::string& path);

// Writes what verifies the key in `file` to where it belongs, unless something is there.
Result<void> keep_verifier(const std::string& file, const SignerKey& key);

// Makes one in `file`, and what verifies it in `file` and `.pub` after its name. conflict: one of them is there
// already; of several that make it at once, one does.
Result<SignerKey> make_key_file(Invocation& call, const std::string& file, const std::string& name);

// The key that a command signs with: the one in the file that `option` names, the one beside the ledger, or a new one
// made there, which is said on standard error. What verifies the ledger's is made again where it is missing, as after
// an interruption.
//
//   as signer_key_in() and make_key_file(); of several that make the ledger's at once, all get the one made
Result<SignerKey> signing_key(Invocation& call, const std::string& option);

}  // namespace assent
