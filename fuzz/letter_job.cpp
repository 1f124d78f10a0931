// Any bytes as a job of letters: they are read or refused, and a letter that is read comes back from its own line.
#include "letter_jobs/job.hpp"
#include "letter_jobs/pile.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace assent;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto letter = letter_jobs::letter_in(text)) {
    std::string line = letter_jobs::line_of(*letter);
    line.pop_back();
    if (letter_jobs::letter_in(line).value() != *letter) std::abort();
  }
  letter_jobs::Pile pile;
  TextSource job(text, 5);
  (void)pile.add_job(job, "job");
  for (const letter_jobs::PiledLetter* const each : pile.in_order()) {
    if (each->account.empty()) std::abort();
  }
  TextSource manifest(text);
  (void)pile.leave_out(manifest, "manifest");
  return 0;
}
