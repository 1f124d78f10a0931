// The program itself, run as others run it: by its name, with arguments, an environment, open files and limits.
//
// Nothing here sleeps: who waits, waits for a process to end or for a pipe to be read.
#pragma once

#include <sys/types.h>

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace assent::test {

struct Ended {
  int status = -1;  // of one that a signal ended: 128 and its number, as a shell has it
  std::string out;
  std::string err;
};

struct Start {
  std::vector<std::string> arguments;
  std::map<std::string, std::string> environment;  // beside what every run has
  std::string out;                                 // a file that standard output goes to; empty: it is kept
  std::function<void()> before;  // in the new process, when its files are open: closes some, sets limits
  std::string program = ASSENT_PROGRAM;
};

// A running program. Not thread-safe.
class Program {
 public:
  explicit Program(const Start& start);
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;
  ~Program();

  void send(int signal) const;
  Ended wait();

 private:
  std::string out_;
  std::string err_;
  bool out_kept_ = false;
  pid_t process_ = -1;
};

// Of `assent-lab`, which writes files as `assent` does, and long ones from few words.
Start lab(std::vector<std::string> arguments);

Ended run(const Start& start);
// By its words, without quotes.
Ended run(std::string_view words);

// A folder that is the current one for as long as it lives, with a small carrier in `t.ledger`: GOOD, BAD (who refused)
// and LATE may be asked about `long_distance` on 5 March 2026 by the campaign `camp.toml`.
class Carrier {
 public:
  Carrier();
  ~Carrier();
  Carrier(const Carrier&) = delete;
  Carrier& operator=(const Carrier&) = delete;

  // Names in it, but for those of the ledger and what made it.
  static std::vector<std::string> others();

 private:
  std::string before_;
  std::string folder_;
};

// A pipe with a name; what is given to it has been read when give() returns, but for as much as a pipe holds.
class Gate {
 public:
  explicit Gate(std::string name);
  ~Gate() { close(); }
  Gate(const Gate&) = delete;
  Gate& operator=(const Gate&) = delete;

  // Waits until another process reads.
  void open();
  void give(std::string_view bytes) const;
  void close();

 private:
  std::string name_;
  int descriptor_ = -1;
};

// Rows that begin so: more than a pipe and whatever reads a list's beginning take. Once they are given through a gate,
// the program has opened its results.
std::string wide_rows(const std::string& beginning);

std::string bytes_of(const std::string& file);
void put(const std::string& file, std::string_view bytes);
bool there(const std::string& file);

}  // namespace assent::test
