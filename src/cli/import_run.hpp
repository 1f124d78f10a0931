// What the commands that import a file have in common: their arguments, what is opened for them, and what they come to.
#pragma once

#include "cli/command.hpp"
#include "cli/exit_status.hpp"
#include "cli/invocation.hpp"
#include "cli/reject_file.hpp"
#include "ledger/ledger.hpp"
#include "service/circumstances.hpp"
#include "service/import_customers.hpp"
#include "service/rehearsal_ledger.hpp"
#include "wire/imports.hpp"
#include "world/files.hpp"

#include <cstdint>
#include <memory>
#include <string>

namespace assent {

struct ImportArguments {
  std::string file;
  std::string mapping;
  std::string rejects;
  std::string effective;
  std::string run;
  std::string faulty_max;
  bool strict = false;
  bool dry_run = false;
  bool complete = false;
  std::string absent_at_most;
};

std::shared_ptr<ImportArguments> add_import_arguments(Command command);

struct OpenedImport {
  Ledger* ledger = nullptr;
  std::unique_ptr<RehearsalLedger> rehearsal;  // where the run is only tried
  std::shared_ptr<FileSource> source;
  Circumstances circumstances;
  RejectFile rejects;
};

// invalid, not_found, unavailable: an argument cannot be read, or a file or the ledger cannot be opened.
Result<OpenedImport> open_import(Invocation& call, const ImportArguments& arguments, ClockAhead clock);

// invalid: `--max-faulty` cannot be read.
Result<ImportOptions> import_options(const ImportArguments& arguments);

// Gives what is open, and opens a plain file anew from then on; a pipe can be read once.
OpenText opener(const std::string& file, std::shared_ptr<FileSource> first);

ImportRun run_of(const OpenedImport& opened);

// What the run comes to: strict and faulty is invalid input, and nothing was imported.
struct ToLookAt {
  std::uint64_t faulty = 0;
  std::uint64_t incomplete = 0;
  std::uint64_t mended = 0;
  std::uint64_t unknown_accounts = 0;
  std::uint64_t suspected_links = 0;

  std::uint64_t all() const { return faulty + incomplete + mended + unknown_accounts + suspected_links; }
};

Result<ExitStatus> close_import(Invocation& call, OpenedImport& opened, const ToLookAt& rows, bool imported);

}  // namespace assent
