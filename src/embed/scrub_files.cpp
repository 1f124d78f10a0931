#include "embed/scrub_files.hpp"

#include "wording/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <utility>
#include <vector>

namespace assent::embed {

namespace {

tl::unexpected<Error> not_what_was_written(const std::string& name) {
  return fail(ErrorCode::damaged, fmt::format("{} is not what the interrupted scrub wrote", wording::shown(name)),
              "begin again without `--resume`");
}

// The hash of what an earlier run wrote, which is to be what it noted.
Result<evidence::Sha256Stream> hash_of_earlier(const std::string& name, const certificate::CertifiedFile& noted) {
  auto source = world::FileSource::open(name);
  if (!source) return not_what_was_written(name);
  evidence::Sha256Stream stream;
  std::vector<char> buffer(std::size_t{1} << 20);
  while (stream.size() < noted.bytes) {
    const auto count =
        source->read({buffer.data(), std::min<std::uint64_t>(noted.bytes - stream.size(), buffer.size())});
    if (!count) return tl::unexpected(count.error());
    if (*count == 0) return not_what_was_written(name);
    stream.update(evidence::view_of({buffer.data(), *count}));
  }
  if (stream.so_far() != noted.sha256) return not_what_was_written(name);
  return stream;
}

bool is_plain(const std::string& path) {
  return world::packing_of(path) == world::Packing::none && world::may_be_plain_file(path);
}

Result<void> open_sink(std::optional<world::FileSink>& sink, const std::string& name) {
  if (name.empty()) return {};
  auto made = TRY(world::FileSink::create(name));
  sink.emplace(std::move(made));
  return {};
}

}  // namespace

Result<void> ScrubFiles::Output::open(const std::string& path, bool plain, const certificate::CertifiedFile* before) {
  if (!plain) {
    packed_ = TRY(world::create_list(path));
    hashing_ = std::make_unique<service::HashingSink>(*packed_);
    return {};
  }
  // No other program writes it from here on.
  auto made = before != nullptr ? world::PartialFile::reopen(path, before->bytes) : world::PartialFile::create(path);
  if (!made && before != nullptr && made.error().code == ErrorCode::not_found) {
    return not_what_was_written(world::UnfinishedFile::name_of(path));
  }
  if (!made) return tl::unexpected(made.error());
  evidence::Sha256Stream stream;
  if (before != nullptr) {
    stream = TRY(hash_of_earlier(world::UnfinishedFile::name_of(path), *before));
  }
  plain_.emplace(*std::move(made));
  hashing_ = std::make_unique<service::HashingSink>(*plain_, std::move(stream));
  return {};
}

Result<certificate::CertifiedFile> ScrubFiles::Output::force() {
  TRY(plain_->unfinished().force());
  return hashing_->so_far();
}

ScrubFiles::ScrubFiles(Names names)
    : names_(std::move(names)),
      plain_(is_plain(names_.permitted) && is_plain(names_.refused)),
      journal_path_(journal_path(names_.permitted)) {}

Result<std::optional<service::ScrubJournal>> ScrubFiles::interrupted() {
  if (!world::state_of_file(journal_path_)) return std::nullopt;
  const auto text = TRY(world::read_file(journal_path_));
  return service::read_journal(text);
}

Result<void> ScrubFiles::open(const service::ScrubJournal* journal) {
  assert(journal == nullptr || plain_);
  TRY(permitted_.open(names_.permitted, plain_, journal != nullptr ? &journal->permitted : nullptr));
  TRY(refused_.open(names_.refused, plain_, journal != nullptr ? &journal->refused : nullptr));
  TRY(open_sink(certificate_, names_.certificate));
  TRY(open_sink(report_, names_.report));
  // An earlier journal is not about results that begin again.
  if (journal == nullptr && plain_) world::remove_file(journal_path_);
  return {};
}

Result<void> ScrubFiles::mark(service::ScrubJournal journal) {
  const auto permitted = TRY(permitted_.force());
  const auto refused = TRY(refused_.force());
  journal.permitted = permitted;
  journal.refused = refused;
  // No other program writes it while this has the permitted list.
  TRY(world::write_file(journal_path_, service::to_text(journal), world::Rivals::welcome));
  permitted_.unfinished()->keep();
  refused_.unfinished()->keep();
  return {};
}

Result<void> ScrubFiles::finish_lists() {
  TRY(permitted_.finish());
  return refused_.finish();
}

Result<void> ScrubFiles::write_whole(world::FileSink& sink, std::string_view text) {
  TRY(sink.write(text));
  return sink.finish();
}

Result<void> ScrubFiles::commit() {
  std::vector<world::UnfinishedFile*> files = {refused_.unfinished(), report_ ? report_->unfinished() : nullptr,
                                               permitted_.unfinished(),
                                               certificate_ ? certificate_->unfinished() : nullptr};
  std::erase(files, nullptr);
  if (auto named = world::name_together(files); !named) {
    discard();
    return named;
  }
  if (plain_) world::remove_file(journal_path_);
  return {};
}

void ScrubFiles::discard() {
  if (!plain_) return;
  permitted_.unfinished()->keep_not();
  refused_.unfinished()->keep_not();
  world::remove_file(journal_path_);
}

}  // namespace assent::embed
