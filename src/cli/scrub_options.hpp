// What the command line says of a scrub, checked before anything is opened.
#pragma once

#include "base/result.hpp"
#include "cli/command.hpp"
#include "cli/invocation.hpp"
#include "service/scrub.hpp"

#include <string>

namespace assent {

struct ScrubOptions {
  std::string campaign;
  std::string list;
  std::string permitted;
  std::string refused;
  std::string report;
  std::string at;
  std::string known_at;
  ListColumns columns;
  bool explain_each = false;
  std::string index;
  std::string key;
  std::string certificate;
  std::string since;
  bool resume = false;
  bool no_record = false;
};

void add_scrub_options(Command command, ScrubOptions& options);

// Where the certificate goes: beside the permitted list, unless that is no plain file. Empty: there is none, and none
// of what has changed.
std::string certificate_file(const ScrubOptions& options);

// Gives written files the names that they are to have. Says on standard error where no certificate is written.
//
//   invalid  options that cannot be used together, a country that is none, or a file that would be destroyed
//            (cli/file_use.hpp)
Result<void> check_scrub_options(Invocation& call, ScrubOptions& options);

}  // namespace assent
