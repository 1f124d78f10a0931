#include "letter_jobs/sender_file.hpp"

#include "written/section.hpp"
#include "written/written.hpp"

#include <algorithm>
#include <utility>

namespace assent::letter_jobs {
namespace {

constexpr written::LineOfText kLine{"\n\r", "text of one line", "write one line"};

bool is_country(std::string_view code) {
  return code.size() == 2 && std::ranges::all_of(code, [](char each) { return each >= 'A' && each <= 'Z'; });
}

}  // namespace

tl::expected<SenderFile, Issues> read_sender_file(std::string_view text, std::string_view file) {
  const auto written = written::read_toml(text, file);
  if (!written) return tl::unexpected(Issues{written.error()});
  written::Findings findings(file);
  written::Section whole(findings, *written, "", {"line", "at_code", "country"});
  SenderFile sender;
  sender.line = written::texts_by_language(whole, "line", kLine);
  sender.at_code = written::texts_by_language(whole, "at_code", kLine);
  sender.country = whole.name("country");
  if (!sender.country.empty() && !is_country(sender.country)) {
    whole.add(whole.find("country")->place, "`country` is no code of a country",
              "write two capital letters (ISO 3166-1), such as `LB`");
  }
  if (!findings.empty()) return tl::unexpected(std::move(findings).in_order());
  return sender;
}

}  // namespace assent::letter_jobs
