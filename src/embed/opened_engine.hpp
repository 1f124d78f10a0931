// OpenedEngine: an engine on the real world, from the names of its files: for programs that embed Assent.
//
// It has the ledger, the rules, an index in memory and the thread that keeps the index up to date. Thread-safe, except
// opening and destruction. Do not use it after fork(): the child opens its own.
#pragma once

#include "app/engine.hpp"
#include "base/result.hpp"
#include "embed/real_world.hpp"
#include "service/follower.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assent::embed {

struct EngineFiles {
  std::string ledger;
  std::string rule_packs;      // their folder
  std::string catalogue;       // empty: nothing can be offered
  std::string campaigns = {};  // the folder of those that are set up; empty: none
  std::string regime;          // the default regime; empty: kUsualRegime
  std::string actor;           // the default actor; empty: each call must name the actor

  // Empty: an index is made in memory. `none`: there is none, and the ledger is asked. Else the index's file; if it is
  // missing, or does not fit this ledger and these rules, an index is made from the ledger and saved there.
  std::string index;
  bool read_only = false;  // nothing can be recorded
  unsigned threads = 0;    // that read and make an index; 0: as many as the machine has
};

inline constexpr std::string_view kNoIndex = "none";

// The state of the index.
enum class IndexState {
  none,        // there is none
  up_to_date,  // it is asked
  behind       // it could not follow in time: the ledger is asked until it has
};

class OpenedEngine {
 public:
  //   not_found             there is no ledger, folder of packs, pack or catalogue; or no such regime
  //   invalid               a name is missing; a pack or the catalogue has issues; the ledger is none; the file of the
  //                         index is something else
  //   unavailable, damaged  the ledger, or what cannot be read
  static Result<std::unique_ptr<OpenedEngine>> open(EngineFiles files);

  OpenedEngine(const OpenedEngine&) = delete;
  OpenedEngine& operator=(const OpenedEngine&) = delete;

  const EngineFiles& files() const { return files_; }
  app::Engine& engine() { return *engine_; }
  const app::Engine& engine() const { return *engine_; }
  ledger::Ledger& ledger() { return *ledger_; }
  std::shared_ptr<service::LeasedIndex> index() const { return index_; }
  IndexState index_state() const;

  // Reads rule packs and catalogue again and uses them from now on. A call that began with the earlier ones ends with
  // them. Fails as read_rules(), or if the default regime is not among them; then the earlier ones stay in use.
  Result<void> reload();

  // invalid: one of the files that would be written is one that is read, another one that is written, or the ledger,
  // its index, the catalogue or a rule pack. Empty names are passed over.
  Result<void> spare(const std::vector<std::string>& written, std::vector<std::string> read) const;

  // Brings the index up to date. If that fails, the ledger is asked.
  void follow();

 private:
  explicit OpenedEngine(EngineFiles files) : files_(std::move(files)) {}
  Result<void> open_index(const app::Rules& rules);
  Result<app::Rules> sound_rules() const;

  RealWorld world_;
  EngineFiles files_;
  std::unique_ptr<ledger::Ledger> ledger_;
  std::shared_ptr<service::LeasedIndex> index_;
  std::optional<service::Follower> follower_;  // ends before the index and the ledger
  std::optional<app::Engine> engine_;
};

}  // namespace assent::embed
