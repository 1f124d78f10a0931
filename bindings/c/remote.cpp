#include "remote.hpp"

#include "boundary.hpp"
#include "embed/secret_word.hpp"
#include "explanation/words.hpp"
#include "http_client/connections.hpp"
#include "intake/refusal_law.hpp"
#include "kept_decision.hpp"
#include "named_customer.hpp"
#include "world/clock.hpp"
#include "world/randomness.hpp"
#include "world/telephones.hpp"

#include <chrono>
#include <cstdlib>
#include <thread>

using namespace assent;
using namespace assent::boundary;

namespace assent::boundary {
namespace {

class SystemPause final : public client::Pause {
 public:
  std::chrono::nanoseconds ticks() override { return std::chrono::steady_clock::now().time_since_epoch(); }
  void wait(std::chrono::nanoseconds time) override { std::this_thread::sleep_for(time); }
  std::uint64_t random() override {
    std::uint64_t number = 0;
    if (const auto bytes = world::random_seed()) std::memcpy(&number, bytes->data(), sizeof number);
    else number = static_cast<std::uint64_t>(ticks().count());
    return number;
  }
};

client::Question question_in(const assent_question& given) {
  client::Question question;
  const auto take = [](std::string& into, const char* text) {
    if (!text_of(text).empty()) into = text;
  };
  take(question.purpose, given.purpose);
  take(question.offer, given.offer);
  take(question.recipient, given.recipient);
  take(question.party, given.party);
  take(question.contact_channel, given.contact_channel);
  take(question.regime, given.regime);
  take(question.language, given.language);
  question.information = strings_of(given.information);
  question.supervisor_approved = given.supervisor_approved != 0;
  question.soft_opt_in = given.soft_opt_in != 0;
  return question;
}

Result<client::Question> asked_in(const assent_question* given) {
  const auto known = TRY(taken(given, "question"));
  client::Question question = question_in(known);
  TRY(language_in(known.language));
  question.at = TRY(instant_in(known.at));
  question.known_at = TRY(instant_in(known.known_at));
  return question;
}

std::unique_ptr<KeptDecision> kept_of(const client::Decided& decided, explanation::Language language) {
  auto kept = std::make_unique<KeptDecision>();
  kept->outcome = outcome_of(decided.outcome);
  kept->reason = static_cast<std::uint8_t>(decided.reason);
  kept->reason_name = assent_reason_name(kept->reason);
  kept->account = kept->text(decided.account);
  kept->at = microseconds_of(decided.at.value_or(world::SystemClock().now()));
  kept->valid_until = kept->instant(decided.valid_until);
  kept->regime = kept->text(decided.regime);
  kept->regime_version = kept->text(decided.regime_version);
  kept->source_key = kept->text(decided.source_key);
  kept->source_text = kept->text(decided.source_text);
  kept->source_standing = kept->text(decided.source_standing);
  // What no server has said is said here.
  const auto words = [&](const std::string& said) {
    return kept->text(said.empty() ? explanation::meaning(decided.reason, language) : std::string_view(said));
  };
  kept->headline = words(decided.headline);
  kept->sentence = words(decided.sentence);
  kept->meaning = words(decided.meaning);
  kept->source = kept->text(decided.source);
  kept->holds = kept->text(decided.holds);
  kept->findings = kept->names(decided.findings);
  for (const auto& each : decided.evidence) {
    kept->evidence_kept.push_back({kept->text(each.entry), kept->text(each.text)});
  }
  kept->evidence = kept->evidence_kept.data();
  kept->evidence_count = kept->evidence_kept.size();
  for (const auto& each : decided.remedies) {
    kept->remedies_kept.push_back(
        {kept->names(each.steps), kept->instant(each.instant), kept->text(each.until_day), kept->text(each.text)});
  }
  kept->remedies = kept->remedies_kept.data();
  kept->remedy_count = kept->remedies_kept.size();
  kept->trouble = kept->text(decided.trouble);
  return kept;
}

Result<client::ChoiceKind> kind_in(std::int32_t kind) {
  switch (kind) {
    case ASSENT_OPT_OUT: return client::ChoiceKind::opt_out;
    case ASSENT_WITHDRAWAL: return client::ChoiceKind::withdrawal;
    case ASSENT_OPT_IN: return client::ChoiceKind::opt_in;
    default:
      return fail(ErrorCode::invalid, "the kind of the choice is missing",
                  "set the kind to ASSENT_OPT_OUT, ASSENT_OPT_IN or ASSENT_WITHDRAWAL");
  }
}

Result<client::Choice> chosen_in(const assent_choice& given) {
  client::Choice choice;
  choice.kind = TRY(kind_in(given.kind));
  choice.by = string_of(given.by);
  choice.evidence = string_of(given.evidence);
  choice.evidence_sha256 = string_of(given.evidence_sha256);
  choice.scope = strings_of(given.scope);
  choice.postmarked = string_of(given.postmarked);
  choice.form = string_of(given.form);
  choice.recipients = strings_of(given.recipients);
  choice.parties = strings_of(given.parties);
  choice.information = strings_of(given.information);
  choice.offers = strings_of(given.offers);
  choice.notice = string_of(given.notice);
  choice.notice_version = string_of(given.notice_version);
  choice.defects = strings_of(given.defects);
  choice.contact_channels = strings_of(given.contact_channels);
  choice.classes = strings_of(given.classes);
  choice.categories = strings_of(given.categories);
  choice.until = string_of(given.until);
  choice.provisional = given.provisional != 0;
  return choice;
}

}  // namespace

Result<std::string> Secret::read(bool anew) {
  const std::lock_guard lock(mutex_);
  if (is_read_ && !anew) return read_;
  if (!place_.file.empty()) {
    read_ = TRY(embed::secret_word_in(place_.file));
  } else {
    const char* const value = std::getenv(place_.variable.c_str());
    read_ = TRY(embed::secret_word(value == nullptr ? "" : value));
  }
  is_read_ = true;
  return read_;
}

Remote::Remote(std::unique_ptr<http::Requester> http, SecretPlace place, client::Settings settings)
    : http_(std::move(http)),
      pause_(std::make_unique<SystemPause>()),
      telephones_(std::make_unique<world::WorldTelephones>()),
      secret_(std::move(place)),
      client_({*http_, *pause_, [this](bool anew) { return secret_.read(anew); }}, settings) {}
Remote::~Remote() = default;

Result<void> decide_remotely(Remote& remote, const assent_customer* customer, const assent_question* question,
                             assent_decision** decision) {
  const auto asked = TRY(asked_in(question));
  const auto who = TRY(customer_in(customer, remote.telephones()));
  const auto decided = TRY(remote.client().decide({who.account, who.telephone}, asked));
  auto kept = kept_of(decided, explanation::language_named(asked.language).value_or(explanation::Language::en));
  hand_out(kept, decision);
  return {};
}

Result<void> decide_remotely(Remote& remote, const assent_question* question, std::span<const assent_text> accounts,
                             std::uint8_t* permitted, std::uint8_t* reasons) {
  const auto asked = TRY(asked_in(question));
  std::vector<std::string_view> names;
  names.reserve(accounts.size());
  for (const assent_text& each : accounts) names.emplace_back(each.data == nullptr ? "" : each.data, each.size);
  const auto many = TRY(remote.client().decide_many(names, asked));
  if (!many.trouble.empty()) {
    return fail(ErrorCode::unavailable, many.trouble, "nobody is permitted; ask again when the server answers");
  }
  for (std::size_t i = 0; i < names.size(); ++i) {
    permitted[i] = many.each[i].outcome == Outcome::permit ? 1 : 0;
    reasons[i] = static_cast<std::uint8_t>(many.each[i].reason);
  }
  return {};
}

Result<void> record_remotely(Remote& remote, const assent_customer* customer, const assent_choice* choice,
                             const assent_circumstances* circumstances, assent_acknowledgement** acknowledgement) {
  const auto given = TRY(taken(choice, "choice"));
  const auto surrounding = TRY(taken(circumstances, "circumstances"));
  const auto who = TRY(customer_in(customer, remote.telephones()));
  const auto chosen = TRY(chosen_in(given));
  client::Circumstances how{
      {}, string_of(surrounding.channel), string_of(surrounding.key), string_of(surrounding.regime)};
  std::string told;
  if (const auto effective = instant_in(surrounding.effective)) {
    how.effective = *effective;
  } else if (chosen.kind == client::ChoiceKind::opt_in) {
    return tl::unexpected(effective.error());
  } else {
    intake::add_told(told, "recorded as of now", to_string(effective.error()));
  }
  const auto done = TRY(remote.client().record({who.account, who.telephone}, chosen, how));
  auto kept = std::make_unique<Kept<assent_acknowledgement>>();
  kept->entries = kept->names(done.entries);
  kept->accounts = kept->names(done.accounts);
  kept->recorded = microseconds_of(done.recorded);
  kept->effective = microseconds_of(done.effective);
  kept->repeated = done.repeated ? 1 : 0;
  kept->account_unknown = done.account_unknown ? 1 : 0;
  kept->carried = done.carried;
  if (!done.told.empty()) intake::add_told(told, done.told, "");
  kept->told = kept->text(told);
  hand_out(kept, acknowledgement);
  return {};
}

}  // namespace assent::boundary

assent_status assent_connect(const assent_server* server, assent_engine** engine, assent_error** error) noexcept {
  if (engine != nullptr) *engine = nullptr;
  return guarded(error, [&]() -> Result<void> {
    TRY(check_given(engine));
    const auto given = TRY(taken(server, "server"));
    TRY(check_said(given.url, "the server's address"));
    const auto address = TRY(http::address_of(text_of(given.url)));
    auto http = TRY(http_client::connections(
        address, {string_of(given.authorities), string_of(given.certificate), string_of(given.certificate_key)}));
    client::Settings settings;
    if (given.timeout_ms != 0) settings.timeout = std::chrono::milliseconds(given.timeout_ms);
    if (given.batch_timeout_ms != 0) settings.batch_timeout = std::chrono::milliseconds(given.batch_timeout_ms);
    if (given.tries != 0) settings.tries = given.tries;
    if (given.batch != 0) settings.batch = given.batch;
    const std::string_view variable = text_of(given.key_variable);
    auto made = std::make_unique<assent_engine>();
    made->remote = std::make_unique<Remote>(
        std::move(http),
        SecretPlace{string_of(given.key_file), std::string(variable.empty() ? "ASSENT_KEY" : variable)}, settings);
    const std::string secret = TRY(made->remote->secret().read(false));
    if (!secret.empty() && !address.tls && !address.is_here() && given.plain == 0) {
      return fail(ErrorCode::invalid, "the key would go to another machine without TLS",
                  "use `https://`, or say that it may go plainly");
    }
    hand_out(made, engine);
    return {};
  });
}
