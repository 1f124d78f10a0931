#include "letter_jobs/job.hpp"

#include "consent/entry_named.hpp"
#include "json/document.hpp"
#include "json/write.hpp"

#include <optional>

namespace assent::letter_jobs {
namespace {

void append_member(std::string& line, std::string_view name, std::string_view text) {
  line += line.empty() ? '{' : ',';
  json::append_text(line, name);
  line += ':';
  json::append_text(line, text);
}

void append_list(std::string& line, std::string_view name, const std::vector<std::string>& items) {
  line += ',';
  json::append_text(line, name);
  line += ":[";
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) line += ',';
    json::append_text(line, items[i]);
  }
  line += ']';
}

std::optional<std::string> text_at(const json::Value& table, std::string_view key) {
  const auto value = table.find(key);
  if (!value || !value->is(json::Kind::text)) return std::nullopt;
  return std::string(value->text());
}

std::optional<std::vector<std::string>> texts_at(const json::Value& table, std::string_view key) {
  const auto value = table.find(key);
  if (!value || !value->is(json::Kind::list)) return std::nullopt;
  std::vector<std::string> texts;
  for (const auto& each : *value) {
    if (!each.value.is(json::Kind::text)) return std::nullopt;
    texts.emplace_back(each.value.text());
  }
  return texts;
}

}  // namespace

std::string line_of(const JobLetter& letter) {
  std::string line;
  append_member(line, "queued", entry_name(letter.queued));
  append_member(line, "notice", letter.notice);
  append_member(line, "version", letter.version);
  append_member(line, "account", letter.account);
  append_member(line, "language", letter.language);
  append_list(line, "to", letter.to);
  append_member(line, "country", letter.country);
  append_member(line, "subject", letter.subject);
  append_list(line, "paragraphs", letter.paragraphs);
  append_member(line, "page", letter.page);
  return line + "}\n";
}

Result<JobLetter> letter_in(std::string_view line) {
  const auto broken =
      fail(ErrorCode::invalid, "this is no letter of a job", "give the files as `assent outreach send` wrote them");
  json::Document document;
  if (!document.read(line) || !document.root().is(json::Kind::table)) return broken;
  const json::Value table = document.root();
  JobLetter letter;
  for (const auto& [key, text] : {std::pair{"notice", &letter.notice},
                                  {"version", &letter.version},
                                  {"account", &letter.account},
                                  {"language", &letter.language},
                                  {"country", &letter.country},
                                  {"subject", &letter.subject},
                                  {"page", &letter.page}}) {
    auto found = text_at(table, key);
    if (!found) return broken;
    *text = *std::move(found);
  }
  auto to = texts_at(table, "to");
  auto paragraphs = texts_at(table, "paragraphs");
  const auto queued = entry_named(text_at(table, "queued").value_or(""));
  if (!to || !paragraphs || !queued || letter.account.empty()) return broken;
  letter.to = *std::move(to);
  letter.paragraphs = *std::move(paragraphs);
  letter.queued = *queued;
  return letter;
}

}  // namespace assent::letter_jobs
