#include "cli/key_file.hpp"

#include "wording/words.hpp"
#include "world/files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

namespace assent {
namespace {

constexpr std::size_t kKeyFileBytesMax = 64 * 1024;

// The lines that are not empty.
std::vector<std::string_view> lines_in(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    if (!line.empty()) lines.push_back(line);
    text.remove_prefix(std::min(line.size() + 1, text.size()));
  }
  return lines;
}

tl::unexpected<Error> about(const std::string& file, const Error& error) {
  return fail(error.code, fmt::format("{}: {}", shown(file), error.message), error.mend);
}

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

Result<SignerKey> signer_key_in(const std::string& file) {
  if (file.find("PRIVATE+KEY+") != std::string::npos) {
    return fail(ErrorCode::invalid, "a key that signs is given where its file is wanted",
                "name the file; whoever may have seen the command line has the key, so make another");
  }
  auto text = TRY(read_secret_file(file, kKeyFileBytesMax));
  const auto lines = lines_in(text);
  if (lines.size() != 1) {
    return fail(ErrorCode::invalid, fmt::format("{} is no key that signs", shown(file)),
                "give the file that `assent key create` made, as it stands");
  }
  auto key = read_signer_key(lines.front());
  if (!key) return about(file, key.error());
  return key;
}

Result<std::vector<VerifierKey>> verifier_keys_in(const std::vector<std::string>& words) {
  std::vector<VerifierKey> keys;
  for (const std::string& word : words) {
    auto given = read_verifier_key(word);
    if (given) {
      keys.push_back(std::move(*given));
      continue;
    }
    // Nothing may repeat a secret, not even as the name of a file that is not there.
    if (word.find("PRIVATE+KEY+") != std::string::npos) return tl::unexpected(given.error());
    const auto text = TRY(read_file(word, kKeyFileBytesMax));
    const auto lines = lines_in(text);
    if (lines.empty())
      return fail(ErrorCode::invalid, fmt::format("{} holds no key", shown(word)), "name another file");
    for (const std::string_view line : lines) {
      auto key = read_verifier_key(line);
      if (!key) return about(word, key.error());
      keys.push_back(std::move(*key));
    }
  }
  return keys;
}

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
