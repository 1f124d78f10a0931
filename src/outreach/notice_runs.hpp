// NoticeRuns: the runs that there are, as the ledger has them: who planned each, who approved it, how it stands.
// Thread-safe.
#pragma once

#include "app/engine.hpp"
#include "base/result.hpp"
#include "outreach/notice_run.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::outreach {

class NoticeRuns {
 public:
  // The engine outlives it.
  explicit NoticeRuns(app::Engine& engine) : engine_(engine) {}

  // A new run, which waits for its approval. The same plan again gives the run that there is, if that has not ended.
  //
  //   unavailable, damaged  as the ledger; likewise below
  Result<NoticeRun> add(const Plan& plan, const std::string& actor);

  // In the order in which they came.
  Result<std::vector<NoticeRun>> all() const;
  // not_found  there is none of that id; likewise below
  Result<NoticeRun> find(std::string_view id) const;

  // By another person than the one who planned it.
  //
  //   invalid   the same person; it is finished or cancelled
  //   conflict  it was changed at the same moment; likewise below
  Result<NoticeRun> approve(std::string_view id, const std::string& actor);
  // Nothing more is handed over; whoever sends it stops within a moment.
  //
  //   invalid   it is not approved
  Result<NoticeRun> pause(std::string_view id, const std::string& actor);
  //   invalid   it is finished
  Result<NoticeRun> cancel(std::string_view id, const std::string& actor);
  Result<NoticeRun> finish(std::string_view id, const std::string& actor);

  // Changes whenever a run does. Cheap.
  Result<std::optional<Position>> newest() const;

 private:
  Result<NoticeRun> changed(NoticeRun run, RunState state, const std::string& actor);

  app::Engine& engine_;
};

}  // namespace assent::outreach
