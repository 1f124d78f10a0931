// Unfinished: the names under which files grow until they are complete, so that a signal that ends the program leaves
// none of them behind.
//
// Thread-safe. Holds so many names at a time as a command has results, and a few more; a name beyond that, or one that
// is too long, is not noted: it then stays when a signal comes, as it does when the program is killed.
#pragma once

#include <string>

namespace assent::process {

// The file of that name is to be removed if the program ends before this is destroyed or forgotten.
class UnfinishedName {
 public:
  UnfinishedName() = default;
  explicit UnfinishedName(const std::string& path);
  UnfinishedName(UnfinishedName&& other) noexcept;
  UnfinishedName& operator=(UnfinishedName&& other) noexcept;
  ~UnfinishedName() { forget(); }

  void forget() noexcept;

 private:
  int place_ = -1;
};

// While one exists, a signal that ends the program waits: files get their names, all of them or none.
class SignalsWait {
 public:
  SignalsWait() noexcept;
  ~SignalsWait();
  SignalsWait(const SignalsWait&) = delete;
  SignalsWait& operator=(const SignalsWait&) = delete;
};

// Removes the files of all names noted; none while a SignalsWait exists, as some have their names already. For signal
// handlers too.
void remove_unfinished() noexcept;

// What the handler of a signal that ends the program does: removes what is unfinished and lets the signal end it, or
// leaves that to the last SignalsWait.
void end_by_signal(int number) noexcept;

}  // namespace assent::process
