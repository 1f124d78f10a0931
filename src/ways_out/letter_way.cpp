#include "ways_out/letter_way.hpp"

#include "email/notice_email.hpp"
#include "letter_jobs/job.hpp"
#include "notice_check/variables.hpp"

#include <fmt/format.h>

#include <optional>
#include <utility>

namespace assent::ways_out {
namespace {

// What is filled in stands in isolates where the text is written from the right, as in e-mails.
std::string letter_text(std::string_view text, const outreach::CustomerValues& values, bool from_the_right) {
  const auto set_apart = [&](const std::string& value) { return from_the_right ? "\u2068" + value + "\u2069" : value; };
  return notice_check::filled(text, [&](const notice_check::Variable& variable) -> std::optional<std::string> {
    if (variable.name == "account") return set_apart(values.account);
    if (variable.name == "services") return set_apart(values.services);
    if (variable.name == "page" && !values.page.empty()) return set_apart(values.page);
    return std::nullopt;
  });
}

}  // namespace

std::string letter_line(const outreach::Message& message) {
  const bool from_the_right = email::is_right_to_left(message.text->language);
  const std::string subject = letter_text(message.text->subject, message.values, from_the_right);
  bool fit = notice_check::variables_in(subject).variables.empty();
  std::vector<std::string> paragraphs;
  for (const evidence::NoticeBlock& each : message.text->blocks) {
    paragraphs.push_back(letter_text(each.text, message.values, from_the_right));
    fit = fit && notice_check::variables_in(paragraphs.back()).variables.empty();
  }
  if (!fit) return {};
  return letter_jobs::line_of({message.queued, message.notice->notice, message.notice->version, message.values.account,
                               message.text->language, message.postal.lines, message.postal.country, subject,
                               std::move(paragraphs), message.values.page});
}

Result<void> LetterWay::keep(Position first, std::string_view lines) {
  if (!job_) job_ = TRY(begin_(first));
  auto kept = job_->append(lines);
  if (!kept) job_.reset();  // what follows a torn line could not be read
  return kept;
}

std::vector<outreach::HandedOver> LetterWay::hand_over(std::span<const outreach::Message> messages) {
  std::vector<outreach::HandedOver> became(messages.size());
  std::string lines;
  for (std::size_t i = 0; i < messages.size(); ++i) {
    const std::string line = letter_line(messages[i]);
    became[i].outcome = line.empty() ? outreach::Outcome::refused : outreach::Outcome::taken;
    became[i].detail = line.empty() ? "text_unfit" : "in_job";
    lines += line;
  }
  if (lines.empty() || keep(messages.front().queued, lines)) return became;
  for (outreach::HandedOver& each : became) {
    if (each.outcome != outreach::Outcome::taken) continue;
    each.outcome = outreach::Outcome::later;
    each.detail = "job_not_written";
  }
  return became;
}

LetterWay::BeginJob jobs_in(const std::string& folder) {
  return [folder](Position first) -> Result<std::unique_ptr<embed::GrowingFile>> {
    constexpr int kTries = 1'000;  // as often was the run stopped at the same letter
    for (int i = 1;; ++i) {
      const std::string again = i == 1 ? std::string() : fmt::format("-{}", i);
      auto job =
          embed::create_growing(fmt::format("{}/letters-{}-{:012}{}.jsonl", folder, first.log, first.index, again));
      if (job || job.error().code != ErrorCode::conflict || i == kTries) return job;
    }
  };
}

}  // namespace assent::ways_out
