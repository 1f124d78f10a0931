// Files of new keys: a signing key, and beside it its verifier key.
#pragma once

#include "base/result.hpp"
#include "evidence/note.hpp"
#include "evidence/signature.hpp"

#include <functional>
#include <optional>
#include <string>

namespace assent::embed {

// The file of a signing key's verifier key: `.pub` after its name.
std::string verifier_path(const std::string& path);

// Makes a signing key in `file` from what `draw` gives, and its verifier key in a file with `.pub` after the name.
// conflict: one of them already exists; of several calls at once, one makes it.
Result<evidence::SignerKey> make_key_file(const std::string& file, const std::string& name,
                                          const std::function<Result<evidence::Ed25519Seed>()>& draw);

// A ledger's own key.
struct LedgersKey {
  evidence::SignerKey key;
  bool made = false;                   // just now
  std::optional<Error> not_kept = {};  // why what verifies it is not beside it
};

// The key in `file`, or a new one made there. A missing verifier key is made again, for example after an interruption.
//
//   as signer_key_in() and make_key_file(); of several that make it at once, all get the one made
Result<LedgersKey> ledgers_key(const std::string& file, const std::function<Result<evidence::Ed25519Seed>()>& draw);

}  // namespace assent::embed
