#include "cli/key_file.hpp"

#include "wording/words.hpp"
#include "world/files.hpp"

#include <fmt/format.h>

#include <utility>

namespace assent {
namespace {

// The ledger's own key, where it is there; what verifies it is made where that is missing, as after an interruption.
Result<SignerKey> ledgers_key(Invocation& call, const std::string& path) {
  auto key = signer_key_in(path);
  if (!key) return key;
  if (const auto kept = keep_verifier(path, *key); !kept) {
    call.terminal().warn(fmt::format("the key signs, but what verifies it is not kept: {}", to_string(kept.error())));
  }
  return key;
}

bool is_there(const Result<SignerKey>& key) { return key || key.error().code != ErrorCode::not_found; }

}  // namespace

std::string key_path(const Invocation& call, const std::string& option) {
  return option.empty() ? call.ledger_file() + ".key" : option;
}

std::string verifier_path(const std::string& path) { return path + ".pub"; }

Result<void> keep_verifier(const std::string& file, const SignerKey& key) {
  const std::string verifier_file = verifier_path(file);
  if (state_of_file(verifier_file)) return {};
  auto made = create_file(verifier_file, to_text(key.verifier()) + "\n");
  if (!made && made.error().code == ErrorCode::conflict) return {};  // another run was faster
  return made;
}

Result<SignerKey> make_key_file(Invocation& call, const std::string& file, const std::string& name) {
  auto seed = TRY(call.world().random_seed());
  const auto key = SignerKey::make(name, seed);
  forget(seed);
  if (!key) return tl::unexpected(key.error());

  // What verifies is made after what signs: alone, it says that the key was lost. Looked for in the same order, as
  // another run may be making both.
  const std::string verifier_file = verifier_path(file);
  if (state_of_file(verifier_file) && !state_of_file(file)) {
    return fail(ErrorCode::conflict,
                fmt::format("there is {}, but not the key that signs, {}", shown(verifier_file), shown(file)),
                "put the key back from where it was kept, or move the other away to have both made anew");
  }
  TRY(create_file(file, secret_text(*key) + "\n"));
  if (const auto made = keep_verifier(file, *key); !made) {
    Error error = made.error();
    error.mend +=
        fmt::format("; the key is made, and `assent key show` gives what belongs in {}", shown(verifier_file));
    return tl::unexpected(std::move(error));
  }
  return *key;
}

Result<SignerKey> signing_key(Invocation& call, const std::string& option) {
  const std::string path = key_path(call, option);
  if (!option.empty()) return signer_key_in(path);
  if (auto own = ledgers_key(call, path); is_there(own)) return own;
  auto made = make_key_file(call, path, "assent");
  if (!made && made.error().code == ErrorCode::conflict) {
    // Another run was faster: its key is the ledger's.
    if (auto own = ledgers_key(call, path); is_there(own)) return own;
  }
  if (made) {
    call.terminal().note(fmt::format("made a key that signs certificates: {}; whoever checks them needs {}",
                                     shown(path), shown(verifier_path(path))));
  }
  return made;
}

}  // namespace assent
