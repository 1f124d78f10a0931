// The program itself, run as others run it: by its name, with arguments, environment, open files and limits.
//
// Nothing here sleeps: to wait is to wait for a process to end or for a pipe to be read.
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
  std::map<std::string, std::string> environment;  // added to what every run has
  std::string out;                                 // a file that standard output goes to; empty: it is kept
  std::function<void()> before;  // runs in the new process, after its files are open: closes some, sets limits
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

// For `assent-lab`, which writes files as `assent` does, and long ones from a short command line.
Start lab(std::vector<std::string> arguments);

Ended run(const Start& start);
// By its words, without quotes.
Ended run(std::string_view words);

// A folder that is the current one while this object lives, with a small carrier in `t.ledger`. GOOD, BAD (who refused)
// and LATE may be asked about `long_distance` on 5 March 2026 by the campaign `camp.toml`.
class Carrier {
 public:
  Carrier();
  ~Carrier();
  Carrier(const Carrier&) = delete;
  Carrier& operator=(const Carrier&) = delete;

  // The names in the folder, except the ledger's and the files that made it.
  static std::vector<std::string> others();

 private:
  std::string before_;
  std::string folder_;
};

// A pipe with a name. When give() returns, everything has been read, except what a pipe holds.
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

// Rows that begin with this text: more than a pipe holds and the reader of a list's beginning takes. Once they have
// gone through a gate, the program has opened its results.
std::string wide_rows(const std::string& beginning);

std::string bytes_of(const std::string& file);
void put(const std::string& file, std::string_view bytes);
bool there(const std::string& file);

}  // namespace assent::test
