#include "cli/scrub_results.hpp"

#include "cli/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <vector>

namespace assent {

namespace {

tl::unexpected<Error> not_what_was_written(const std::string& name) {
  return fail(ErrorCode::damaged, fmt::format("{} is not what the interrupted scrub wrote", shown(name)),
              "begin anew, without `--resume`");
}

// The hash of what an earlier run wrote, which is to be what it noted.
Result<Sha256Stream> hash_of_earlier(const std::string& name, const CertifiedFile& noted) {
  auto source = FileSource::open(name);
  if (!source) return not_what_was_written(name);
  Sha256Stream stream;
  std::vector<char> buffer(std::size_t{1} << 20);
  while (stream.size() < noted.bytes) {
    const auto count =
        source->read({buffer.data(), std::min<std::uint64_t>(noted.bytes - stream.size(), buffer.size())});
    if (!count) return tl::unexpected(count.error());
    if (*count == 0) return not_what_was_written(name);
    stream.update(view_of({buffer.data(), *count}));
  }
  if (stream.so_far() != noted.sha256) return not_what_was_written(name);
  return stream;
}

Result<void> open_sink(std::optional<FileSink>& sink, const std::string& name) {
  if (name.empty()) return {};
  auto made = TRY(FileSink::create(name));
  sink.emplace(std::move(made));
  return {};
}

}  // namespace

Result<void> ScrubResults::Output::open(const std::string& path, bool plain, const CertifiedFile* before) {
  if (!plain) {
    packed_ = TRY(create_list(path));
    hashing_ = std::make_unique<HashingSink>(*packed_);
    return {};
  }
  // Nobody else writes it from here on.
  auto made = before != nullptr ? PartialFile::reopen(path, before->bytes) : PartialFile::create(path);
  if (!made && before != nullptr && made.error().code == ErrorCode::not_found) {
    return not_what_was_written(UnfinishedFile::name_of(path));
  }
  if (!made) return tl::unexpected(made.error());
  Sha256Stream stream;
  if (before != nullptr) {
    stream = TRY(hash_of_earlier(UnfinishedFile::name_of(path), *before));
  }
  plain_.emplace(*std::move(made));
  hashing_ = std::make_unique<HashingSink>(*plain_, std::move(stream));
  return {};
}

Result<CertifiedFile> ScrubResults::Output::force() {
  TRY(plain_->unfinished().force());
  return hashing_->so_far();
}

bool ScrubResults::can_be_resumed(const std::string& permitted, const std::string& refused) {
  const auto plain = [](const std::string& path) {
    return packing_of(path) == Packing::none && may_be_plain_file(path);
  };
  return plain(permitted) && plain(refused);
}

Result<std::unique_ptr<ScrubResults>> ScrubResults::open(const Names& names,
                                                         const std::optional<ScrubJournal>& journal) {
  std::unique_ptr<ScrubResults> results(new ScrubResults);
  results->plain_ = can_be_resumed(names.permitted, names.refused);
  assert(!journal || results->plain_);
  results->journal_path_ = journal_path(names.permitted);
  const auto first =
      results->permitted_.open(names.permitted, results->plain_, journal ? &journal->permitted : nullptr);
  if (!first) return tl::unexpected(first.error());
  TRY(results->refused_.open(names.refused, results->plain_, journal ? &journal->refused : nullptr));
  TRY(open_sink(results->certificate_, names.certificate));
  TRY(open_sink(results->report_, names.report));
  // What is begun anew is not what an earlier journal speaks of.
  if (!journal && results->plain_) remove_file(results->journal_path_);
  return results;
}

Result<void> ScrubResults::mark(ScrubJournal journal) {
  const auto permitted = TRY(permitted_.force());
  const auto refused = TRY(refused_.force());
  journal.permitted = permitted;
  journal.refused = refused;
  // Nobody else writes it while this has the permitted list.
  TRY(write_file(journal_path_, to_text(journal), Rivals::welcome));
  permitted_.unfinished()->keep();
  refused_.unfinished()->keep();
  return {};
}

Result<void> ScrubResults::finish_lists() {
  TRY(permitted_.finish());
  return refused_.finish();
}

Result<void> ScrubResults::write_whole(FileSink& sink, std::string_view text) {
  TRY(sink.write(text));
  return sink.finish();
}

Result<void> ScrubResults::commit() {
  std::vector<UnfinishedFile*> files = {refused_.unfinished(), report_ ? report_->unfinished() : nullptr,
                                        permitted_.unfinished(), certificate_ ? certificate_->unfinished() : nullptr};
  std::erase(files, nullptr);
  if (auto named = name_together(files); !named) {
    discard();
    return named;
  }
  if (plain_) remove_file(journal_path_);
  return {};
}

void ScrubResults::discard() {
  if (!plain_) return;
  permitted_.unfinished()->keep_not();
  refused_.unfinished()->keep_not();
  remove_file(journal_path_);
}

}  // namespace assent
