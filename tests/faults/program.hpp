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

  // Ended by a fault of the processor: some libraries are not made for a lack of memory.
  bool broke() const { return err.find("the program failed") != std::string::npos; }
};

Outcome outcome_of(int wait_status, const std::filesystem::path& out, const std::filesystem::path& err);

class Program {
 public:
  // `work`: a folder for the report and for what the program prints; each Program has its own.
  Program(std::filesystem::path program, std::filesystem::path library, std::filesystem::path data,
          std::filesystem::path work);
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  // Runs it as users do.
  Outcome run(const std::vector<std::string>& words, const std::filesystem::path& folder) const;

  // Runs it with the variables of report.hpp; the report is then of this run.
  using Variables = std::map<std::string, std::string>;
  Outcome run(const std::vector<std::string>& words, const std::filesystem::path& folder,
              const Variables& variables) const;
  const Report& report() const { return *report_; }

  // Started without waiting; inherits the descriptors that are not closed on exec.
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
