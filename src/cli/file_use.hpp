// FileUse: the names of the files that a command reads and writes. They are checked before anything is opened, so that
// no result replaces a file that cannot be made again.
#pragma once

#include "base/result.hpp"
#include "cli/invocation.hpp"

#include <string>
#include <vector>

namespace assent::cli {

// Empty names are ignored. `-` is standard input if it is read, standard output if it is written.
struct FileUse {
  std::vector<std::string> read;
  std::vector<std::string> written;
  std::vector<std::string> kept;  // written too; may be a file beside the ledger: its index, its key
};

// invalid: a file to be written (or its name while it is not complete) is also read, is another result, is the ledger,
// a part of the ledger or a file beside it, a rule pack or the catalogue, or is where standard output goes; or standard
// input would be read twice. If a result goes to standard output, under any name, everything else that is printed goes
// to standard error from now on.
Result<void> check_file_use(Invocation& call, const FileUse& use);

}  // namespace assent::cli
