// Program: what makes one program differ from another on the command line: its name and its commands.
#pragma once

#include "cli/command.hpp"
#include "cli/invocation.hpp"

namespace assent::cli {

struct Program {
  const char* name;
  const char* description;
  const char* examples;  // each line has the form "COMMAND  # what it does"
  void (*add_commands)(Command root, Invocation& call);
};

// `assent`.
extern const Program kAssent;

}  // namespace assent::cli
