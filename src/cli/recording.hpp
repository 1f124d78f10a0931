// Recording: what every recorded entry states, as options give it.
#pragma once

#include "app/stated_choice.hpp"
#include "cli/command.hpp"
#include "cli/exit_status.hpp"
#include "cli/invocation.hpp"
#include "evidence/entry.hpp"
#include "intake/refusal_law.hpp"
#include "service/circumstances.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assent::cli {

struct Recording {
  std::string at;
  std::string channel = "cli";
  std::string key;
};

void add_recording_options(Command command, Recording& recording);

Result<service::Circumstances> circumstances_of(Invocation& call, const Recording& recording);

struct EvidenceOptions {
  std::string reference;
  std::string file;
};

// `0/12`, as `assent ledger log` names an entry; `option` names it in the message.
Result<Position> entry_option(std::string_view option, const std::string& name);

void add_evidence_options(Command command, EvidenceOptions& options);

// `--confirmed-by` and the options of its evidence.
void add_confirmation_options(Command command, std::string& confirmed_by, EvidenceOptions& evidence);

// The file is hashed; it is not copied, and its name is not recorded.
Result<app::StatedEvidence> stated_evidence(const EvidenceOptions& options);
Result<evidence::Evidence> evidence_of(const EvidenceOptions& options);

// Warns on standard error how many refusals are for accounts that are not on record, if any.
void warn_of_unknown_accounts(Terminal& terminal, std::uint64_t refusals);

// The meaning of a list's own words, from options `WORD=MEANING`. invalid: there is no such meaning, or the word is
// known for a refusal or a failed delivery and would mean the opposite.
Result<intake::WordMeanings<intake::ChoiceWord>> choice_words(const std::vector<std::string>& options);
Result<intake::WordMeanings<intake::ResultWord>> result_words(const std::vector<std::string>& options);

// Done, or done with rows to look at.
inline ExitStatus status_of_rows(std::uint64_t to_look_at) {
  return to_look_at == 0 ? ExitStatus::done : ExitStatus::rows_to_look_at;
}

}  // namespace assent::cli
