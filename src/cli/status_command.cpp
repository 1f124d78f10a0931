#include "app/status.hpp"
#include "base/visible.hpp"
#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "cli/question.hpp"
#include "explanation/explain.hpp"
#include "explanation/speech.hpp"
#include "explanation/words.hpp"
#include "service/life.hpp"
#include "wire/status.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <utility>

namespace assent::cli {
namespace {

struct StatusOptions {
  Question question;
  std::string known_at;
  std::string and_known_at;
};

void print(Terminal& terminal, const service::TwoTimes& times, const TimeZone& zone,
           const std::vector<explanation::Language>& languages) {
  const std::string who = times.account.empty() ? "no single account" : "account " + visible(times.account);
  terminal.print(fmt::format("{} at {}\n\n", who, wording::to_the_second(times.at)));
  tables::Table table({{"as known at"}, {"answer"}, {"reason"}, {"in words"}});
  const auto row = [&](Instant known_at, const decision::Decision& decision) {
    std::string words(explanation::label(decision.reason, languages.front()));
    if (decision.provisional) {
      words =
          explanation::Speech(languages.front()).say(explanation::Message::event_provisional, [&](std::string_view) {
            return words;
          });
    }
    table.row({wording::to_the_second(known_at), std::string(to_string(decision.outcome)),
               std::string(to_string(decision.reason)), std::move(words)});
  };
  row(times.first_known_at, times.first);
  row(times.second_known_at, times.second);
  terminal.print(table);
  terminal.print("\n");
  for (const explanation::Language language : languages) {
    terminal.print(explanation::difference(times.first, times.first_known_at, times.second, times.second_known_at, zone,
                                           language) +
                   "\n");
  }
  if (!times.between.empty()) {
    terminal.print("\nrecorded in between, and relevant to the decision:\n");
    tables::Table learnt({{"entry"},
                          {"recorded"},
                          {"counts from"},
                          {"what", tables::Align::left, 60, languages.front()},
                          {"without it"}});
    for (const service::Learnt& each : times.between) {
      const service::LifeRow line = service::life_row(each.recorded, languages.front());
      learnt.row({entry_name(line.position), wording::to_the_second(line.recorded),
                  wording::to_the_second(line.effective), line.what,
                  each.turns ? "another decision" : "the same decision"});
    }
    terminal.print(learnt);
  }
  if (times.others > 0) {
    terminal.print(fmt::format("\nrecorded in between, and not relevant to it: {}\n",
                               wording::counted(times.others, "entry", "entries")));
  }
}

Result<ExitStatus> tell_status(Invocation& call, const StatusOptions& options) {
  app::StatusQuery asked;
  asked.query = TRY(query_of(call, options.question));
  const auto who = TRY(customer_of(call, options.question));
  asked.query.known_at = TRY(optional_instant("--known-at", options.known_at));
  asked.and_known_at = TRY(optional_instant("--and-known-at", options.and_known_at));
  asked.known_at_called = "`--known-at`";
  asked.and_known_at_called = "`--and-known-at`";
  const auto engine = TRY(call.engine(asked.query.use));
  const auto told = TRY(app::status_at_two_times(*engine, who, asked));
  call.warn_unless_in_effect(*told.regime, told.times.at);
  const auto ended = call.warn_of_trouble(engine->customers()) ? ExitStatus::failed : ExitStatus::done;
  if (call.json()) {
    call.terminal().print(wire::json_of(told.times, *told.regime, call.world().zones.version(), call.simulation(),
                                        call.language(), told.erased));
    return ended;
  }
  const TimeZone utc = TimeZone::fixed("UTC", std::chrono::seconds{0});
  const TimeZone& zone = told.zone != nullptr ? *told.zone : utc;
  print(call.terminal(), told.times, zone, call.languages());
  for (const explanation::Language language : call.languages()) {
    if (told.erased) call.terminal().print("\n" + service::erased_words(*told.erased, zone, language) + "\n");
  }
  if (call.simulation()) call.terminal().print("\nthis ledger is a simulation\n");
  return ended;
}

}  // namespace

void add_status_command(Command app, Invocation& call) {
  Command status = app.command(
      "status", "The decision for an instant, as known then and as known now, and what makes the difference",
      "  assent status --account A-1 --offer internet --at 2026-03-01T09:00:00+02:00\n"
      "  assent status --account A-1 --offer internet --at 2026-03-01T09:00:00+02:00 \\\n"
      "    --known-at 2026-03-05T00:00:00Z --and-known-at 2026-04-01T00:00:00Z\n");
  auto options = std::make_shared<StatusOptions>();
  add_question_options(status, options->question);
  status.option("--known-at", options->known_at, "As known then (default: at the instant decided about)")
      .type_name("INSTANT");
  status.option("--and-known-at", options->and_known_at, "As known now (default: everything on record)")
      .type_name("INSTANT");
  status.callback([&call, options] { call.choose([&call, options] { return tell_status(call, *options); }); });
}

}  // namespace assent::cli
