#include "letter_jobs/sender_file.hpp"

#include "written/section.hpp"
#include "written/written.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace assent::letter_jobs {
namespace {

// A text for every language, or a table with one for each.
TextOfLanguages texts_at(written::Section& section, std::string_view key) {
  TextOfLanguages texts;
  const auto add = [&](std::string_view language, const written::Written& text) {
    if (text.kind != written::Written::Kind::text || text.text.empty() ||
        text.text.find_first_of("\n\r") != std::string::npos) {
      section.add(text.place, fmt::format("`{}` is no text of one line", key), "write one line");
    } else {
      texts.emplace(language, text.text);
    }
  };
  const written::Written* const value = section.find(key);
  if (value == nullptr) {
    section.needed(key, written::Written::Kind::text);
  } else if (value->kind == written::Written::Kind::table) {
    for (const written::WrittenEntry& entry : value->entries) add(entry.key, entry.value);
  } else {
    add("*", *value);
  }
  return texts;
}

bool is_country(std::string_view code) {
  return code.size() == 2 && std::ranges::all_of(code, [](char each) { return each >= 'A' && each <= 'Z'; });
}

}  // namespace

std::string_view in_language(const TextOfLanguages& texts, std::string_view language) {
  for (const std::string_view tag : {language, language.substr(0, language.find('-')), std::string_view("*")}) {
    if (const auto found = texts.find(tag); found != texts.end()) return found->second;
  }
  return {};
}

tl::expected<SenderFile, Issues> read_sender_file(std::string_view text, std::string_view file) {
  const auto written = written::read_toml(text, file);
  if (!written) return tl::unexpected(Issues{written.error()});
  written::Findings findings(file);
  written::Section whole(findings, *written, "", {"line", "at_code", "country"});
  SenderFile sender;
  sender.line = texts_at(whole, "line");
  sender.at_code = texts_at(whole, "at_code");
  sender.country = whole.name("country");
  if (!sender.country.empty() && !is_country(sender.country)) {
    whole.add(whole.find("country")->place, "`country` is no code of a country",
              "write two capital letters (ISO 3166-1), such as `LB`");
  }
  if (!findings.empty()) return tl::unexpected(std::move(findings).in_order());
  return sender;
}

}  // namespace assent::letter_jobs
