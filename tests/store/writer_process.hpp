// A child process that runs assent_store_writer (programs/writer_main.cpp), with a pipe to it and one from it.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace assent {

// One line of the writer's: a request's key and its positions; none: the call failed.
struct Acknowledgement {
  std::string key;
  std::vector<std::uint64_t> positions;
};

class WriterProcess {
 public:
  WriterProcess(const std::string& ledger, int threads, int checkpoint_pages);
  WriterProcess(const WriterProcess&) = delete;
  WriterProcess& operator=(const WriterProcess&) = delete;
  ~WriterProcess();

  // Waits for "ready"; false: the writer ended first.
  bool ready();
  void request(const std::string& key, int count);
  void no_more_requests();
  // Waits for the next line; nothing: the writer's output has ended.
  std::optional<Acknowledgement> acknowledgement();
  void kill();
  // Waits for the end; returns the exit status, or minus the signal.
  int wait();

 private:
  std::optional<std::string> line();

  pid_t child_ = -1;
  int to_ = -1;
  int from_ = -1;
  std::string unread_;
};

}  // namespace assent
