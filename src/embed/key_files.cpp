#include "embed/key_files.hpp"

#include "embed/read_keys.hpp"
#include "wording/words.hpp"
#include "world/files.hpp"

#include <fmt/format.h>

#include <utility>

namespace assent::embed {
namespace {

// Writes what verifies the key in `file` to where it belongs, unless something is there.
Result<void> keep_verifier(const std::string& file, const evidence::SignerKey& key) {
  const std::string verifier_file = verifier_path(file);
  if (world::state_of_file(verifier_file)) return {};
  auto made = world::create_file(verifier_file, evidence::to_text(key.verifier()) + "\n");
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

Result<evidence::SignerKey> make_key_file(const std::string& file, const std::string& name,
                                          const std::function<Result<evidence::Ed25519Seed>()>& draw) {
  auto seed = TRY(draw());
  const auto key = evidence::SignerKey::make(name, seed);
  evidence::forget(seed);
  if (!key) return tl::unexpected(key.error());

  // What verifies is made after what signs: alone, it says that the key was lost. Looked for in the same order, as
  // another run may be making both.
  const std::string verifier_file = verifier_path(file);
  if (world::state_of_file(verifier_file) && !world::state_of_file(file)) {
    return fail(ErrorCode::conflict,
                fmt::format("there is {}, but the signing key {} is missing", wording::shown(verifier_file),
                            wording::shown(file)),
                "put the signing key back from its copy, or move the other file away so that both are made again");
  }
  TRY(world::create_file(file, evidence::secret_text(*key) + "\n"));
  if (const auto made = keep_verifier(file, *key); !made) {
    Error error = made.error();
    error.mend += fmt::format("; the key is made, and `assent key show` prints the content for {}",
                              wording::shown(verifier_file));
    return tl::unexpected(std::move(error));
  }
  return *key;
}

Result<LedgersKey> ledgers_key(const std::string& file, const std::function<Result<evidence::Ed25519Seed>()>& draw) {
  if (auto own = key_that_is_there(file); has_key(own)) return own;
  auto made = make_key_file(file, "assent", draw);
  if (!made && made.error().code == ErrorCode::conflict) {
    // Another run was faster: its key is the ledger's.
    if (auto own = key_that_is_there(file); has_key(own)) return own;
  }
  if (!made) return tl::unexpected(made.error());
  return LedgersKey{*std::move(made), true};
}

}  // namespace assent::embed
