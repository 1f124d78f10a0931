// Files of keys that are made: a key that signs, and beside it what verifies it.
#pragma once

#include "base/result.hpp"
#include "evidence/note.hpp"
#include "evidence/signature.hpp"

#include <functional>
#include <optional>
#include <string>

namespace assent {

// What verifies a key that signs: `.pub` after its name.
std::string verifier_path(const std::string& path);

// Makes one in `file` from what `draw` gives, and what verifies it in `file` and `.pub` after its name. conflict: one
// of them is there already; of several that make it at once, one does.
Result<SignerKey> make_key_file(const std::string& file, const std::string& name,
                                const std::function<Result<Ed25519Seed>()>& draw);

// A ledger's own key.
struct LedgersKey {
  SignerKey key;
  bool made = false;                   // just now
  std::optional<Error> not_kept = {};  // why what verifies it is not beside it
};

// The one in `file`, or a new one made there. What verifies it is made again where it is missing, as after an
// interruption.
//
//   as signer_key_in() and make_key_file(); of several that make it at once, all get the one made
Result<LedgersKey> ledgers_key(const std::string& file, const std::function<Result<Ed25519Seed>()>& draw);

}  // namespace assent
