#include "app/oral_script.hpp"

#include "app/correct.hpp"
#include "app/customer_values.hpp"
#include "app/notice_text.hpp"
#include "app/stated_choice.hpp"
#include "base/ascii.hpp"
#include "notice_check/check.hpp"
#include "notice_check/variables.hpp"
#include "service/notice_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>
#include <variant>

namespace assent::app {
namespace {

constexpr std::size_t kLongestName = 64;

bool can_be_kept(std::string_view name) {
  return !name.empty() && name.size() <= kLongestName && std::ranges::all_of(name, [](char c) {
    return is_letter(c) || is_digit(c) || c == '.' || c == '_' || c == '-';
  });
}

std::string of_call(std::string_view call) { return fmt::format("call/{}", call); }

// `1-7,9`
std::string ranges_of(const std::set<std::size_t>& numbers) {
  std::string all;
  for (auto at = numbers.begin(); at != numbers.end();) {
    const std::size_t first = *at;
    std::size_t last = first;
    while (++at != numbers.end() && *at == last + 1) last = *at;
    if (!all.empty()) all += ',';
    all += first == last ? fmt::format("{}", first) : fmt::format("{}-{}", first, last);
  }
  return all.empty() ? "none" : all;
}

const evidence::NoticeText* text_for(const evidence::NoticePublished& notice, std::string_view language) {
  const auto exact = std::ranges::find(notice.texts, language, &evidence::NoticeText::language);
  if (exact != notice.texts.end()) return &*exact;
  // `ar` serves `ar-LB`.
  const auto kind =
      std::ranges::find(notice.texts, language.substr(0, language.find('-')), &evidence::NoticeText::language);
  return kind == notice.texts.end() ? nullptr : &*kind;
}

// What was left out of a script: its disclosures, and of a block without one its number.
Names left_out_of(const OralScript& script, const std::set<std::size_t>& read) {
  Names missing = script.lacks;
  for (std::size_t i = 0; i < script.blocks.size(); ++i) {
    if (read.contains(i + 1)) continue;
    const std::string& disclosure = script.blocks[i].disclosure;
    std::string name = disclosure.empty() ? fmt::format("block_{}", i + 1) : disclosure;
    if (!contains(missing, name)) missing.push_back(std::move(name));
  }
  return missing;
}

Result<RecordOutcome> record_no(Engine& engine, const OralAnswer& answer, service::Circumstances circumstances) {
  const auto shown = shown_notice(engine, {answer.script.notice, answer.script.version, std::nullopt, {}});
  evidence::OptOutRecorded refusal;
  if (shown) refusal.scope = shown->notice.recipients;
  refusal.by = answer.by;
  std::string told;
  refusal.evidence = evidence_of_refusal(
      StatedEvidence{can_be_kept(answer.call) ? of_call(answer.call) : std::string(), answer.sha256}, told);
  RecordRequest request;
  request.who.account = answer.script.account;
  request.choice = std::move(refusal);
  request.circumstances = std::move(circumstances);
  return record_choice(engine, request);
}

Result<std::set<std::size_t>> blocks_read(const OralScript& script, const OralAnswer& answer) {
  const std::set<std::size_t> read(answer.read.begin(), answer.read.end());
  if (!read.empty() && (*read.begin() == 0 || *read.rbegin() > script.blocks.size())) {
    return fail(ErrorCode::invalid, fmt::format("the script has the blocks 1 to {}", script.blocks.size()),
                "name those that were read");
  }
  return read;
}

bool is_of_call(const evidence::OneTimeConsentRecorded& consent, std::string_view call) {
  return consent.evidence.reference.starts_with(of_call(call) + ";");
}

}  // namespace

Result<OralScript> oral_script(const Engine& engine, const ScriptAsked& asked) {
  const auto entries = TRY(engine.ports().ledger.closed_entries_of(asked.account));
  const evidence::CustomerRecorded* const profile = profile_at(entries, engine.now());
  if (asked.account.empty() || profile == nullptr) {
    return fail(ErrorCode::not_found, "no such account is on record", "see how it is written");
  }
  auto shown = TRY(shown_notice(engine, {asked.notice, asked.version, std::nullopt, {}}));
  const std::string& wanted = asked.language.empty() ? profile->language : asked.language;
  const evidence::NoticeText* const text = text_for(shown.notice, wanted);
  if (text == nullptr) {
    return fail(ErrorCode::not_found,
                wanted.empty() ? std::string("the customer's language is not on record")
                               : fmt::format("notice `{}` has no text in `{}`", asked.notice, wanted),
                "name a language that the notice has");
  }
  const auto regime = TRY(engine.regime(shown.notice.regime, engine.now()));
  OralScript script;
  script.entry = shown.entry;
  script.language = text->language;
  const auto filled = [&](std::string_view words) {
    return notice_check::filled(words, [&](const notice_check::Variable& variable) {
      return value_of_customer(variable, asked.account, profile, text->language);
    });
  };
  evidence::NoticeText read = *text;
  read.subject = filled(text->subject);
  for (evidence::NoticeBlock& block : read.blocks) {
    block.text = filled(block.text);
    if (notice_check::variables_in(block.text).variables.empty()) continue;
    return fail(ErrorCode::invalid, "the notice has something that cannot be read out, such as `{page}`",
                "publish a version for agents without it");
  }
  script.subject = read.subject;
  script.blocks = read.blocks;
  script.lacks = service::missing_disclosures(shown.notice, *regime, "oral");
  script.sha256 = evidence::sha256(evidence::view_of(notice_check::whole_text(read)));
  script.notice = std::move(shown.notice);
  return script;
}

Result<RecordOutcome> record_oral_answer(Engine& engine, const OralAnswer& answer,
                                         const service::Circumstances& circumstances) {
  if (!answer.granted && answer.asks == OralAsks::opt_in) return record_no(engine, answer, circumstances);
  if (!can_be_kept(answer.call)) {
    return fail(ErrorCode::invalid, "the call has no name under which it can be kept",
                "name it by letters, digits, `.`, `_` and `-`, at most 64");
  }
  if (!answer.agent.empty() && !can_be_kept(answer.agent)) {
    return fail(ErrorCode::invalid, "the agent is not named by letters, digits, `.`, `_` and `-`",
                "write the id that your systems know");
  }
  const OralScript script = TRY(oral_script(engine, answer.script));
  if (answer.granted && answer.sha256 != script.sha256) {
    return fail(ErrorCode::conflict, "the script is not the one that was read",
                "ask for the script, read it, and send its `sha256`");
  }
  const auto read = TRY(blocks_read(script, answer));
  const evidence::Evidence evidence{
      fmt::format("{};script={}/{}/{};read={};agent={}", of_call(answer.call), script.notice.notice,
                  script.notice.version, script.language, ranges_of(read),
                  answer.agent.empty() ? circumstances.actor : answer.agent),
      script.sha256};
  const Names left_out = left_out_of(script, read);
  RecordRequest request;
  request.who.account = answer.script.account;
  request.circumstances = circumstances;
  switch (answer.asks) {
    case OralAsks::opt_in: {
      evidence::OptInRecorded approval;
      approval.form = "oral";
      approval.recipients = script.notice.recipients;
      approval.parties = script.notice.parties;
      approval.information = script.notice.information;
      approval.by = answer.by;
      approval.notice = script.notice.notice;
      approval.notice_version = script.notice.version;
      approval.grade = left_out.empty() ? evidence::Grade::proved : evidence::Grade::claimed;
      approval.evidence = evidence;
      request.choice = std::move(approval);
      break;
    }
    case OralAsks::one_time_consent: {
      evidence::OneTimeConsentRecorded consent;
      const Instant begun = answer.begun.value_or(engine.now());
      consent.to = answer.ends.value_or(begun + kCallLastsMost);
      consent.direction = answer.direction;
      consent.granted = answer.granted;
      consent.missing = left_out;
      consent.evidence = evidence;
      request.choice = std::move(consent);
      request.circumstances.effective = begun;
      break;
    }
  }
  return record_choice(engine, request);
}

Result<CallEnded> end_call(Engine& engine, std::string_view account, std::string_view call, Instant ended,
                           const service::Circumstances& circumstances) {
  if (ended > engine.now()) {
    return fail(ErrorCode::invalid, "the call has not ended yet", "write the instant at which it did");
  }
  const auto entries = TRY(engine.ports().ledger.closed_entries_of(account));
  const auto never_happened = [&](const ledger::Recorded& each) {
    return std::ranges::any_of(entries, [&](const ledger::Recorded& other) {
      const auto* const correction = std::get_if<evidence::CorrectionRecorded>(&other.entry.body);
      return correction != nullptr && correction->corrected == each.position && !correction->effective;
    });
  };
  CallEnded done;
  bool any = false;
  for (const ledger::Recorded& each : entries) {
    const auto* const consent = std::get_if<evidence::OneTimeConsentRecorded>(&each.entry.body);
    if (consent == nullptr || !consent->granted || !is_of_call(*consent, call)) continue;
    any = true;
    if (consent->to <= ended || never_happened(each)) continue;
    if (ended > each.entry.effective) {
      // First the one that is right: nothing of the call is ever without a consent that was given.
      evidence::OneTimeConsentRecorded shorter = *consent;
      shorter.to = ended;
      RecordRequest request;
      request.who.account = std::string(account);
      request.choice = std::move(shorter);
      request.circumstances = circumstances;
      request.circumstances.effective = each.entry.effective;
      request.circumstances.key = fmt::format("call-end/{}", entry_name(each.position));
      request.as = service::Acknowledged::as_receipt;
      const auto recorded = record_choice(engine, request);
      // Another one ended it at another instant: whichever came first stays.
      if (!recorded && recorded.error().code != ErrorCode::conflict) return tl::unexpected(recorded.error());
    }
    TRY(correct(engine, {each.position, std::nullopt, {}},
                {std::nullopt, circumstances.actor, circumstances.channel, {}}));
    ++done.shortened;
  }
  if (!any) {
    return fail(ErrorCode::not_found, "the account gave no consent in that call", "see how both are written");
  }
  return done;
}

}  // namespace assent::app
