// Whether what a command left, after one of its calls failed, is what it may leave.
#pragma once

#include "program.hpp"
#include "story.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace assent::faults {

// What a ledger's file holds: every entry's bytes, in order. Nothing: it is not whole, or cannot be read, and `why`
// tells.
struct LedgerState {
  std::optional<std::vector<std::string>> entries;
  std::string why;
};
LedgerState ledger_state(const std::filesystem::path& file);

// The call that failed.
struct Failed {
  Kind kind;
  bool lasts;            // those of its kind after it failed, too
  std::uint64_t call;    // the how manieth of its kind
  std::string function;  // of the first
  std::string path;      // that it was about
  bool flushed_later = false;
};

// What the command does when nothing fails.
struct Sound {
  Outcome outcome;
  Contents after;
  std::vector<std::string> entries_before;
  std::vector<std::string> entries_after;
};

class Judge {
 public:
  Judge(const Program& program, const Trial& trial, const Contents& before, Sound sound)
      : program_(program), trial_(trial), before_(before), sound_(std::move(sound)) {}

  // What is wrong with it; empty: nothing. The folder may be changed: the command is run there again. Without one the
  // command changed nothing.
  std::vector<std::string> faults_of(const Outcome& outcome, const std::optional<std::filesystem::path>& folder,
                                     const Failed& failed) const;

  // The same after a loss of power. `acknowledged`: the command had told that it was done.
  std::vector<std::string> faults_after_power_loss(bool acknowledged, const std::filesystem::path& folder) const;

 private:
  bool is_a_right_answer(const Outcome& outcome) const;
  // Where names can no longer be given or taken away, some results may be missing: nothing can undo it.
  void judge_results(const Contents& now, const std::filesystem::path& folder, bool done, bool may_be_missing,
                     bool may_be_others, std::vector<std::string>& faults) const;
  bool is_on_the_disk(const Contents& now, const Failed& failed) const;
  void judge_ledger(const Contents& now, const std::filesystem::path& folder, bool done,
                    std::vector<std::string>& faults) const;
  void judge_names(const Contents& now, const Failed& failed, std::vector<std::string>& faults) const;
  void judge_again(const std::filesystem::path& folder, std::vector<std::string>& faults) const;
  bool certified(const std::filesystem::path& folder) const;

  const Program& program_;
  const Trial& trial_;
  const Contents& before_;
  Sound sound_;
};

}  // namespace assent::faults
