#include "scrub_jobs/jobs.hpp"

#include "app/campaigns.hpp"
#include "embed/opened_engine.hpp"
#include "evidence/hash.hpp"
#include "explanation/language.hpp"
#include "scrub_jobs/job_files.hpp"
#include "world/file_error.hpp"
#include "world/files.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

namespace assent::scrub_jobs {
namespace {

namespace fs = std::filesystem;

tl::unexpected<Error> no_such_job() {
  return fail(ErrorCode::not_found, "there is no such scrub job", "see the list of yours");
}

tl::unexpected<Error> not_now(State state, std::string mend) {
  return fail(ErrorCode::conflict, "the scrub job is " + std::string(to_string(state)), std::move(mend));
}

// What can be said of an order without its list.
Result<void> check_order(const Order& order, const app::Rules& rules) {
  if (app::campaign_of(rules.campaigns, order.campaign) == nullptr) {
    return fail(ErrorCode::not_found, "there is no such campaign", "see the list of campaigns");
  }
  if (!order.account_column.empty() && !order.telephone_column.empty()) {
    return fail(ErrorCode::invalid, "`account_column` and `telephone_column` are both named",
                "name the one column that names the customers");
  }
  if (!explanation::language_named(order.language)) {
    return fail(ErrorCode::invalid, "`language` is not `en`, `ar` or `fr`", "name one of them");
  }
  if (!order.known_at.empty()) TRY(parse_instant(order.known_at));
  return {};
}

}  // namespace

Result<std::unique_ptr<Jobs>> Jobs::open(embed::OpenedEngine& opened, Settings settings) {
  std::unique_ptr<Jobs> jobs(new Jobs(opened, std::move(settings)));
  TRY(make_private(jobs->settings_.folder));
  TRY(jobs->take_over());
  for (std::size_t i = 0; i < std::max<std::size_t>(1, jobs->settings_.at_once); ++i) {
    jobs->threads_.emplace_back([&all = *jobs](const std::stop_token& stop) { all.work(stop); });
  }
  jobs->threads_.emplace_back([&all = *jobs](const std::stop_token& stop) { all.watch(stop); });
  return jobs;
}

Jobs::~Jobs() {
  for (std::jthread& each : threads_) each.request_stop();
  const std::lock_guard lock(mutex_);
  for (const auto& each : jobs_) each->stop.request_stop();
}

Result<void> Jobs::take_over() {
  std::error_code error;
  for (auto at = fs::directory_iterator(settings_.folder, error); !error && at != fs::directory_iterator();
       at.increment(error)) {
    const std::string state = (at->path() / kState).string();
    const auto text = world::read_file(state);
    auto job = text ? read_job(*text) : Result<Job>(no_such_job());
    if (!job || job->id != at->path().filename().string()) {
      // What else lies there is somebody's.
      std::error_code ignored;
      if (is_made_halfway(at->path())) fs::remove_all(at->path(), ignored);
      continue;
    }
    job->received = size_of(path_of(*job, kList));
    if (job->state == State::waiting || job->state == State::running) {
      job->state = State::interrupted;
      job->changed = opened_.engine().now();
      job->error = Error{ErrorCode::unavailable, "the server ended before the scrub did", "run it again"};
      TRY(save(*job));
    }
    auto kept = std::make_shared<Kept>();
    kept->job = *std::move(job);
    jobs_.push_back(std::move(kept));
  }
  if (error) return world::file_error("list", "the scrub jobs", error.value());
  jobs_.sort([](const auto& a, const auto& b) { return a->job.created < b->job.created; });
  return {};
}

std::string Jobs::folder_of(const Job& job) const { return settings_.folder + "/" + job.id; }
std::string Jobs::path_of(const Job& job, std::string_view name) const {
  return folder_of(job) + "/" + std::string(name);
}
Result<void> Jobs::save(const Job& job) const { return world::write_file(path_of(job, kState), to_text(job)); }

Jobs::Kept* Jobs::kept(const std::string& owner, std::string_view id) {
  const auto at =
      std::ranges::find_if(jobs_, [&](const auto& each) { return each->job.id == id && each->job.owner == owner; });
  return at == jobs_.end() ? nullptr : at->get();
}

// Precondition: the lock is held.
Result<void> Jobs::change(Kept& kept, State state, std::optional<Error> error) {
  kept.job.state = state;
  kept.job.changed = opened_.engine().now();
  kept.job.error = std::move(error);
  return save(kept.job);
}

Result<Jobs::Made> Jobs::make(const std::string& owner, const std::string& key, const Order& order) {
  const auto rules = opened_.engine().rules();
  const std::lock_guard lock(mutex_);
  for (const auto& each : jobs_) {
    if (key.empty() || each->job.owner != owner || each->job.key != key) continue;
    if (each->job.order == order) return Made{each->job, true};
    return fail(ErrorCode::conflict, "the key was used before for another scrub", "use a new key for a new scrub");
  }
  TRY(check_order(order, *rules));
  if (!order.since.empty()) {
    const Kept* const earlier = kept(owner, order.since);
    if (earlier == nullptr || earlier->job.state != State::done || size_of(path_of(earlier->job, kCertificate)) == 0) {
      return fail(ErrorCode::not_found, "`since` names no job of yours that has a certificate",
                  "name one that is done, and was asked in full");
    }
  }
  if (jobs_.size() >= settings_.most) {
    return fail(ErrorCode::conflict, "there are too many scrub jobs", "remove some that are done, or wait");
  }
  auto made = std::make_shared<Kept>();
  Job& job = made->job;
  const auto seed = TRY(opened_.engine().ports().draw_key());
  job.id = evidence::to_hex(evidence::ByteView(seed).first(16));
  job.owner = owner;
  job.key = key;
  job.order = order;
  job.created = job.changed = opened_.engine().now();
  TRY(make_private(folder_of(job)));
  TRY(world::write_file(path_of(job, kCampaign), app::campaign_of(rules->campaigns, order.campaign)->text));
  if (!order.since.empty()) {
    const auto certificate = TRY(world::read_file(path_of(kept(owner, order.since)->job, kCertificate)));
    TRY(world::write_file(path_of(job, "since"), certificate));
  }
  TRY(save(job));
  jobs_.push_back(made);
  return Made{job, false};
}

Result<Job> Jobs::receive(const std::string& owner, std::string_view id, std::uint64_t offset, std::string_view bytes) {
  std::shared_ptr<Kept> held;
  {
    const std::lock_guard lock(mutex_);
    const auto at =
        std::ranges::find_if(jobs_, [&](const auto& each) { return each->job.id == id && each->job.owner == owner; });
    if (at == jobs_.end()) return no_such_job();
    held = *at;
    Job& job = held->job;
    if (job.state != State::receiving) return not_now(job.state, "make a new job for another list");
    if (held->receiving || offset != job.received) {
      return fail(ErrorCode::conflict, "the list has another length than the offset",
                  "continue from " + std::to_string(job.received));
    }
    if (bytes.size() > settings_.list_bytes_most - std::min(settings_.list_bytes_most, job.received)) {
      return fail(ErrorCode::invalid, "the list is too long", "send it packed, or in several jobs");
    }
    held->receiving = true;
  }
  const auto written = append_to(path_of(held->job, kList), offset, bytes);
  const std::lock_guard lock(mutex_);
  held->receiving = false;
  if (!written) return tl::unexpected(written.error());
  held->job.received += bytes.size();
  held->job.changed = opened_.engine().now();
  return held->job;
}

Result<Job> Jobs::run(const std::string& owner, std::string_view id) {
  const std::lock_guard lock(mutex_);
  Kept* const found = kept(owner, id);
  if (found == nullptr) return no_such_job();
  Job& job = found->job;
  if (job.state == State::waiting || job.state == State::running || job.state == State::done) {
    return not_now(job.state, "make a new job to scrub again");
  }
  if (job.received == 0 || found->receiving) {
    return fail(ErrorCode::conflict, "the list has not come in", "send it first");
  }
  // Only what was interrupted continues from its marks.
  if (job.state == State::failed) world::remove_file(path_of(job, kMarks));
  found->stop = {};
  found->cancelled = false;
  TRY(change(*found, State::waiting));
  changed_.notify_all();
  return job;
}

Result<Job> Jobs::cancel(const std::string& owner, std::string_view id) {
  const std::lock_guard lock(mutex_);
  Kept* const found = kept(owner, id);
  if (found == nullptr) return no_such_job();
  if (has_ended(found->job.state)) return not_now(found->job.state, "there is nothing to cancel");
  found->cancelled = true;
  if (found->job.state == State::running) found->stop.request_stop();  // its thread says when it has stopped
  else TRY(change(*found, State::cancelled));
  return found->job;
}

Result<void> Jobs::remove(const std::string& owner, std::string_view id) {
  const std::lock_guard lock(mutex_);
  Kept* const found = kept(owner, id);
  if (found == nullptr) return no_such_job();
  if (found->job.state == State::running || found->receiving) return not_now(found->job.state, "cancel it first");
  std::error_code error;
  fs::remove_all(folder_of(found->job), error);
  if (error) return world::file_error("remove", "the files of a scrub job", error.value());
  std::erase_if(jobs_, [&](const auto& each) { return each.get() == found; });
  return {};
}

Result<Job> Jobs::find(const std::string& owner, std::string_view id) {
  const std::lock_guard lock(mutex_);
  const Kept* const found = kept(owner, id);
  if (found == nullptr) return no_such_job();
  return found->job;
}

std::vector<Job> Jobs::of(const std::string& owner) {
  const std::lock_guard lock(mutex_);
  std::vector<Job> all;
  for (const auto& each : jobs_) {
    if (each->job.owner == owner) all.push_back(each->job);
  }
  return all;
}

Result<std::string> Jobs::file(const std::string& owner, std::string_view id, File which) {
  const auto job = TRY(find(owner, id));
  if (job.state != State::done) return not_now(job.state, "wait until it is done");
  std::string path = path_of(job, which == File::permitted ? kPermitted
                                  : which == File::refused ? kRefused
                                                           : kCertificate);
  std::error_code error;
  if (fs::is_regular_file(path, error)) return path;
  return fail(ErrorCode::not_found, "the scrub job has no such result",
              "a certificate needs a key of the server's, and a scrub in full");
}

std::string Jobs::report(const Job& job) const {
  if (job.state != State::done) return {};
  return world::read_file(path_of(job, kReport)).value_or(std::string());
}

}  // namespace assent::scrub_jobs
