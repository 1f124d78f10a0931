#include "cli/scrub_results.hpp"

#include <algorithm>
#include <vector>

namespace assent {

Result<void> ScrubResults::Output::open(const std::string& path, bool plain, std::optional<std::uint64_t> bytes) {
  if (!plain) {
    auto made = create_list(path);
    if (!made) return tl::unexpected(made.error());
    packed_ = *std::move(made);
    hashing_ = std::make_unique<HashingSink>(*packed_);
    return {};
  }
  auto made = bytes ? PartialFile::reopen(path, *bytes) : PartialFile::create(path);
  if (!made) return tl::unexpected(made.error());
  plain_ = *std::move(made);
  hashing_ = std::make_unique<HashingSink>(*plain_);
  if (!bytes) return {};
  // What an earlier run wrote is part of what is hashed.
  auto before = FileSource::open(PartialFile::name_of(path));
  if (!before) return tl::unexpected(before.error());
  std::vector<char> buffer(std::size_t{1} << 20);
  for (std::uint64_t left = *bytes; left > 0;) {
    const auto count = before->read({buffer.data(), std::min<std::uint64_t>(left, buffer.size())});
    if (!count) return tl::unexpected(count.error());
    if (*count == 0)
      return fail(ErrorCode::unavailable, "a result was cut meanwhile", "begin anew, without `--resume`");
    hashing_->pass_by({buffer.data(), *count});
    left -= *count;
  }
  return {};
}

ScrubResults::~ScrubResults() {
  if (kept_ || !plain_) return;
  for (const std::string& each : paths_) remove_file(PartialFile::name_of(each));
}

Result<std::unique_ptr<ScrubResults>> ScrubResults::open(const std::string& permitted, const std::string& refused,
                                                         const std::optional<ScrubJournal>& journal) {
  std::unique_ptr<ScrubResults> results(new ScrubResults);
  const auto plain = [](const std::string& path) {
    return packing_of(path) == Packing::none && may_be_plain_file(path);
  };
  results->plain_ = plain(permitted) && plain(refused);
  if (journal && !results->plain_) {
    return fail(ErrorCode::invalid, "only results that are plain files can be gone on with",
                "name plain files for both, or leave out `--resume`");
  }
  results->journal_path_ = journal_path(permitted);
  results->paths_[0] = permitted;
  results->paths_[1] = refused;
  results->kept_ = journal.has_value();
  const auto bytes = [&](std::uint64_t ScrubJournal::*of) {
    return journal ? std::optional((*journal).*of) : std::nullopt;
  };
  const auto first = results->permitted_.open(permitted, results->plain_, bytes(&ScrubJournal::permitted_bytes));
  if (!first) return tl::unexpected(first.error());
  const auto second = results->refused_.open(refused, results->plain_, bytes(&ScrubJournal::refused_bytes));
  if (!second) return tl::unexpected(second.error());
  return results;
}

Result<void> ScrubResults::mark(ScrubJournal journal) {
  kept_ = true;
  journal.permitted_bytes = permitted_.bytes();
  journal.refused_bytes = refused_.bytes();
  return write_file(journal_path_, to_text(journal));
}

Result<void> ScrubResults::commit() {
  if (const auto kept = permitted_.commit(); !kept) return kept;
  if (const auto kept = refused_.commit(); !kept) return kept;
  kept_ = true;
  if (plain_) remove_file(journal_path_);
  return {};
}

}  // namespace assent
