// FileUse: which files a command reads and which it writes, by name; asked about before anything is opened, so that no
// result can take the place of what cannot be made again.
#pragma once

#include "base/result.hpp"
#include "cli/invocation.hpp"

#include <string>
#include <vector>

namespace assent {

// Empty names are passed over. `-` is standard input where it is read, standard output where it is written.
struct FileUse {
  std::vector<std::string> read;
  std::vector<std::string> written;
  std::vector<std::string> kept;  // written too, and may be what stands beside the ledger: its index, its key
};

// invalid: a file that would be written, or the name under which it grows, is also read, is another result, the ledger,
// part of it or of what stands beside it, a rule pack or the catalogue; standard output leads to it, too; or standard
// input is to be read twice. Where a result goes to standard output, by whichever name, everything else that is printed
// goes to standard error from now on.
Result<void> check_file_use(Invocation& call, const FileUse& use);

}  // namespace assent
