// A transcript: a session at the command line as a text that anyone can read, run again and compared.
//
//   # a remark
//   @ 2026-01-10T09:00:00Z          sets the clock
//   = list.csv                      makes a file of the lines that follow, each begun by "| "
//   $ assent decide --account A-1   runs a command, or one of `assent-lab`; under it stand
//     standard output               (two blanks before each line)
//   ! standard error
//   ? 2                             and the exit status, where it is not 0
//   < list.csv                      shows a file, as standard output is shown
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace assent::test {

struct Outcome {
  int status = 0;
  std::string out;
  std::string err;
};

// A fresh directory, which is the current one while the bench lives, and a clock. Not thread-safe.
class Bench {
 public:
  Bench();
  ~Bench();
  Bench(const Bench&) = delete;
  Bench& operator=(const Bench&) = delete;

  void set_clock(std::string_view instant);
  // The first word names the program: `assent-lab` or `assent`.
  Outcome run(const std::vector<std::string>& words);
  std::string zone_data;  // the version that the program reports for the time zones
  bool terminal = false;  // whether standard output and standard error are terminals
  std::map<std::string, std::string, std::less<>> variables = {{"USER", "op"}};  // of the environment
  std::chrono::microseconds elapses{};                                           // between two looks at the stopwatch
  std::chrono::microseconds elapsed{};
  unsigned looks = 3;  // after so many, a command that goes on is told to end
  // Runs `act` each time the clock is read: for events while a command runs.
  void at_each_look_at_the_clock(std::function<void()> act);

 private:
  struct State;
  State* state_;
};

// The words of a command line, with 'single' and "double" quotes.
std::vector<std::string> words_of(std::string_view command);

// The transcript with the output that really came.
std::string replay(std::string_view transcript);

std::string read_text(const std::string& file);
void write_text(const std::string& file, std::string_view text);

// Compares with the golden file, or rewrites it where ASSENT_UPDATE_GOLDEN is set.
void expect_golden(const std::string& file, const std::string& actual);

}  // namespace assent::test
