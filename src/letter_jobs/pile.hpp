// Pile: the letters of jobs, each once, in the order in which they are printed. Not thread-safe.
#pragma once

#include "base/byte_stream.hpp"
#include "base/result.hpp"
#include "consent/position.hpp"
#include "letter_jobs/job.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace assent::letter_jobs {

// A letter whose texts stand in the pile, each once for all letters that have it.
struct PiledLetter {
  Position queued;
  std::string account;
  std::vector<std::string> to;
  std::string country;
  std::string page;
  const std::string* language = nullptr;
  const std::string* subject = nullptr;
  std::vector<const std::string*> paragraphs;

  bool has_text_of(const PiledLetter& other) const {
    return language == other.language && subject == other.subject && paragraphs == other.paragraphs;
  }
};

class Pile {
 public:
  Pile() = default;
  Pile(const Pile&) = delete;
  Pile& operator=(const Pile&) = delete;

  // Adds the letters of a job, which is called `name` in messages. A last line without its end counts for nothing. A
  // letter whose place came before replaces the one that was there.
  //
  //   invalid      a line is no letter, or is of another notice or version than the letters before
  //   unavailable  as the source
  Result<void> add_job(ByteSource& job, std::string_view name);

  // Leaves out the letters of an earlier manifest: a CSV with a column `queued`.
  //
  //   invalid      it is none
  //   unavailable  as the source
  Result<void> leave_out(ByteSource& manifest, std::string_view name);

  // By language and text, so that what is the same comes together; then by place. Valid as long as the pile.
  std::vector<const PiledLetter*> in_order() const;

  const std::string& notice() const { return notice_; }
  const std::string& version() const { return version_; }
  std::uint64_t repeated() const { return repeated_; }        // letters whose place came before
  std::uint64_t made_before() const { return made_before_; }  // letters that were left out

 private:
  Result<void> add(JobLetter letter);
  const std::string* kept(std::string text);

  std::string notice_;
  std::string version_;
  std::unordered_set<std::string> texts_;
  std::map<Position, PiledLetter> letters_;
  std::uint64_t repeated_ = 0;
  std::uint64_t made_before_ = 0;
};

}  // namespace assent::letter_jobs
