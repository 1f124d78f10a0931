// How jobs run, and how they are forgotten.

#include "embed/list_scrub.hpp"
#include "embed/opened_engine.hpp"
#include "explanation/language.hpp"
#include "scrub_jobs/job_files.hpp"
#include "scrub_jobs/jobs.hpp"

#include <algorithm>
#include <exception>
#include <filesystem>
#include <system_error>
#include <utility>

namespace assent::scrub_jobs {

Result<std::string> Jobs::scrub(const Job& job, const std::shared_ptr<Kept>& kept) {
  embed::FilesToScrub files;
  files.campaign = path_of(job, kCampaign);
  files.list = path_of(job, kList);
  files.permitted = path_of(job, kPermitted);
  files.refused = path_of(job, kRefused);
  files.report = path_of(job, kReport);
  files.key = settings_.key;
  if (!job.order.since.empty()) files.since = path_of(job, "since");
  else if (!settings_.key.empty()) files.certificate = path_of(job, kCertificate);
  embed::ScrubManner manner;
  manner.at = job.order.at;
  manner.columns.account = job.order.account_column;
  manner.columns.telephone = job.order.telephone_column;
  manner.columns.country = job.order.country;
  manner.language = explanation::language_named(job.order.language).value_or(explanation::Language::en);
  manner.explain_each = job.order.explain_each;
  manner.actor = job.owner;
  manner.channel = "api";
  manner.trial = job.order.trial;
  if (!job.order.known_at.empty()) {
    const auto known_at = TRY(parse_instant(job.order.known_at));
    manner.known_at = app::StatedInstant{known_at, job.order.known_at};
  }
  manner.threads = settings_.threads;
  std::error_code none;
  manner.resume = std::filesystem::exists(path_of(job, kMarks), none);
  const embed::OnListRead progress{{}, [&](std::uint64_t rows, std::uint64_t bytes) {
                                     const std::lock_guard lock(mutex_);
                                     kept->job.rows = rows;
                                     kept->job.read = bytes;
                                   }};
  const auto outcome = TRY(embed::scrub_files(opened_, files, manner, progress, kept->stop.get_token()));
  const std::lock_guard lock(mutex_);
  kept->job.rows = outcome.summary.rows;
  kept->job.read = kept->job.received;
  if (outcome.trouble) kept->job.error = outcome.trouble->error;
  return outcome.occasion.run ? entry_name(*outcome.occasion.run) : std::string();
}

void Jobs::work(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  for (;;) {
    std::shared_ptr<Kept> next;
    const auto waits = [&] {
      const auto at = std::ranges::find_if(jobs_, [](const auto& each) { return each->job.state == State::waiting; });
      next = at == jobs_.end() ? nullptr : *at;
      return next != nullptr;
    };
    if (!changed_.wait(lock, stop, waits) || stop.stop_requested()) return;
    if (const auto begun = change(*next, State::running); !begun) {
      next->job.state = State::failed;
      next->job.error = begun.error();
      continue;
    }
    const Job job = next->job;
    lock.unlock();
    Result<std::string> run = fail(ErrorCode::damaged, "the scrub ended with a fault of the program", "run it again");
    try {
      run = scrub(job, next);
    } catch (const std::exception&) {
      run = fail(ErrorCode::unavailable, "there was too little memory, or time zone data could not be read",
                 "mend that and run it again");
    }
    lock.lock();
    // What cannot be saved is seen as cut off when the server starts again; the lists stand all the same.
    if (run) {
      if (!run->empty()) next->job.run = *run;
      static_cast<void>(change(*next, State::done, next->job.error));
    } else if (next->cancelled) {
      static_cast<void>(change(*next, State::cancelled));
    } else {
      static_cast<void>(change(*next, stop.stop_requested() ? State::interrupted : State::failed, run.error()));
    }
    if (stop.stop_requested()) return;
  }
}

void Jobs::watch(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    sweep();
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, stop, std::chrono::minutes{1}, [] { return false; });
  }
}

void Jobs::sweep() {
  const std::lock_guard lock(mutex_);
  const Instant now = opened_.engine().now();
  std::erase_if(jobs_, [&](const auto& each) {
    const Job& job = each->job;
    const bool idle = has_ended(job.state) || (job.state == State::receiving && !each->receiving);
    if (!idle || now < job.changed + settings_.kept) return false;
    std::error_code error;
    std::filesystem::remove_all(folder_of(job), error);
    return !error;
  });
}

}  // namespace assent::scrub_jobs
