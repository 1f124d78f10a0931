#include "cli/scrub_results.hpp"

#include "cli/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <vector>

namespace assent {

namespace {

// The hash of what an earlier run wrote, which is to be what it noted.
Result<Sha256Stream> hash_of_earlier(const std::string& name, const CertifiedFile& noted) {
  const auto other = [&] {
    return fail(ErrorCode::damaged, fmt::format("{} is not what the interrupted scrub wrote", shown(name)),
                "begin anew, without `--resume`");
  };
  auto source = FileSource::open(name);
  if (!source) return other();
  Sha256Stream stream;
  std::vector<char> buffer(std::size_t{1} << 20);
  while (stream.size() < noted.bytes) {
    const auto count =
        source->read({buffer.data(), std::min<std::uint64_t>(noted.bytes - stream.size(), buffer.size())});
    if (!count) return tl::unexpected(count.error());
    if (*count == 0) return other();
    stream.update(view_of({buffer.data(), *count}));
  }
  if (stream.so_far() != noted.sha256) return other();
  return stream;
}

}  // namespace

Result<void> ScrubResults::Output::open(const std::string& path, bool plain, const CertifiedFile* before) {
  if (!plain) {
    auto made = create_list(path);
    if (!made) return tl::unexpected(made.error());
    packed_ = *std::move(made);
    hashing_ = std::make_unique<HashingSink>(*packed_);
    return {};
  }
  Sha256Stream stream;
  if (before != nullptr) {
    auto hashed = hash_of_earlier(PartialFile::name_of(path), *before);
    if (!hashed) return tl::unexpected(hashed.error());
    stream = *std::move(hashed);
  }
  auto made = before != nullptr ? PartialFile::reopen(path, before->bytes) : PartialFile::create(path);
  if (!made) return tl::unexpected(made.error());
  plain_ = *std::move(made);
  hashing_ = std::make_unique<HashingSink>(*plain_, std::move(stream));
  return {};
}

Result<CertifiedFile> ScrubResults::Output::force() {
  if (const auto forced = plain_->force(); !forced) return tl::unexpected(forced.error());
  return hashing_->so_far();
}

ScrubResults::~ScrubResults() {
  if (kept_ || !plain_) return;
  for (const std::string& each : paths_) remove_file(PartialFile::name_of(each));
}

bool ScrubResults::can_be_resumed(const std::string& permitted, const std::string& refused) {
  const auto plain = [](const std::string& path) {
    return packing_of(path) == Packing::none && may_be_plain_file(path);
  };
  return plain(permitted) && plain(refused);
}

Result<std::unique_ptr<ScrubResults>> ScrubResults::open(const std::string& permitted, const std::string& refused,
                                                         const std::optional<ScrubJournal>& journal) {
  std::unique_ptr<ScrubResults> results(new ScrubResults);
  results->plain_ = can_be_resumed(permitted, refused);
  assert(!journal || results->plain_);
  results->journal_path_ = journal_path(permitted);
  results->paths_[0] = permitted;
  results->paths_[1] = refused;
  results->kept_ = journal.has_value();
  // What is begun anew is not what an earlier journal speaks of.
  if (!journal && results->plain_) remove_file(results->journal_path_);
  const auto first = results->permitted_.open(permitted, results->plain_, journal ? &journal->permitted : nullptr);
  if (!first) return tl::unexpected(first.error());
  const auto second = results->refused_.open(refused, results->plain_, journal ? &journal->refused : nullptr);
  if (!second) return tl::unexpected(second.error());
  return results;
}

Result<void> ScrubResults::mark(ScrubJournal journal) {
  const auto permitted = permitted_.force();
  if (!permitted) return tl::unexpected(permitted.error());
  const auto refused = refused_.force();
  if (!refused) return tl::unexpected(refused.error());
  journal.permitted = *permitted;
  journal.refused = *refused;
  if (auto written = write_file(journal_path_, to_text(journal)); !written) return written;
  kept_ = true;
  return {};
}

Result<void> ScrubResults::finish() {
  if (auto finished = permitted_.finish(); !finished) return finished;
  return refused_.finish();
}

Result<void> ScrubResults::commit(FileSink* certificate) {
  if (auto named = refused_.commit(); !named) return named;
  if (certificate != nullptr) {
    if (auto named = certificate->commit(); !named) return named;
  }
  if (auto named = permitted_.commit(); !named) return named;
  kept_ = true;
  if (plain_) remove_file(journal_path_);
  return {};
}

void ScrubResults::discard() {
  kept_ = false;
  if (plain_) remove_file(journal_path_);
}

}  // namespace assent
