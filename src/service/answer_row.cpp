#include "service/answer_row.hpp"

#include "base/marks.hpp"
#include "consent/use.hpp"
#include "intake/stated_time.hpp"
#include "service/cell_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace assent::service {
namespace {

Names words_of(std::string_view text) {
  Names words;
  for (text = bare_text(text); !text.empty();) {
    const auto end = std::min(text.find_first_of(" \t\r\n"), text.size());
    words.emplace_back(text.substr(0, end));
    text = bare_text(text.substr(end));
  }
  return words;
}

Coverage coverage_of(std::string_view cell, Coverage absent) {
  Names words = words_of(cell);
  if (words.empty()) return absent;
  if (contains(words, "all")) return Coverage::everything();
  return Coverage::only(std::move(words));
}

std::string or_else(std::string_view cell, std::string_view absent) {
  return std::string(cell.empty() ? absent : cell);
}

template <class Refusal>
Refusal refusal(std::string_view scope, std::string_view by, std::string_view evidence, About about) {
  Refusal body;
  body.about = std::move(about);
  body.scope = coverage_of(intake::keepable(scope), Coverage::everything());
  body.by = or_else(intake::keepable(by), "owner");
  body.evidence.reference = intake::keepable(evidence);
  return body;
}

// Nothing: it is neither yes nor no.
std::optional<bool> yes_or_no(std::string_view text) {
  const std::string word = plain_word(text);
  if (word == "yes" || word == "true" || word == "1") return true;
  if (word == "no" || word == "false" || word == "0") return false;
  return std::nullopt;
}

using NameIterator = decltype(AnswerColumns::kNames)::const_iterator;

// Which of kNames the list's column is; the end: none.
NameIterator name_of(std::string_view column, const AnswerNames& names) {
  const auto& all = AnswerColumns::kNames;
  if (column == names.telephone) return std::find(all.begin(), all.end(), AnswerNames::kTelephone);
  if (column == names.account) return std::find(all.begin(), all.end(), AnswerNames::kAccount);
  if (column == AnswerNames::kTelephone || column == AnswerNames::kAccount) return all.end();
  return std::find(all.begin(), all.end(), column);
}

}  // namespace

Result<AnswerColumns> AnswerColumns::bind(const Header& header, const AnswerNames& names) {
  AnswerColumns columns;
  columns.choices_ = names.choices;
  std::vector<std::string_view> needed = {"choice"};
  if (names.account != AnswerNames::kAccount) needed.push_back(names.account);
  if (names.telephone != AnswerNames::kTelephone) needed.push_back(names.telephone);
  const bool named = header.find(names.account) || header.find(names.telephone);
  if (needed.size() == 1 && !named) needed.push_back(names.account);
  for (const std::string_view each : needed) {
    TRY(header.needed(each));
  }
  for (std::size_t i = 0; i < header.columns.size(); ++i) {
    const std::string& column = header.columns[i];
    const auto name = name_of(column, names);
    if (name == kNames.end()) {
      return fail(ErrorCode::invalid, fmt::format("the list has an unknown column {}", i + 1),
                  fmt::format("leave it out, or name it one of `{}`; `--account-column` and `--telephone-column` name "
                              "the columns for the customer",
                              fmt::join(kNames, "`, `")));
    }
    auto& field = columns.fields_[static_cast<std::size_t>(name - kNames.begin())];
    if (field) {
      return fail(ErrorCode::invalid, fmt::format("the list has two columns `{}`", *name), "leave one of them out");
    }
    field = i;
  }
  return columns;
}

std::optional<std::size_t> AnswerColumns::field_of(std::string_view column) const {
  const auto name = std::find(kNames.begin(), kNames.end(), column);
  if (name == kNames.end()) return std::nullopt;
  return fields_[static_cast<std::size_t>(name - kNames.begin())];
}

std::vector<std::size_t> AnswerColumns::who_and_what() const {
  std::vector<std::size_t> columns;
  for (const std::string_view name : {AnswerNames::kAccount, AnswerNames::kTelephone, std::string_view("choice")}) {
    if (const auto field = field_of(name)) columns.push_back(*field);
  }
  return columns;
}

std::string_view AnswerColumns::cell(std::span<const std::string_view> fields, std::string_view column) const {
  const auto field = field_of(column);
  return field ? bare_text(fields[*field]) : std::string_view();
}

// A part of a refusal that may not be recorded is replaced; the check for names then finds it.
About AnswerColumns::about(std::span<const std::string_view> fields, bool refuses) const {
  const auto kinds = [&](std::string_view column) {
    const std::string_view text = cell(fields, column);
    return kinds_named(words_of(refuses ? intake::keepable(text) : std::string(text)));
  };
  return {kinds("contact_channels"), kinds("classes"), kinds("categories")};
}

tl::expected<evidence::OptInRecorded, AnswerColumns::Fault> AnswerColumns::opt_in(
    std::span<const std::string_view> fields) const {
  if (!cell(fields, "scope").empty()) {
    return tl::unexpected(Fault{field_of("scope").value_or(0), reasons::ListFault::opt_in_with_scope});
  }
  if (const std::string_view provisional = cell(fields, "provisional"); !provisional.empty()) {
    const auto said = yes_or_no(provisional);
    if (!said || *said) {
      return tl::unexpected(Fault{field_of("provisional").value_or(0),
                                  said ? reasons::ListFault::opt_in_provisional : reasons::ListFault::no_yes_or_no});
    }
  }
  for (const std::string_view column :
       {"recipients", "parties", "information", "offers", "contact_channels", "classes", "categories"}) {
    const Names words = words_of(cell(fields, column));
    if (words.size() > 1 && contains(words, "all")) {
      return tl::unexpected(Fault{field_of(column).value_or(0), reasons::ListFault::all_beside_others});
    }
  }
  evidence::OptInRecorded body;
  body.form = or_else(cell(fields, "form"), "electronic");
  body.recipients = coverage_of(cell(fields, "recipients"), Coverage::only({std::string(kCarrier)}));
  body.parties = coverage_of(cell(fields, "parties"), Coverage::everything());
  body.information = coverage_of(cell(fields, "information"), Coverage::everything());
  body.offers = coverage_of(cell(fields, "offers"), Coverage::everything());
  body.about = about(fields, false);
  if (const std::string_view until = cell(fields, "until"); !until.empty()) {
    const auto day = parse_date(until);
    if (!day) return tl::unexpected(Fault{field_of("until").value_or(0), reasons::ListFault::no_day});
    body.until = *day;
  }
  body.by = or_else(cell(fields, "by"), "owner");
  body.notice = std::string(cell(fields, "notice"));
  body.notice_version = std::string(cell(fields, "notice_version"));
  body.evidence.reference = std::string(cell(fields, "evidence"));
  return body;
}

void AnswerColumns::make_provisional(std::span<const std::string_view> fields, ListedAnswer& refusal) const {
  const std::string_view text = cell(fields, "provisional");
  if (text.empty()) return;
  const auto said = yes_or_no(text);
  refusal.provisional_unreadable = !said;
  if (auto* opt_out = std::get_if<evidence::OptOutRecorded>(&refusal.choice))
    opt_out->provisional = said.value_or(false);
  if (auto* taken = std::get_if<evidence::WithdrawalRecorded>(&refusal.choice))
    taken->provisional = said.value_or(false);
}

tl::expected<ListedAnswer, AnswerColumns::Fault> AnswerColumns::read(std::span<const std::string_view> fields,
                                                                     bool in_place) const {
  ListedAnswer answer;
  answer.account = bare_name(cell(fields, "account"));
  answer.telephone = bare_name(cell(fields, "telephone"));
  answer.channel = intake::keepable(cell(fields, "channel"));
  if (in_place) answer.key = intake::keepable(cell(fields, "key"));
  const std::string_view word = cell(fields, "choice");
  const auto own = intake::meaning_among(choices_, plain_word(word));
  const auto choice = own ? own : intake::choice_said(word);
  if (!choice) {
    return tl::unexpected(Fault{field_of("choice").value_or(0), reasons::ListFault::unknown_choice});
  }
  const auto scope = cell(fields, "scope");
  const auto by = cell(fields, "by");
  const auto evidence = cell(fields, "evidence");
  switch (*choice) {
    case intake::ChoiceWord::opt_out:
      answer.choice = refusal<evidence::OptOutRecorded>(scope, by, evidence, about(fields, true));
      break;
    case intake::ChoiceWord::withdrawal:
      answer.choice = refusal<evidence::WithdrawalRecorded>(scope, by, evidence, about(fields, true));
      break;
    case intake::ChoiceWord::opt_in: {
      answer.choice = TRY(opt_in(fields));
      break;
    }
    case intake::ChoiceWord::email_permission:
      answer.choice = evidence::EmailPermissionRecorded{true, {std::string(evidence), std::nullopt}, false};
      break;
  }
  if (in_place && refuses(answer.choice)) make_provisional(fields, answer);
  if (const std::string_view at = cell(fields, "at"); !at.empty()) {
    const auto time = in_place ? intake::read_time(at) : std::nullopt;
    const bool no = refuses(answer.choice);
    if (time) answer.at = no ? intake::instants_of(*time, nullptr).last : intake::instants_of(*time, nullptr).first;
    else if (no) answer.at_unreadable = true;
    else return tl::unexpected(Fault{field_of("at").value_or(0), reasons::ListFault::no_instant});
  }
  return answer;
}

}  // namespace assent::service
