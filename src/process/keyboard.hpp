// Keyboard: whether the user wants a command to end that would go on by itself.
#pragma once

#include <chrono>
#include <memory>

namespace assent::process {

// While one exists, an interrupt (Ctrl-C) or SIGTERM does not end the program but is told to it, and a terminal gives
// keys at once and does not show them. One at a time; used by one thread.
class Keyboard {
 public:
  Keyboard();
  ~Keyboard();  // all is as it was before
  Keyboard(const Keyboard&) = delete;
  Keyboard& operator=(const Keyboard&) = delete;

  // Waits at most that long. True: `q` was pressed, or a signal came; it stays true.
  bool asks_to_end(std::chrono::milliseconds most);

 private:
  struct Before;
  std::unique_ptr<Before> before_;
};

// Of the terminal of standard output; 0: it is none, or does not say.
struct TerminalSize {
  unsigned columns = 0;
  unsigned rows = 0;
};
TerminalSize terminal_size();

}  // namespace assent::process
