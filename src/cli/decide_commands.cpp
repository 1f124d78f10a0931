#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "cli/decision_json.hpp"
#include "cli/question.hpp"
#include "cli/words.hpp"

#include <fmt/format.h>
#include <boost/json/array.hpp>

namespace assent {
namespace {

namespace json = boost::json;

struct DecideOptions {
  Question question;
  std::string known_at;
};

// One customer's answer, with all that it takes to tell it.
struct Answered {
  CustomerName who;  // as asked
  const Regime* regime = nullptr;
  Use use;
  AsOf as_of;
  OnFile on_file;
  Decision decision;

  Explanation explained(Language language) const {
    return explain(*regime, on_file.facts, use, decision, as_of.at, language);
  }
};

Result<Answered> answer(Invocation& call, const DecideOptions& options) {
  Answered answered;
  const auto at = TRY(at_of(call, options.question));
  const auto regime = TRY(call.regime(options.question.regime, at));
  answered.regime = regime;
  auto use = TRY(use_of(call, options.question, *regime));
  answered.use = std::move(use);
  const auto who = TRY(customer_of(call, options.question));
  const auto known_at = TRY(optional_instant("--known-at", options.known_at));
  answered.who = who;
  answered.as_of = {at, known_at};
  const auto ledger = TRY(call.ledger(LedgerOpening::read));

  call.warn_unless_in_effect(*regime, at);
  const CustomerFile customers(*ledger, call.world().zones, call.started());
  answered.on_file = customers.find(who, *regime, answered.as_of);
  answered.decision = decide_on_file(*regime, answered.on_file, answered.use, at);
  call.warn_of_trouble(customers);
  return answered;
}

// Whoever asks about many must be able to tell which answer is whose, also where nobody is on record.
json::object answer_json(Invocation& call, const Answered& answered) {
  const CustomerName& who = answered.who;
  const std::string& account = who.account.empty() ? answered.on_file.account : who.account;
  json::object object{{"account", account.empty() ? json::value(nullptr) : json::value(json::string(account))}};
  if (!who.telephone.empty()) object["telephone"] = who.telephone;
  json::object question{
      {"regime", answered.regime->id},
      {"regime_version", answered.regime->version},
      {"zone_data", zone_data_of(call.world().zones)},
      {"at", to_string(answered.as_of.at)},
      {"known_at", json_of(answered.as_of.known_at)},
      {"contact_channel",
       answered.use.channel.empty() ? json::value(nullptr) : json::value(json::string(answered.use.channel))}};
  for (auto& member : question) object.insert(std::move(member));
  for (auto& member : json_of(*answered.regime, answered.decision)) object.insert(std::move(member));
  return object;
}

Result<ExitStatus> decide_one(Invocation& call, const DecideOptions& options) {
  const auto answered = TRY(answer(call, options));
  const Decision& decision = answered.decision;
  if (call.json()) {
    call.terminal().print(answer_json(call, answered));
  } else {
    for (const Language language : call.languages()) {
      call.terminal().print(fmt::format("{} {}: {}\n",
                                        call.terminal().painted(decision.outcome, to_string(decision.outcome)),
                                        to_string(decision.reason), answered.explained(language).sentence));
    }
  }
  return status_of(decision.outcome);
}

Result<ExitStatus> explain_one(Invocation& call, const DecideOptions& options) {
  const auto answered = TRY(answer(call, options));
  if (call.json()) {
    json::object object = answer_json(call, answered);
    json::array explanations;
    for (const Language language : call.languages()) explanations.push_back(json_of(answered.explained(language)));
    object["explanations"] = std::move(explanations);
    call.terminal().print(object);
  } else {
    std::string_view gap;
    for (const Language language : call.languages()) {
      std::string text = to_text(answered.explained(language));
      if (!text.ends_with('\n')) text += '\n';
      call.terminal().print(std::string(gap) + text);
      gap = "\n";
    }
  }
  return status_of(answered.decision.outcome);
}

std::shared_ptr<DecideOptions> add_options(Command command) {
  auto options = std::make_shared<DecideOptions>();
  add_question_options(command, options->question);
  command.option("--known-at", options->known_at, "Use only what had been recorded by then (default: everything)")
      .type_name("INSTANT");
  return options;
}

}  // namespace

void add_decide_commands(Command app, Invocation& call) {
  Command decide =
      app.command("decide", "Decide about one customer: exit status 0 permitted, 2 denied",
                  "  assent decide --account A-1 --offer internet\n"
                  "  assent decide --account A-1 --offer internet --recipient joint_venture_partner --party PX\n"
                  "  assent decide --telephone 03123456 --country LB --offer internet --json\n"
                  "  assent decide --account A-1 --offer internet --at 2026-03-01T09:00:00+02:00 \\\n"
                  "    --known-at 2026-03-01T09:00:00+02:00          # as it was known then\n");
  auto decided = add_options(decide);
  decide.callback([&call, decided] { call.choose([&call, decided] { return decide_one(call, *decided); }); });

  Command explain =
      app.command("explain", "Decide about one customer and say why, in full: rule, findings, evidence, remedies",
                  "  assent explain --account A-1 --offer internet\n"
                  "  assent explain --account A-1 --offer internet --language en,ar\n");
  auto explained = add_options(explain);
  explain.callback([&call, explained] { call.choose([&call, explained] { return explain_one(call, *explained); }); });
}

}  // namespace assent
