// What the commands of `record` have in common: how they name the customer, what every choice states, and how it is
// recorded.
#pragma once

#include "app/stated_choice.hpp"
#include "cli/command.hpp"
#include "cli/exit_status.hpp"
#include "cli/invocation.hpp"
#include "cli/recording.hpp"
#include "service/choice.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace assent::cli {

// How a command names the customer.
enum class Named {
  by_account,
  by_either,  // also by telephone number
  not_at_all  // it is about the carrier
};

struct RecordOptions {
  Named named = Named::by_account;
  std::string account;
  std::string telephone;
  std::string country;
  std::string regime;  // empty: the configured one
  Recording recording;
  EvidenceOptions evidence;
  std::string told{};  // of a refusal: how what cannot be recorded as given was mended
};

// Records the choice and prints the result.
Result<ExitStatus> record(Invocation& call, RecordOptions& options, const service::Choice& choice);

// Adds the options that every command of `record` has; the command records what `make` gives.
void add_record_options(Command command, Invocation& call, const std::shared_ptr<RecordOptions>& options, Named named,
                        std::function<Result<service::Choice>()> make);

// `make` turns the options of one command into the choice that it records.
template <class Options>
void add_record_command(Command command, Invocation& call, std::shared_ptr<Options> options, Named named,
                        Result<service::Choice> (*make)(Options&)) {
  add_record_options(command, call, options, named, [options, make] { return make(*options); });
}

// What the choice is about.
void add_kinds(Command command, app::StatedKinds& options);

// The error that the key is already used, in words of the command line.
tl::unexpected<Error> not_recorded(const Error& error, const service::Circumstances& circumstances);

}  // namespace assent::cli
