#include "stage.hpp"

#include <stdexcept>

namespace assent::faults {

namespace fs = std::filesystem;

Contents stage(const Program& program, const fs::path& source, const fs::path& folder) {
  put_back(folder, written_files(source));
  for (const Words& words : commands_before()) {
    const Outcome outcome = program.run(words, folder);
    if (outcome.signal == 0 && (outcome.status == 0 || outcome.status == 4)) continue;
    std::string text;
    for (const std::string& each : words) text += each + " ";
    throw std::runtime_error("the stage is not set: " + text + "\n" + outcome.err);
  }
  return contents_of(folder);
}

Sound sound_run(const Program& program, const Trial& trial, const Contents& before, const fs::path& folder,
                const Program::Variables& variables) {
  Sound sound;
  put_back(folder, before);
  if (before.contains(trial.ledger)) sound.entries_before = ledger_state(folder / trial.ledger).entries.value();
  put_back(folder, before);
  sound.outcome = program.run(trial.words, folder, variables);
  sound.after = contents_of(folder);
  if (sound.outcome.signal != 0 || sound.outcome.status == 1 || sound.outcome.status == 3) {
    throw std::runtime_error("`" + trial.name + "` fails by itself: " + sound.outcome.err);
  }
  if (sound.after.contains(trial.ledger)) sound.entries_after = ledger_state(folder / trial.ledger).entries.value();
  return sound;
}

}  // namespace assent::faults
