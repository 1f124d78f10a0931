// LetterWay: notices as letters, kept in a job for `assent-letters`, which prints them.
//
// A job is a file of JSON lines, one for each letter (docs/letters.md). A line without its end was never said to be
// taken, and counts for nothing.
#pragma once

#include "base/result.hpp"
#include "embed/growing_file.hpp"
#include "outreach/way.hpp"

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assent::ways_out {

// A letter's line in a job, with its end. Nothing is left to be filled in, or it is empty: the text is unfit.
std::string letter_line(const outreach::Message& message);

class LetterWay final : public outreach::Way {
 public:
  // Begins a new job, whose first letter has that place in the ledger.
  using BeginJob = std::function<Result<std::unique_ptr<embed::GrowingFile>>(Position first)>;

  explicit LetterWay(BeginJob begin) : begin_(std::move(begin)) {}

  std::string_view channel() const override { return "mail"; }
  std::string_view provider() const override { return {}; }
  // Letters are taken as soon as the job has them for good. None has a day on which it was sent: the print shop mails
  // them later. If the job cannot be written, they may be taken later, by a new job.
  std::vector<outreach::HandedOver> hand_over(std::span<const outreach::Message> messages) override;

 private:
  Result<void> keep(Position first, std::string_view lines);

  BeginJob begin_;
  std::unique_ptr<embed::GrowingFile> job_;
};

// Jobs in that folder: `letters-LOG-INDEX.jsonl`, or `letters-LOG-INDEX-2.jsonl` if a stopped run left one of that
// name.
LetterWay::BeginJob jobs_in(const std::string& folder);

}  // namespace assent::ways_out
