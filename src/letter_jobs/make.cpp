#include "letter_jobs/make.hpp"

#include "csv/writer.hpp"
#include "letter_jobs/day_in_words.hpp"

#include <fmt/format.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <array>
#include <memory>
#include <optional>
#include <string_view>

namespace assent::letter_jobs {
namespace {

class HashedFile final : public ByteSink {
 public:
  explicit HashedFile(ByteSink& sink) : sink_(sink) {}
  Result<void> write(std::string_view bytes) override {
    TRY(sink_.write(bytes));
    stream_.update(evidence::view_of(bytes));
    return {};
  }
  std::uint64_t bytes() const { return stream_.size(); }
  evidence::Hash finish() { return stream_.finish(); }

 private:
  ByteSink& sink_;
  evidence::Sha256Stream stream_;
};

class Making {
 public:
  Making(const SenderFile& sender, const MakeSettings& settings, const MakePorts& ports)
      : sender_(sender), settings_(settings), ports_(ports), manifest_(ports.manifest), left_out_(ports.left_out) {}

  Result<Made> make(const std::vector<const PiledLetter*>& letters) {
    TRY(manifest_.row(
        std::array<std::string_view, 7>{"file", "page", "pages", "account", "queued", "language", "sha256"}));
    TRY(left_out_.row(std::array<std::string_view, 3>{"account", "queued", "why"}));
    for (const PiledLetter* const each : letters) TRY(add(*each));
    TRY(end_file());
    TRY(manifest_.flush());
    TRY(left_out_.flush());
    return std::move(made_);
  }

 private:
  Result<void> add(const PiledLetter& letter) {
    if (!body_of_ || !body_of_->has_text_of(letter)) {
      body_ = body_of(letter);
      body_hash_ = evidence::to_hex(evidence::sha256(evidence::view_of(text_of(letter))));
      body_of_ = &letter;
      body_is_set_ = false;
    }
    if (body_.sender.empty() || body_.at_code.empty()) {
      return fail(ErrorCode::invalid, fmt::format("the sender's file has no text in `{}`", body_.language),
                  "add `line` and `at_code` in that language");
    }
    if (!printer_) TRY(begin_file());
    if (!body_is_set_) {
      const auto pages = set_body();
      if (!pages && pages.error().code == ErrorCode::invalid) return leave_out(letter, pages.error());
      TRY(pages);
    }
    MadeFile& now = made_.files.back();
    if (settings_.pages_per_file > 0 && now.pages > 0 && now.pages + pages_each_ > settings_.pages_per_file) {
      TRY(end_file());
      TRY(begin_file());
      TRY(set_body());
    }
    const auto added = printer_->add(address_of(letter, sender_), letter.page);
    if (!added && added.error().code == ErrorCode::invalid) return leave_out(letter, added.error());
    TRY(added);
    MadeFile& file = made_.files.back();
    TRY(manifest_.row(std::array<std::string_view, 7>{bare(file.name), std::to_string(file.pages + 1),
                                                      std::to_string(pages_each_), letter.account,
                                                      entry_name(letter.queued), *letter.language, body_hash_}));
    ++file.letters;
    file.pages += pages_each_;
    return {};
  }

  Result<void> set_body() {
    pages_each_ = TRY(printer_->set_body(body_));
    body_is_set_ = true;
    return {};
  }

  PrintedBody body_of(const PiledLetter& letter) const {
    PrintedBody body;
    body.language = *letter.language;
    body.sender = written::in_language(sender_.line, body.language);
    body.at_code = written::in_language(sender_.at_code, body.language);
    body.date = day_in_words(settings_.mailing, body.language);
    body.subject = *letter.subject;
    for (const std::string* const each : letter.paragraphs) body.paragraphs.push_back(*each);
    return body;
  }

  Result<void> leave_out(const PiledLetter& letter, const Error& why) {
    ++made_.left_out;
    return left_out_.row(std::array<std::string_view, 3>{letter.account, entry_name(letter.queued), why.message});
  }

  static std::string_view bare(std::string_view name) {
    const std::size_t slash = name.rfind('/');
    return slash == std::string_view::npos ? name : name.substr(slash + 1);
  }

  std::string next_name() const {
    if (settings_.pages_per_file == 0) return settings_.output;
    const std::string_view name = bare(settings_.output);
    const std::size_t dot = name.rfind('.');
    const std::string ending(dot == std::string_view::npos || dot == 0 ? std::string_view() : name.substr(dot));
    return fmt::format("{}-{:03}{}", settings_.output.substr(0, settings_.output.size() - ending.size()),
                       made_.files.size() + 1, ending);
  }

  Result<void> begin_file() {
    const std::string name = next_name();
    ByteSink* const sink = TRY(ports_.files.open(name));
    hashed_.emplace(*sink);
    printer_ = ports_.print(*hashed_);
    made_.files.push_back({name});
    body_is_set_ = false;
    return {};
  }

  Result<void> end_file() {
    if (!printer_) return {};
    MadeFile& file = made_.files.back();
    if (file.letters == 0) {  // nothing of it could be printed
      made_.files.pop_back();
      printer_.reset();
      return {};
    }
    TRY(printer_->finish());
    printer_.reset();
    file.bytes = hashed_->bytes();
    file.sha256 = hashed_->finish();
    made_.letters += file.letters;
    made_.pages += file.pages;
    return ports_.files.commit();
  }

  const SenderFile& sender_;
  const MakeSettings& settings_;
  const MakePorts& ports_;
  csv::CsvWriter manifest_;
  csv::CsvWriter left_out_;
  std::optional<HashedFile> hashed_;
  std::unique_ptr<Printer> printer_;
  const PiledLetter* body_of_ = nullptr;
  PrintedBody body_;
  std::string body_hash_;
  bool body_is_set_ = false;
  std::uint64_t pages_each_ = 0;
  Made made_;
};

}  // namespace

std::string text_of(const PiledLetter& letter) {
  std::string text = *letter.subject + "\n";
  for (const std::string* const each : letter.paragraphs) text += "\n" + *each + "\n";
  return text;
}

std::vector<std::string> address_of(const PiledLetter& letter, const SenderFile& sender) {
  std::vector<std::string> lines = letter.to;
  if (letter.country.empty() || letter.country == sender.country) return lines;
  icu::UnicodeString country;
  icu::Locale("", letter.country.c_str()).getDisplayCountry(icu::Locale::getEnglish(), country);
  country.toUpper(icu::Locale::getEnglish());
  country.toUTF8String(lines.emplace_back());
  return lines;
}

Result<Made> make_letters(const Pile& pile, const SenderFile& sender, const MakeSettings& settings,
                          const MakePorts& ports) {
  const auto letters = pile.in_order();
  if (letters.empty()) {
    return fail(ErrorCode::invalid, "the jobs have no letter that is to be printed", "name the jobs of a run");
  }
  return Making(sender, settings, ports).make(letters);
}

}  // namespace assent::letter_jobs
