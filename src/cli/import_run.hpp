// What the commands that import a file have in common: their arguments, the files they open, and their result.
#pragma once

#include "app/import.hpp"
#include "cli/command.hpp"
#include "cli/exit_status.hpp"
#include "cli/invocation.hpp"
#include "cli/reject_file.hpp"
#include "service/circumstances.hpp"

#include <cstdint>
#include <memory>
#include <string>

namespace assent::cli {

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

struct ImportFiles {
  service::OpenText text;
  std::uint64_t bytes = 0;  // of it; 0: unknown
  RejectFile rejects;
};

// Reads the arguments into the request, except those about how rows are read, and opens the files.
//
//   invalid, not_found, unavailable  an argument cannot be read, or a file cannot be opened
Result<ImportFiles> open_import(Invocation& call, const ImportArguments& arguments, app::ImportRequest& request);

// The engine that imports, with the rules that have been read so far and the arguments about how rows are read.
//
//   invalid  `--max-faulty` cannot be read; else as Invocation::ledger()
Result<app::Engine*> importing_engine(Invocation& call, const ImportArguments& arguments, ClockAhead clock,
                                      app::ImportRequest& request);

// The exit status of the run. Too many faulty rows are invalid input, and nothing was imported.
struct ToLookAt {
  std::uint64_t faulty = 0;
  std::uint64_t incomplete = 0;
  std::uint64_t mended = 0;
  std::uint64_t unknown_accounts = 0;
  std::uint64_t suspected_links = 0;

  std::uint64_t all() const { return faulty + incomplete + mended + unknown_accounts + suspected_links; }
};

Result<ExitStatus> close_import(Invocation& call, const app::ImportRequest& request, RejectFile& rejects,
                                const ToLookAt& rows, bool imported);

}  // namespace assent::cli
