#include "cli/file_use.hpp"

#include "cli/index_access.hpp"
#include "cli/key_file.hpp"
#include "embed/named_files.hpp"
#include "embed/same_file.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <system_error>

namespace assent::cli {
namespace {

struct Precious {
  std::string file;
  std::string_view what;
};

std::vector<Precious> ledger_of(const Invocation& call) {
  const std::string ledger = call.ledger_file();
  return {{ledger, "the ledger itself"},
          {ledger + "-wal", "a part of the ledger"},
          {ledger + "-shm", "a part of the ledger"},
          {ledger + "-journal", "a part of the ledger"},
          {ledger + ".customer-keys", "the key file of the ledger"},
          {ledger + ".customer-keys-journal", "a part of the ledger's key file"}};
}

std::vector<Precious> beside_ledger(const Invocation& call) {
  const std::string index = index_path(call, {});
  const std::string key = key_path(call, {});
  return {{index, "the ledger's index"},
          {embed::checked_path(index), "a part of the ledger's index"},
          {key, "the key that signs for the ledger"},
          {embed::verifier_path(key), "the key that verifies for the ledger"}};
}

std::vector<Precious> rules_of(const Invocation& call) {
  std::vector<Precious> rules{{call.catalogue_file(), "the catalogue"}};
  std::error_code error;
  for (auto at = std::filesystem::directory_iterator(call.packs_directory(), error);
       !error && at != std::filesystem::directory_iterator(); at.increment(error)) {
    if (at->path().extension() == ".toml") rules.push_back({at->path().string(), "a rule pack"});
  }
  return rules;
}

Result<void> spare(const std::string& written, const std::vector<Precious>& files) {
  for (const Precious& each : files) {
    if (embed::same_file(written, each.file)) {
      return fail(ErrorCode::invalid, fmt::format("{} is {}", wording::shown(written), each.what), "name another file");
    }
  }
  return {};
}

void drop_unnamed(std::vector<std::string>& files) {
  std::erase_if(files, [](const std::string& file) { return file.empty(); });
}

}  // namespace

Result<void> check_file_use(Invocation& call, const FileUse& use) {
  std::vector<std::string> read = use.read;
  drop_unnamed(read);
  for (std::string& each : read) each = embed::name_to_read(each);
  if (std::count(read.begin(), read.end(), "-") > 1) {
    return fail(ErrorCode::invalid, "standard input is named twice", "name files; standard input can be read once");
  }
  std::vector<std::string> written = use.written;
  drop_unnamed(written);
  for (std::string& each : written) {
    each = embed::name_to_write(each);
    if (embed::is_where_output_goes(each)) {
      return fail(ErrorCode::invalid, fmt::format("{} is also where standard output goes", wording::shown(each)),
                  "name another file, or write `-` for standard output");
    }
  }
  for (std::size_t i = 0, named = written.size(); i < named; ++i) {
    if (written[i] == "-") call.terminal().give_output_away();
    else if (embed::may_be_named_file(written[i])) written.push_back(embed::unfinished_name(written[i]));
  }
  written.insert(written.end(), use.kept.begin(), use.kept.end());
  drop_unnamed(written);
  if (written.empty()) return {};
  const auto ledger = ledger_of(call);
  const auto beside = beside_ledger(call);
  const auto rules = rules_of(call);
  for (auto file = written.begin(); file != written.end(); ++file) {
    const auto is_it = [&](const std::string& other) { return embed::same_file(*file, other); };
    if (*file != "-" && std::any_of(read.begin(), read.end(), is_it)) {
      return fail(ErrorCode::invalid, fmt::format("{} would be read and written", wording::shown(*file)),
                  "name another file for the result");
    }
    const bool kept = std::find(use.kept.begin(), use.kept.end(), *file) != use.kept.end();
    for (const auto* precious : {&ledger, kept ? nullptr : &beside, &rules}) {
      if (precious == nullptr || *file == "-") continue;
      TRY(spare(*file, *precious));
    }
    if (std::any_of(file + 1, written.end(), is_it)) {
      return fail(ErrorCode::invalid, fmt::format("{} is named for two results", wording::shown(*file)),
                  "name a file for each");
    }
  }
  return {};
}

}  // namespace assent::cli
