#include "phone_menu/menu.hpp"

#include "app/calling_number.hpp"
#include "app/notice_text.hpp"
#include "app/record.hpp"
#include "app/shown_text.hpp"
#include "app/stated_choice.hpp"
#include "base/ascii.hpp"
#include "notice_check/variables.hpp"
#include "service/notice_file.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace assent::phone_menu {
namespace {

using explanation::Language;

constexpr std::size_t kLongestMethod = 32;

bool is_word(std::string_view text) {
  return !text.empty() && text.size() <= kLongestMethod &&
         std::ranges::all_of(text, [](char c) { return is_small_letter(c) || is_digit(c) || c == '_'; });
}

const evidence::NoticeText* text_in(const evidence::NoticePublished& notice, Language language) {
  const auto at = std::ranges::find_if(notice.texts, [&](const evidence::NoticeText& each) {
    return explanation::language_named(each.language) == language;
  });
  return at == notice.texts.end() ? nullptr : &*at;
}

// Whether all of it can be read out to anybody: nothing in it is filled in for a customer.
bool can_be_spoken(const evidence::NoticeText& text) {
  return std::ranges::all_of(text.blocks, [](const evidence::NoticeBlock& block) {
    return notice_check::variables_in(block.text).variables.empty();
  });
}

std::string hash_read(const evidence::NoticePublished& notice, const evidence::NoticeText& text) {
  return evidence::to_hex(app::hash_of(notice, text));
}

bool is_refusal(const evidence::Body& body) {
  return std::holds_alternative<evidence::OptOutRecorded>(body) ||
         std::holds_alternative<evidence::WithdrawalRecorded>(body);
}

Prompt said(Word word, Language language, char key = '\0') {
  std::string id(to_string(word));
  if (key != '\0') (id += '_') += key;
  return {std::move(id), language, spoken(word, language, key), true};
}

Word word_for(KeyMeaning meaning) {
  switch (meaning) {
    case KeyMeaning::language: return Word::press_for_language;
    case KeyMeaning::refuse_all: return Word::press_to_refuse_all;
    case KeyMeaning::refuse_others: return Word::press_to_refuse_others;
    case KeyMeaning::hear_notice: return Word::press_to_hear_notice;
    case KeyMeaning::allow: return Word::press_to_allow;
    case KeyMeaning::confirm: return Word::press_to_confirm;
    case KeyMeaning::leave: return Word::press_to_leave;
    case KeyMeaning::person: return Word::press_for_person;
    case KeyMeaning::again: return Word::press_for_again;
  }
  return Word::press_for_again;
}

void say_keys(NextStep& next) {
  for (const Key& key : next.keys) {
    if (key.means == KeyMeaning::again && next.step == Step::language) continue;  // everybody hears it to the end
    const Language language = key.means == KeyMeaning::language ? key.language : next.language;
    next.prompts.push_back(said(word_for(key.means), language, key.digit));
  }
}

void read_out(const evidence::NoticePublished& notice, const evidence::NoticeText& text, NextStep& next) {
  std::size_t number = 0;
  for (const evidence::NoticeBlock& block : text.blocks) {
    next.prompts.push_back({"notice_" + notice.notice + "_" + notice.version + "_" + std::to_string(++number),
                            next.language, block.text, false});
  }
}

// Of the relations that it is about, one still permits a use that needs an approval.
bool in_doubt(const service::Acknowledgement& done, const Coverage& scope) {
  return std::ranges::any_of(done.changes, [&](const service::StatusChange& each) {
    return scope.covers(each.relation) && each.after.outcome == Outcome::permit;
  });
}

// Whether something else than a refusal was recorded for the account since: it may have undone this one.
Result<bool> followed_by_other(const ledger::Ledger& ledger, const service::Acknowledgement& done) {
  const auto entries = TRY(ledger.closed_entries_of(done.entry.account));
  return std::ranges::any_of(entries, [&](const ledger::Recorded& each) {
    return done.position < each.position && !is_refusal(each.entry.body);
  });
}

std::vector<service::Acknowledgement> all_of(const app::RecordOutcome& outcome) {
  if (const auto* one = std::get_if<service::Acknowledgement>(&outcome.done)) return {*one};
  const auto& of_number = std::get<service::RefusalsOfNumber>(outcome.done);
  std::vector<service::Acknowledgement> all = of_number.all;
  if (of_number.kept) all.push_back(*of_number.kept);
  return all;
}

// Records a refusal, again if what it repeats is a refusal that something may have undone, or is about something else.
Result<std::vector<service::Acknowledgement>> recorded_to_last(app::Engine& engine, app::RecordRequest request) {
  auto outcome = app::record_choice(engine, request);
  bool again = !outcome && outcome.error().code == ErrorCode::conflict;
  if (outcome) {
    for (const service::Acknowledgement& each : all_of(*outcome)) {
      if (each.repeated && TRY(followed_by_other(engine.ports().ledger, each))) again = true;
    }
  }
  if (again) {
    request.circumstances.key.clear();
    outcome = app::record_choice(engine, request);
  }
  if (!outcome) return tl::unexpected(outcome.error());
  return all_of(*outcome);
}

}  // namespace

void Menu::watch(api::Metrics& metrics) const {
  for (const Recorded recorded : {Recorded::nothing, Recorded::refusal, Recorded::approval}) {
    metrics.watch("assent_phone_recorded_" + std::string(to_string(recorded)), "counter",
                  "Steps of the telephone menu that recorded so (docs/phone-menu.md).",
                  [this, recorded] { return static_cast<double>(count(recorded)); });
  }
}

Menu::Caller Menu::caller_in(const Asked& asked) const {
  Caller caller;
  if (auto number = app::calling_number(engine_.ports().telephones, asked.caller, settings_.country)) {
    caller.number = *std::move(number);
  }
  caller.account = asked.account;
  return caller;
}

Result<std::optional<evidence::NoticePublished>> Menu::notice_for(const Asked& asked, const access::Caller& platform,
                                                                  const regime::Regime& regime) const {
  if (settings_.notice.empty() || asked.account.empty() || asked.call.empty() || !is_word(asked.method) ||
      !contains(regime.opt_in_givers, asked.by) || !platform.may(access::Scope::choices_record)) {
    return std::nullopt;
  }
  const service::OnFile on_file = engine_.customers().find({asked.account, {}}, regime, {engine_.now(), std::nullopt});
  if (on_file.missing || on_file.facts.customer.state != CustomerState::active) return std::nullopt;
  auto shown = app::shown_notice(engine_, {settings_.notice, {}, std::nullopt, {}});
  if (!shown) {
    if (shown.error().code == ErrorCode::not_found) return std::nullopt;
    return tl::unexpected(std::move(shown.error()));
  }
  const evidence::NoticePublished& notice = shown->notice;
  const bool whole = std::ranges::all_of(settings_.languages, [&](Language language) {
    const evidence::NoticeText* const text = text_in(notice, language);
    return text != nullptr && can_be_spoken(*text);
  });
  if (!whole || !service::missing_disclosures(notice, regime, "oral").empty()) return std::nullopt;
  return notice;
}

CallState Menu::state_of(Asked& asked, const Offered& offered,
                         const std::optional<evidence::NoticePublished>& notice) const {
  if (asked.keys.empty() && !asked.language.empty()) {
    const auto known = explanation::language_named(asked.language);
    const auto at = std::ranges::find_if(offered.languages, [&](Language each) { return known == each; });
    if (at != offered.languages.end()) asked.keys = static_cast<char>('1' + (at - offered.languages.begin()));
  }
  CallState state = state_after(asked.keys, asked.pressed, offered);
  const bool beyond_the_reading = state.step == Step::read_back || state.step == Step::allowed;
  if (beyond_the_reading && asked.read != hash_read(*notice, *text_in(*notice, state.language))) {
    // Another text than this one was read out, or none.
    state.step = Step::notice;
    state.keys.resize(2);
  }
  return state;
}

Result<bool> Menu::refuse(const Asked& asked, const Caller& caller, const Coverage& scope, const std::string& actor) {
  const std::string reference = call_reference(asked);
  std::string told;  // a name of the call that cannot be kept is left out
  evidence::OptOutRecorded refusal;
  refusal.scope = scope;
  refusal.evidence = app::evidence_of_refusal(app::StatedEvidence{reference}, told);
  app::RecordRequest request;
  request.choice = refusal;
  request.circumstances = {std::nullopt, actor, "phone",
                           reference.empty() ? std::string() : "phone/" + reference + (scope.any ? "/all" : "/others")};
  std::vector<service::Acknowledgement> all;
  if (!caller.number.empty()) {
    request.who = {{}, caller.number};
    all = TRY(recorded_to_last(engine_, request));
  }
  const bool has_account = std::ranges::any_of(
      all, [&](const service::Acknowledgement& each) { return each.entry.account == caller.account; });
  if (!caller.account.empty() && !has_account) {
    request.who = {caller.account, {}};
    if (!request.circumstances.key.empty()) request.circumstances.key += "/account";
    for (service::Acknowledgement& each : TRY(recorded_to_last(engine_, request))) all.push_back(std::move(each));
  }
  return std::ranges::any_of(all, [&](const service::Acknowledgement& each) { return in_doubt(each, scope); });
}

Result<bool> Menu::approve(const Asked& asked, const evidence::NoticePublished& notice,
                           const evidence::NoticeText& text, const std::string& actor) {
  const evidence::Hash hash = app::hash_of(notice, text);
  const std::string reference = call_reference(asked);
  evidence::OptInRecorded approval;
  approval.recipients = notice.recipients;
  approval.parties = notice.parties;
  approval.information = notice.information;
  approval.by = asked.by;
  approval.notice = notice.notice;
  approval.notice_version = notice.version;
  approval.evidence = {reference + "/" + asked.method, hash};
  app::RecordRequest request;
  request.who = {asked.account, {}};
  request.choice = approval;
  // From now on, so that a refusal that comes at this moment by another way is the later one.
  request.circumstances = {engine_.now(), actor, "phone",
                           "phone/" + reference + "/allow/" + evidence::to_hex(hash).substr(0, 16)};
  const auto known = TRY(engine_.ports().ledger.closed_entries_of(asked.account));
  const auto before = std::ranges::find_if(
      known, [&](const ledger::Recorded& each) { return each.entry.key == request.circumstances.key; });
  if (before != known.end()) {
    // The same request again. It approves nothing that was refused since.
    return std::none_of(before, known.end(), [](const ledger::Recorded& each) { return is_refusal(each.entry.body); });
  }
  TRY(app::record_choice(engine_, request));
  return true;
}

Result<void> Menu::do_at(const CallState& state, const Caller& caller,
                         const std::optional<evidence::NoticePublished>& notice, const regime::Regime& regime,
                         const std::string& actor, NextStep& next) {
  const Language language = state.language;
  const auto say = [&](Word word) { next.prompts.push_back(said(word, language)); };
  const auto say_refused = [&](Word word, const Coverage& scope) -> Result<void> {
    const bool doubt = TRY(refuse(next.asked, caller, scope, actor));
    next.recorded = Recorded::refusal;
    say(doubt ? Word::in_doubt : word);
    const auto how = settings_.reversals.find(language);
    if (how != settings_.reversals.end() && !how->second.empty()) {
      next.prompts.push_back({"reversal", language, how->second, true});
    }
    next.then = doubt && !settings_.person.empty() ? Then::person : Then::end;
    if (next.then == Then::end) say(Word::end);
    return {};
  };
  switch (state.step) {
    case Step::language: break;
    case Step::choice: say(Word::lead); break;
    case Step::refused_all: return say_refused(Word::refused_all, Coverage::everything());
    case Step::refused_others: {
      Names others;
      for (const regime::RelationRule& rule : regime.relations) {
        if (rule.relation != kCarrier) others.push_back(rule.relation);
      }
      return say_refused(Word::refused_others, Coverage::only(others));
    }
    case Step::notice:
      read_out(*notice, *text_in(*notice, language), next);
      next.asked.read = hash_read(*notice, *text_in(*notice, language));
      break;
    case Step::read_back:
      say(Word::read_back);
      next.prompts.back().may_be_interrupted = false;
      break;
    case Step::allowed: {
      const bool counts = TRY(approve(next.asked, *notice, *text_in(*notice, language), actor));
      if (counts) next.recorded = Recorded::approval;
      say(counts ? Word::allowed : Word::left);
      say(Word::end);
      next.then = Then::end;
      break;
    }
    case Step::person:
      say(Word::person);
      next.then = Then::person;
      break;
  }
  return {};
}

Result<NextStep> Menu::next(const Asked& asked, const access::Caller& platform) {
  const auto regime = TRY(engine_.regime("", engine_.now()));
  const Caller caller = caller_in(asked);
  const auto notice = TRY(notice_for(asked, platform, *regime));
  const Offered offered{settings_.languages, notice.has_value(), !settings_.person.empty()};
  NextStep next;
  next.asked = asked;
  const CallState state = state_of(next.asked, offered, notice);
  next.asked.keys = state.keys;
  next.asked.pressed.clear();
  next.step = state.step;
  next.language = state.language;
  next.on_failure = said(Word::not_confirmed, state.language);
  next.person = settings_.person;
  if (caller.number.empty() && caller.account.empty()) {
    // Whom a refusal would be about is not known: nothing is asked that could not be done.
    for (const Language each : settings_.languages) next.prompts.push_back(said(Word::number_unknown, each));
    next.then = settings_.person.empty() ? Then::end : Then::person;
    return next;
  }
  if (!state.understood) next.prompts.push_back(said(Word::not_understood, state.language));
  if (state.left) next.prompts.push_back(said(Word::left, state.language));
  TRY(do_at(state, caller, notice, *regime, platform.id, next));
  if (next.then == Then::ask) {
    next.keys = keys_at(state.step, offered);
    say_keys(next);
  }
  ++counts_.at(static_cast<std::size_t>(next.recorded));
  return next;
}

}  // namespace assent::phone_menu
