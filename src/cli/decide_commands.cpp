#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "cli/question.hpp"
#include "wire/decision.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

namespace assent::cli {
namespace {

struct DecideOptions {
  Question question;
  std::string known_at;
};

Result<app::Answered> answer(Invocation& call, const DecideOptions& options) {
  auto query = TRY(query_of(call, options.question));
  query.known_at = TRY(optional_instant("--known-at", options.known_at));
  const auto who = TRY(customer_of(call, options.question));
  const auto engine = TRY(call.engine(options.question.use));
  auto answered = TRY(app::decide(*engine, who, query));
  call.warn_unless_in_effect(*answered.regime, answered.as_of.at);
  call.warn_of_trouble(engine->customers());
  return answered;
}

wire::QuestionAsked question_of(const app::Answered& answered, std::string_view zone_data) {
  const service::CustomerName& who = answered.who;
  return {who.account.empty() ? answered.on_file.account : who.account, who.telephone, answered.as_of, zone_data,
          answered.use.channel};
}

Result<ExitStatus> decide_one(Invocation& call, const DecideOptions& options) {
  const auto answered = TRY(answer(call, options));
  const decision::Decision& decision = answered.decision;
  if (call.json()) {
    const std::string zone_data = call.world().zones.version();
    call.terminal().print(wire::json_of(question_of(answered, zone_data), *answered.regime, decision));
  } else {
    for (const explanation::Language language : call.languages()) {
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
    std::vector<explanation::Explanation> explanations;
    for (const explanation::Language language : call.languages()) explanations.push_back(answered.explained(language));
    const std::string zone_data = call.world().zones.version();
    call.terminal().print(
        wire::json_of(question_of(answered, zone_data), *answered.regime, answered.decision, explanations));
  } else {
    std::string_view gap;
    for (const explanation::Language language : call.languages()) {
      std::string text = explanation::to_text(answered.explained(language));
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
  command.option("--known-at", options->known_at, "Use only what was recorded by then (default: everything)")
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
      app.command("explain", "Decide about one customer and explain it in full: rule, findings, evidence, remedies",
                  "  assent explain --account A-1 --offer internet\n"
                  "  assent explain --account A-1 --offer internet --language en,ar\n");
  auto explained = add_options(explain);
  explain.callback([&call, explained] { call.choose([&call, explained] { return explain_one(call, *explained); }); });
}

}  // namespace assent::cli
