// Recording: what every entry that is recorded says of itself, as options state it.
#pragma once

#include "cli/invocation.hpp"
#include "evidence/entry.hpp"
#include "service/circumstances.hpp"

#include <CLI/App.hpp>

#include <cstdint>
#include <string>

namespace assent {

struct Recording {
  std::string at;
  std::string channel = "cli";
  std::string key;
};

void add_recording_options(CLI::App& command, Recording& recording);

Result<Circumstances> circumstances_of(Invocation& call, const Recording& recording);

struct EvidenceOptions {
  std::string reference;
  std::string file;
};

void add_evidence_options(CLI::App& command, EvidenceOptions& options);

// `--confirmed-by` and the options of its evidence.
void add_confirmation_options(CLI::App& command, std::string& confirmed_by, EvidenceOptions& evidence);

// The file is hashed; it is not copied, and its name is not recorded.
Result<Evidence> evidence_of(const EvidenceOptions& options);

// Says on standard error for how many refusals the account is not on record, if there are any.
void warn_of_unknown_accounts(Terminal& terminal, std::uint64_t refusals);

}  // namespace assent
