#include "embed/customer_import.hpp"

#include "app/faulty_text.hpp"
#include "evidence/hash.hpp"
#include "intake/customer_mapping.hpp"
#include "wording/words.hpp"
#include "world/files.hpp"
#include "world/randomness.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <utility>

namespace assent {
namespace {

constexpr std::size_t kRunNameLongest = 64;

Result<std::string> name_of_run(const std::string& asked) {
  if (asked.empty()) {
    const auto seed = TRY(random_seed());
    return to_hex(sha256(ByteView(seed))).substr(0, 12);
  }
  const bool plain = std::all_of(asked.begin(), asked.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_' ||
           c == '.';
  });
  if (plain && asked.size() <= kRunNameLongest) return asked;
  return fail(ErrorCode::invalid, fmt::format("{} is no name of a run", shown(asked)),
              "use up to 64 letters, figures, hyphens, dots and underscores");
}

OpenText opener_of(const std::string& file) {
  return [file]() -> Result<std::unique_ptr<ByteSource>> {
    auto source = TRY(FileSource::open(file));
    return std::make_unique<FileSource>(std::move(source));
  };
}

}  // namespace

Result<CustomersImported> import_file(OpenedEngine& opened, const CustomerImport& import) {
  const EnginePorts& ports = opened.engine().ports();
  const auto text = TRY(read_file(import.mapping));
  const auto mapping = read_customer_mapping(text, import.mapping);
  if (!mapping) return faulty_text(mapping.error());
  auto run = TRY(name_of_run(import.run));
  TRY(opened.spare({import.rejects}, {import.file, import.mapping}));
  std::string unread;
  TextSink nowhere(unread);
  std::optional<FileSink> rejects;
  if (!import.rejects.empty()) {
    auto made = TRY(FileSink::create(import.rejects));
    rejects.emplace(std::move(made));
  }

  ImportOptions options;
  options.strict = import.strict;
  options.complete = import.complete;
  const Circumstances circumstances{
      import.effective, import.actor.empty() ? opened.files().actor : import.actor, "import", {}, run};
  const auto counts = import_customers(opener_of(import.file), *mapping, ports.zones, ports.telephones,
                                       services_of(*opened.engine().rules()), ports.ledger, circumstances,
                                       rejects ? static_cast<ByteSink&>(*rejects) : nowhere, ports.clock, options);
  opened.follow();  // also after a failure: something may have been recorded all the same
  if (!counts) return tl::unexpected(counts.error());
  if (rejects) {
    TRY(rejects->commit());
  }
  return CustomersImported{*counts, std::move(run)};
}

}  // namespace assent
