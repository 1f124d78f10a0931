// The program under test, run with its calls counted, failing or written down.
#pragma once

#include "report.hpp"

#include <sys/types.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace assent::faults {

struct Outcome {
  int status = 0;  // the exit status
  int signal = 0;  // not 0: ended by it
  std::string out;
  std::string err;

  // By a fault of the processor, as libraries have it that are not made for a lack of memory.
  bool broke() const { return err.find("the program failed") != std::string::npos; }
};

Outcome outcome_of(int wait_status, const std::filesystem::path& out, const std::filesystem::path& err);

class Program {
 public:
  // `work`: a folder for the report and for what the program says; one for each Program.
  Program(std::filesystem::path program, std::filesystem::path library, std::filesystem::path data,
          std::filesystem::path work);
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  // As users run it.
  Outcome run(const std::vector<std::string>& words, const std::filesystem::path& folder) const;

  // With the variables of report.hpp; the report is then that of this run.
  using Variables = std::map<std::string, std::string>;
  Outcome run(const std::vector<std::string>& words, const std::filesystem::path& folder,
              const Variables& variables) const;
  const Report& report() const { return *report_; }

  // Begun and not awaited; inherits the descriptors that are not closed on exec.
  pid_t begin(const std::vector<std::string>& words, const std::filesystem::path& folder,
              const Variables& variables) const;
  Outcome end(pid_t child) const;

 private:
  void forget() const;

  std::filesystem::path program_;
  std::filesystem::path library_;
  std::filesystem::path data_;
  std::filesystem::path work_;
  Report* report_;
};

}  // namespace assent::faults
