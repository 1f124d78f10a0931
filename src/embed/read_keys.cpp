#include "embed/read_keys.hpp"

#include "wording/words.hpp"
#include "world/files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

namespace assent::embed {
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
  return fail(error.code, fmt::format("{}: {}", wording::shown(file), error.message), error.mend);
}

}  // namespace

Result<evidence::SignerKey> signer_key_in(const std::string& file) {
  if (file.find("PRIVATE+KEY+") != std::string::npos) {
    return fail(ErrorCode::invalid, "the command line has a signing key instead of its file",
                "name the file; others may have seen the key on the command line, so make another one");
  }
  auto text = TRY(world::read_secret_file(file, kKeyFileBytesMax));
  const auto lines = lines_in(text);
  if (lines.size() != 1) {
    return fail(ErrorCode::invalid, fmt::format("{} is not a signing key", wording::shown(file)),
                "give the file that `assent key create` made, unchanged");
  }
  auto key = evidence::read_signer_key(lines.front());
  if (!key) return about(file, key.error());
  return key;
}

Result<std::vector<evidence::VerifierKey>> verifier_keys_in(const std::vector<std::string>& words) {
  std::vector<evidence::VerifierKey> keys;
  for (const std::string& word : words) {
    auto given = evidence::read_verifier_key(word);
    if (given) {
      keys.push_back(std::move(*given));
      continue;
    }
    // Nothing may repeat a secret, not even as the name of a file that is not there.
    if (word.find("PRIVATE+KEY+") != std::string::npos) return tl::unexpected(given.error());
    const auto text = TRY(world::read_file(word, kKeyFileBytesMax));
    const auto lines = lines_in(text);
    if (lines.empty())
      return fail(ErrorCode::invalid, fmt::format("{} has no key", wording::shown(word)), "name another file");
    for (const std::string_view line : lines) {
      auto key = evidence::read_verifier_key(line);
      if (!key) return about(word, key.error());
      keys.push_back(std::move(*key));
    }
  }
  return keys;
}

}  // namespace assent::embed
