#include "letter_jobs/pile.hpp"

#include "csv/reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace assent::letter_jobs {
namespace {

constexpr std::size_t kLineBytesMost = std::size_t{4} * 1024 * 1024;

Error in_file(const Error& error, std::string_view name, std::uint64_t line) {
  return {error.code, fmt::format("`{}`, line {}: {}", name, line, error.message), error.mend};
}

}  // namespace

Result<void> Pile::add_job(ByteSource& job, std::string_view name) {
  std::array<char, std::size_t{64} * 1024> piece{};
  std::string line;
  std::uint64_t number = 1;
  for (;;) {
    const std::size_t count = TRY(job.read(piece));
    if (count == 0) return {};
    std::string_view rest(piece.data(), count);
    for (std::size_t end = 0; (end = rest.find('\n')) != std::string_view::npos; ++number) {
      line += rest.substr(0, end);
      rest.remove_prefix(end + 1);
      auto letter = letter_in(line);
      if (!letter) return tl::unexpected(in_file(letter.error(), name, number));
      const auto added = add(*std::move(letter));
      if (!added) return tl::unexpected(in_file(added.error(), name, number));
      line.clear();
    }
    line += rest;
    if (line.size() > kLineBytesMost) {
      return tl::unexpected(in_file({ErrorCode::invalid, "this is no letter of a job: the line is too long",
                                     "give the files as `assent outreach send` wrote them"},
                                    name, number));
    }
  }
}

const std::string* Pile::kept(std::string text) { return &*texts_.insert(std::move(text)).first; }

Result<void> Pile::add(JobLetter letter) {
  if (letters_.empty() && made_before_ == 0) {
    notice_ = letter.notice;
    version_ = letter.version;
  }
  if (letter.notice != notice_ || letter.version != version_) {
    return fail(ErrorCode::invalid,
                fmt::format("the jobs have letters of notice `{}` version `{}`, and of `{}` version `{}`", notice_,
                            version_, letter.notice, letter.version),
                "make the letters of each notice by themselves");
  }
  PiledLetter piled;
  piled.queued = letter.queued;
  piled.account = std::move(letter.account);
  piled.to = std::move(letter.to);
  piled.country = std::move(letter.country);
  piled.page = std::move(letter.page);
  piled.language = kept(std::move(letter.language));
  piled.subject = kept(std::move(letter.subject));
  for (std::string& each : letter.paragraphs) piled.paragraphs.push_back(kept(std::move(each)));
  if (!letters_.insert_or_assign(letter.queued, std::move(piled)).second) ++repeated_;
  return {};
}

Result<void> Pile::leave_out(ByteSource& manifest, std::string_view name) {
  csv::CsvReader reader(manifest);
  const auto broken = [&](std::string_view what) {
    return tl::unexpected(in_file({ErrorCode::invalid, std::string(what), "give the manifest as it was written"}, name,
                                  std::max<std::uint64_t>(reader.line(), 1)));
  };
  std::set<std::string, std::less<>> places;
  std::size_t column = 0;
  for (bool first = true;; first = false) {
    const csv::CsvStep step = TRY(reader.next());
    if (step == csv::CsvStep::end && first) return broken("the manifest is empty");
    if (step == csv::CsvStep::end) break;
    if (step == csv::CsvStep::fault) return broken("the line cannot be read");
    const auto fields = reader.fields();
    if (!first) {
      places.emplace(fields[column]);
      continue;
    }
    const auto found = std::ranges::find(fields, "queued");
    if (found == fields.end()) return broken("there is no column `queued`");
    column = static_cast<std::size_t>(found - fields.begin());
  }
  made_before_ += std::erase_if(letters_, [&](const auto& each) { return places.contains(entry_name(each.first)); });
  return {};
}

std::vector<const PiledLetter*> Pile::in_order() const {
  std::vector<const PiledLetter*> all;
  for (const auto& [place, letter] : letters_) all.push_back(&letter);
  const auto before = [](const PiledLetter* a, const PiledLetter* b) {
    if (a->has_text_of(*b)) return false;  // the order of places stays
    if (a->language != b->language) return *a->language < *b->language;
    if (a->subject != b->subject) return *a->subject < *b->subject;
    return std::ranges::lexicographical_compare(
        a->paragraphs, b->paragraphs, {}, [](const std::string* each) -> const std::string& { return *each; },
        [](const std::string* each) -> const std::string& { return *each; });
  };
  std::ranges::stable_sort(all, before);
  return all;
}

}  // namespace assent::letter_jobs
