#include "embed/secret_word.hpp"

#include "embed/named_files.hpp"

#include <algorithm>

namespace assent::embed {
namespace {

constexpr std::size_t kSecretBytesMost = std::size_t{16} << 10;

}  // namespace

Result<std::string> secret_word(std::string text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
  if (std::ranges::all_of(text, [](char c) { return c > ' ' && c <= '~'; })) return text;
  return fail(ErrorCode::invalid, "the key is not one word of ASCII", "let the file have the key and nothing else");
}

Result<std::string> secret_word_in(const std::string& file) {
  return secret_word(TRY(text_in(file, kSecretBytesMost)));
}

}  // namespace assent::embed
