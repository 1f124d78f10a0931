// Whether a command may leave what it left after one of its calls failed.
#pragma once

#include "program.hpp"
#include "story.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace assent::faults {

// What a ledger's file has: every entry's bytes, in order. Nothing: the file is not whole, or cannot be read; `why`
// says which.
struct LedgerState {
  std::optional<std::vector<std::string>> entries;
  std::string why;
};
LedgerState ledger_state(const std::filesystem::path& file);

// The call that failed.
struct Failed {
  Kind kind;
  bool lasts;            // later calls of its kind failed, too
  std::uint64_t call;    // its number among the calls of its kind
  std::string function;  // of the first failed call
  std::string path;      // of the file that the call was about
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

  // What is wrong; empty: nothing. The command is run again in the folder, which may change it. No folder: the command
  // changed nothing.
  std::vector<std::string> faults_of(const Outcome& outcome, const std::optional<std::filesystem::path>& folder,
                                     const Failed& failed) const;

  // The same after a loss of power. `acknowledged`: the command had said that it was done.
  std::vector<std::string> faults_after_power_loss(bool acknowledged, const std::filesystem::path& folder) const;

 private:
  bool is_a_right_answer(const Outcome& outcome) const;
  // If names can no longer be given or removed, some results may be missing: nothing can undo it.
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
