// The key that a command signs with.
#pragma once

#include "base/result.hpp"
#include "cli/invocation.hpp"
#include "embed/key_files.hpp"
#include "evidence/note.hpp"

#include <string>

namespace assent {

// `option` where it names a file, else the ledger's name and `.key`.
std::string key_path(const Invocation& call, const std::string& option);

// The one in the file that `option` names, or the ledger's own (embed/key_files.hpp): that a new one is made, or what
// verifies it is not kept, is said on standard error.
//
//   as signer_key_in() and ledgers_key()
Result<SignerKey> signing_key(Invocation& call, const std::string& option);

}  // namespace assent
