#include "cli/record_options.hpp"

#include "app/record.hpp"
#include "cli/question.hpp"
#include "cli/record_result.hpp"
#include "intake/refusal_law.hpp"
#include "intake/stated_time.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>

#include <utility>

namespace assent::cli {
namespace {

// As circumstances_of(); but a refusal is recorded even if its instant cannot be read.
Result<service::Circumstances> circumstances_for(Invocation& call, RecordOptions& options,
                                                 const service::Choice& choice) {
  auto circumstances = circumstances_of(call, options.recording);
  if (circumstances || !service::refuses(choice)) return circumstances;
  const auto time = intake::read_time(options.recording.at);
  if (!time) intake::add_told(options.told, "recorded as of now", to_string(circumstances.error()));
  Recording undated = options.recording;
  undated.at.clear();
  circumstances = circumstances_of(call, undated);
  if (circumstances && time) circumstances->effective = intake::instants_of(*time, nullptr).last;
  return circumstances;
}

// If a part of the refusal was mended, the command says so and exits with rows_to_look_at.
ExitStatus close(Invocation& call, const RecordOptions& options, const std::string& told) {
  std::string all = options.told;
  if (!told.empty()) intake::add_told(all, told, "");
  if (all.empty()) return ExitStatus::done;
  call.terminal().warn(fmt::format("the refusal is recorded despite a fault: {}", all));
  return ExitStatus::rows_to_look_at;
}

}  // namespace

tl::unexpected<Error> not_recorded(const Error& error, const service::Circumstances& circumstances) {
  if (error.code != ErrorCode::conflict) return tl::unexpected(error);
  return fail(ErrorCode::conflict,
              fmt::format("the key {} was already used for something else", wording::shown(circumstances.key)),
              "use a new key for a new event; nothing was recorded");
}

Result<ExitStatus> record(Invocation& call, RecordOptions& options, const service::Choice& choice) {
  app::RecordRequest request{{options.account, {}}, choice, {}, options.regime};
  if (options.named == Named::by_either) {
    request.who = TRY(customer_of(call, options.account, options.telephone, options.country));
  }
  const auto engine =
      TRY(call.recording_engine(service::refuses(choice) ? ClockAhead::is_put_right : ClockAhead::is_refused));
  request.circumstances = TRY(circumstances_for(call, options, choice));
  const auto outcome = app::record_choice(*engine, request);
  if (!outcome) return not_recorded(outcome.error(), request.circumstances);
  return close(call, options, print_recorded(call, *outcome, options.named == Named::by_either));
}

void add_record_options(Command command, Invocation& call, const std::shared_ptr<RecordOptions>& options, Named named,
                        std::function<Result<service::Choice>()> make) {
  options->named = named;
  if (named != Named::not_at_all) {
    command.option("--account", options->account, "The customer's account")
        .type_name("ACCOUNT")
        .required(named == Named::by_account);
  }
  if (named == Named::by_either) {
    command
        .option("--telephone", options->telephone,
                "The customer by telephone number instead: every account that has the number now")
        .type_name("NUMBER");
    command.option("--country", options->country, "The country of a number without `+`, such as LB").type_name("CC");
  }
  command.option("--regime", options->regime, "The rule pack that checks it (default: $ASSENT_REGIME, else tra)")
      .type_name("ID");
  add_recording_options(command, options->recording);
  add_evidence_options(command, options->evidence);
  command.callback([&call, options, make = std::move(make)] {
    call.choose([&call, options, make]() -> Result<ExitStatus> {
      const auto choice = TRY(make());
      return record(call, *options, choice);
    });
  });
}

void add_kinds(Command command, app::StatedKinds& options) {
  command.list("--contact-channels", options.channels,
               "The channels of contact it names, such as email (default: all)");
  command.list("--classes", options.classes, "The classes of offers it names, such as equipment (default: all)");
  command.list("--categories", options.categories, "The service categories it names, such as mobile (default: all)");
}

}  // namespace assent::cli
