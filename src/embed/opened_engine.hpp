// OpenedEngine: an engine on the real world, from the names of its files: what a program has that Assent is embedded
// in.
//
// It holds the ledger, the rules, an index in memory and the thread that keeps the index at the ledger's heels.
// Thread-safe, but for opening and destruction. Not to be kept across fork(): the child opens one of its own.
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

namespace assent {

struct EngineFiles {
  std::string ledger;
  std::string rule_packs;  // their folder
  std::string catalogue;   // empty: nothing can be offered
  std::string regime;      // that counts where nobody names one; empty: kUsualRegime
  std::string actor;       // who records, where nobody says; empty: nobody may be left unsaid

  // Empty: an index is made in memory. `none`: there is none, and the ledger is asked. Else the file that it is taken
  // from; where it is not there, or is not of this ledger and these rules, one is made from the ledger and kept there.
  std::string index;
  bool read_only = false;  // nothing can be recorded
  unsigned threads = 0;    // that read and make an index; 0: as many as the machine has
};

inline constexpr std::string_view kNoIndex = "none";

// How the index stands to the ledger.
enum class IndexState {
  none,        // there is none
  up_to_date,  // it is asked
  behind       // it could not follow, or not in time: the ledger is asked until it has
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
  Engine& engine() { return *engine_; }
  const Engine& engine() const { return *engine_; }
  Ledger& ledger() { return *ledger_; }
  std::shared_ptr<LeasedIndex> index() const { return index_; }
  IndexState index_state() const;

  // Reads rule packs and catalogue anew and uses them from now on; who began with the former ones ends with them. Fails
  // as read_rules(), or where the usual regime is not among them; then the former ones stay in use.
  Result<void> reload();

  // invalid: one of the files that would be written is one that is read, another one that is written, or the ledger,
  // its index, the catalogue or a rule pack. Empty names are passed over.
  Result<void> spare(const std::vector<std::string>& written, std::vector<std::string> read) const;

  // Puts into the index what has been recorded by now; where that fails, the ledger is asked.
  void follow();

 private:
  explicit OpenedEngine(EngineFiles files) : files_(std::move(files)) {}
  Result<void> open_index(const Rules& rules);
  Result<Rules> sound_rules() const;

  RealWorld world_;
  EngineFiles files_;
  std::unique_ptr<Ledger> ledger_;
  std::shared_ptr<LeasedIndex> index_;
  std::optional<Follower> follower_;  // ends before the index and the ledger
  std::optional<Engine> engine_;
};

}  // namespace assent
