#include "cli/key_file.hpp"

#include "embed/read_keys.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>

#include <utility>

namespace assent::cli {

std::string key_path(const Invocation& call, const std::string& option) {
  return option.empty() ? call.ledger_file() + ".key" : option;
}

Result<evidence::SignerKey> signing_key(Invocation& call, const std::string& option) {
  const std::string path = key_path(call, option);
  if (!option.empty()) return embed::signer_key_in(path);
  auto own = TRY(embed::ledgers_key(path, call.world().random_seed));
  if (own.not_kept) {
    call.terminal().warn(
        fmt::format("the key signs, but its verifier key could not be saved: {}", to_string(*own.not_kept)));
  }
  if (own.made) {
    call.terminal().note(fmt::format("made a key that signs certificates: {}; everyone who checks them needs {}",
                                     wording::shown(path), wording::shown(embed::verifier_path(path))));
  }
  return std::move(own.key);
}

Result<std::vector<evidence::VerifierKey>> LedgersKeys::trusted() {
  return embed::verifier_keys_in({embed::verifier_path(key_path(call_, option_))});
}

}  // namespace assent::cli
