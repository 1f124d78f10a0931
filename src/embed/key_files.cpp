#include "embed/key_files.hpp"

#include "embed/read_keys.hpp"
#include "wording/words.hpp"
#include "world/files.hpp"

#include <fmt/format.h>

#include <utility>

namespace assent {
namespace {

// Writes what verifies the key in `file` to where it belongs, unless something is there.
Result<void> keep_verifier(const std::string& file, const SignerKey& key) {
  const std::string verifier_file = verifier_path(file);
  if (state_of_file(verifier_file)) return {};
  auto made = create_file(verifier_file, to_text(key.verifier()) + "\n");
  if (!made && made.error().code == ErrorCode::conflict) return {};  // another run was faster
  return made;
}

Result<LedgersKey> key_that_is_there(const std::string& file) {
  auto key = TRY(signer_key_in(file));
  LedgersKey own{std::move(key)};
  if (const auto kept = keep_verifier(file, own.key); !kept) own.not_kept = kept.error();
  return own;
}

bool has_key(const Result<LedgersKey>& key) { return key || key.error().code != ErrorCode::not_found; }

}  // namespace

std::string verifier_path(const std::string& path) { return path + ".pub"; }

Result<SignerKey> make_key_file(const std::string& file, const std::string& name,
                                const std::function<Result<Ed25519Seed>()>& draw) {
  auto seed = TRY(draw());
  const auto key = SignerKey::make(name, seed);
  forget(seed);
  if (!key) return tl::unexpected(key.error());

  // What verifies is made after what signs: alone, it says that the key was lost. Looked for in the same order, as
  // another run may be making both.
  const std::string verifier_file = verifier_path(file);
  if (state_of_file(verifier_file) && !state_of_file(file)) {
    return fail(ErrorCode::conflict,
                fmt::format("there is {}, but the signing key {} is missing", shown(verifier_file), shown(file)),
                "put the signing key back from its copy, or move the other file away so that both are made again");
  }
  TRY(create_file(file, secret_text(*key) + "\n"));
  if (const auto made = keep_verifier(file, *key); !made) {
    Error error = made.error();
    error.mend +=
        fmt::format("; the key is made, and `assent key show` prints the content for {}", shown(verifier_file));
    return tl::unexpected(std::move(error));
  }
  return *key;
}

Result<LedgersKey> ledgers_key(const std::string& file, const std::function<Result<Ed25519Seed>()>& draw) {
  if (auto own = key_that_is_there(file); has_key(own)) return own;
  auto made = make_key_file(file, "assent", draw);
  if (!made && made.error().code == ErrorCode::conflict) {
    // Another run was faster: its key is the ledger's.
    if (auto own = key_that_is_there(file); has_key(own)) return own;
  }
  if (!made) return tl::unexpected(made.error());
  return LedgersKey{*std::move(made), true};
}

}  // namespace assent
