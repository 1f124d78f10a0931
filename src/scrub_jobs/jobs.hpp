// Jobs: the scrubs of a server. A few run at once, each in a thread of its own; the others wait. What they are given
// and what they make stands in a folder, one for each job, which outlives the server. Thread-safe.
//
// A job that ran or waited when the server ended is `interrupted` when it starts again. It says so, and can be run
// again: it continues from its last mark, if it has one.
#pragma once

#include "base/result.hpp"
#include "embed/opened_engine.hpp"
#include "scrub_jobs/job.hpp"
#include "scrub_jobs/settings.hpp"

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace assent::scrub_jobs {

// A result, as its bytes come.
enum class File : std::uint8_t { permitted, refused, certificate };

class Jobs {
 public:
  // Reads what an earlier run of the server has left. The engine outlives it.
  //
  //   invalid, unavailable  the folder cannot be made, read or written
  static Result<std::unique_ptr<Jobs>> open(embed::OpenedEngine& opened, Settings settings);
  // Stops what runs; it will be `interrupted`.
  ~Jobs();
  Jobs(const Jobs&) = delete;
  Jobs& operator=(const Jobs&) = delete;

  // Each is about a job of that owner; not_found: there is none of that id.

  struct Made {
    Job job;
    bool repeated = false;  // the key was known: this is the first one's job
  };
  // not_found: no such campaign, or no such earlier job; conflict: the key was used for another order, or there are too
  // many jobs; invalid: a column of each kind is named, or a word that there is not
  Result<Made> make(const std::string& owner, const std::string& key, const Order& order);

  // Adds bytes to the list. conflict: it is not receiving, or has another length than `offset`, which the error tells;
  // invalid: the list would be too long.
  Result<Job> receive(const std::string& owner, std::string_view id, std::uint64_t offset, std::string_view bytes);

  // Lets it run as soon as there is room. conflict: it runs, waits, or is done; or no list has come in.
  Result<Job> run(const std::string& owner, std::string_view id);

  // Stops it. conflict: it has ended.
  Result<Job> cancel(const std::string& owner, std::string_view id);

  // Removes it and its files. conflict: it runs.
  Result<void> remove(const std::string& owner, std::string_view id);

  Result<Job> find(const std::string& owner, std::string_view id);
  std::vector<Job> of(const std::string& owner);

  // The path of a result. not_found also: the job has none; conflict: it is not done.
  Result<std::string> file(const std::string& owner, std::string_view id, File which);
  // The summary as JSON; empty: there is none.
  std::string report(const Job& job) const;

  const Settings& settings() const { return settings_; }
  // Removes what was kept long enough. Called by the jobs' own thread every minute.
  void sweep();

 private:
  struct Kept {
    Job job;
    std::stop_source stop;
    bool cancelled = false;
    bool receiving = false;  // bytes are being written
  };
  Jobs(embed::OpenedEngine& opened, Settings settings) : opened_(opened), settings_(std::move(settings)) {}

  Result<void> take_over();
  Kept* kept(const std::string& owner, std::string_view id);
  Result<void> change(Kept& kept, State state, std::optional<Error> error = std::nullopt);
  Result<void> save(const Job& job) const;
  std::string folder_of(const Job& job) const;
  std::string path_of(const Job& job, std::string_view name) const;
  Result<std::string> scrub(const Job& job, const std::shared_ptr<Kept>& kept);
  void work(const std::stop_token& stop);
  void watch(const std::stop_token& stop);

  embed::OpenedEngine& opened_;
  Settings settings_;
  std::mutex mutex_;  // guards jobs_
  std::condition_variable_any changed_;
  std::list<std::shared_ptr<Kept>> jobs_;  // in the order in which they were made
  std::vector<std::jthread> threads_;      // end first
};

}  // namespace assent::scrub_jobs
