#include "cli/reject_file.hpp"

#include "cli/file_use.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>

namespace assent::cli {

Result<RejectFile> RejectFile::create(Invocation& call, const std::string& input, const std::string& name,
                                      const std::string& mapping) {
  const std::string file = !name.empty() ? name : input == "-" ? "rejects.csv" : input + ".rejects.csv";
  TRY(check_file_use(call, {.read = {input, mapping}, .written = {file}, .kept = {}}));
  auto sink = TRY(embed::create_sink(file));
  return RejectFile(file, !name.empty(), std::move(sink), call.language());
}

Result<void> RejectFile::keep(std::uint64_t rejected) {
  // The file of an earlier run is replaced by an empty one, so that it is not taken for this run's.
  if (rejected == 0 && !named_ && !embed::is_there(name_)) return {};
  return sink_->commit();
}

void RejectFile::tell(Terminal& terminal, std::uint64_t rejected, std::uint64_t in_part) const {
  const std::uint64_t whole = rejected - in_part;
  const auto say = [&](std::uint64_t rows, std::string_view how) {
    if (rows == 0) return;
    terminal.warn(fmt::format("{} {}; {} says why; mend and run again", wording::counted(rows, "row was", "rows were"),
                              how, wording::shown(name_)));
  };
  say(whole, "not used");
  say(in_part, "used only in part");
}

void RejectFile::tell_mended(Terminal& terminal, std::uint64_t mended) const {
  if (mended == 0) return;
  terminal.warn(fmt::format("{} recorded despite a fault: what speaks against an approval always counts; {} says how",
                            wording::counted(mended, "row was", "rows were"), wording::shown(name_)));
}

wire::RejectsNamed RejectFile::named(std::uint64_t rejected) const {
  if (rejected == 0 && !named_) return {std::nullopt, tally_};
  return {name_, tally_};
}

}  // namespace assent::cli
