// The key that a command signs with.
#pragma once

#include "app/scrub_ports.hpp"
#include "base/result.hpp"
#include "cli/invocation.hpp"
#include "embed/key_files.hpp"
#include "evidence/note.hpp"

#include <string>
#include <vector>

namespace assent::cli {

// `option` if it names a file, else the ledger's name and `.key`.
std::string key_path(const Invocation& call, const std::string& option);

// The key in the file that `option` names, or the ledger's own (embed/key_files.hpp). Says on standard error that a new
// key is made, or that its verifier key could not be saved.
//
//   as signer_key_in() and ledgers_key()
Result<evidence::SignerKey> signing_key(Invocation& call, const std::string& option);

// The same for a scrub, which believes what that key has signed. Both outlive it.
class LedgersKeys final : public app::ScrubKeys {
 public:
  LedgersKeys(Invocation& call, const std::string& option) : call_(call), option_(option) {}
  Result<evidence::SignerKey> signer() override { return signing_key(call_, option_); }
  Result<std::vector<evidence::VerifierKey>> trusted() override;

 private:
  Invocation& call_;
  const std::string& option_;
};

}  // namespace assent::cli
