// What the test sets for the failing calls (failing_calls.cpp), and what they report back to it.
//
// The environment of the program:
//
//   ASSENT_FAULT_REPORT   a file of kReportBytes, which holds a Report
//   ASSENT_FAULT_KIND     the number of a Kind
//   ASSENT_FAULT_AT       which call of that kind fails, from 1; 0: none, they are counted only
//   ASSENT_FAULT_ERROR    the errno it fails with; -1: a write writes half and says so
//   ASSENT_FAULT_LASTS    1: all later calls of the kind fail, too
//
// To try many calls in one run the program is copied at each of them (fork), and only the copy fails:
//
//   ASSENT_FAULT_EVERY    each so manieth call, from ASSENT_FAULT_AT on
//   ASSENT_FAULT_PLACES   1: of calls from one place of the program, by its innermost 20 callers, only the first
//   ASSENT_FAULT_FOLDER   the folder that the program works in
//   ASSENT_FAULT_COPY     where the copy works, as soon as it changes anything: what is in that folder is copied there
//                         first; what the copy says goes to COPY.out and COPY.err
//   ASSENT_FAULT_PIPES    two descriptors: a Told is written to the first when the copy has ended, and a byte
//                         awaited from the second before the program goes on
//
// And to write down what happens to the files of ASSENT_FAULT_FOLDER (trace.hpp):
//
//   ASSENT_FAULT_TRACE    the file to write it to
#pragma once

#include <array>
#include <atomic>
#include <cstdint>

namespace assent::faults {

// In the order of kKindNames.
enum class Kind : std::uint32_t { write, sync, name, open, map, memory, read, look, close, thread, lock };

inline constexpr std::array<const char*, 11> kKindNames{"write", "sync", "name",  "open",   "map", "memory",
                                                        "read",  "look", "close", "thread", "lock"};

inline constexpr std::size_t kReportBytes = 8192;

struct Report {
  // Calls since main() began, by kind.
  std::array<std::atomic<std::uint64_t>, kKindNames.size()> calls;
  // Calls of the chosen kind while there was more than one thread: the first and the last; 0: none.
  std::atomic<std::uint64_t> threaded_from;
  std::atomic<std::uint64_t> threaded_to;

  // The second page, which copies share with the program.
  alignas(4096) std::atomic<std::uint64_t> failed;  // how many calls were made to fail
  std::array<char, 32> function;                    // of the first that failed
  std::array<char, 512> path;                       // what it was about, where that is known
  std::atomic<bool> flushed_later;                  // by another flush of the same
};
static_assert(sizeof(Report) <= kReportBytes);

struct Told {
  std::uint64_t call;    // which one failed
  std::uint32_t status;  // of waitpid()
  std::uint32_t lasts;   // 1: later ones failed, too
};

}  // namespace assent::faults
