#include "replies/wordings.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace assent::replies_test {
namespace {

using replies::Meaning;
using replies::Origin;

std::string utf8(char32_t code) {
  if (code < 0x80) return {static_cast<char>(code)};
  if (code < 0x800) return {static_cast<char>(0xC0 | code >> 6), static_cast<char>(0x80 | (code & 0x3F))};
  return {static_cast<char>(0xE0 | code >> 12), static_cast<char>(0x80 | (code >> 6 & 0x3F)),
          static_cast<char>(0x80 | (code & 0x3F))};
}

std::string unescaped(const std::string& text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') plain += text[i];
    else if (text.at(i + 1) == 'n') plain += '\n', ++i;
    else plain += utf8(static_cast<char32_t>(std::stoul(text.substr(i + 2, 4), nullptr, 16))), i += 5;
  }
  return plain;
}

Meaning meaning_named(const std::string& name) {
  for (const Meaning each : {Meaning::refusal, Meaning::approval, Meaning::unclear, Meaning::nothing}) {
    if (name == to_string(each)) return each;
  }
  throw std::runtime_error("no meaning: " + name);
}

}  // namespace

std::vector<Wording> wordings() {
  std::ifstream file(std::string(ASSENT_SOURCE_DIR) + "/tests/replies/wordings.txt");
  std::vector<Wording> all;
  int line = 0;
  for (std::string text; std::getline(file, text);) {
    ++line;
    if (text.empty() || text.starts_with('#')) continue;
    const std::size_t tab = text.find('\t');
    std::istringstream words(text.substr(0, tab));
    std::string meaning, language, asked, origin;
    words >> meaning >> language >> asked >> origin;
    all.push_back({line,
                   meaning_named(meaning),
                   language,
                   {origin == "email" ? Origin::email : Origin::sms, asked == "asked"},
                   unescaped(text.substr(tab + 1))});
  }
  return all;
}

}  // namespace assent::replies_test
