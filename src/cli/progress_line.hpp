// ProgressLine: how far long work has come, redrawn in place on standard error; nothing where that is no terminal.
#pragma once

#include "cli/terminal.hpp"
#include "cli/world.hpp"
#include "service/circumstances.hpp"

#include <cstdint>
#include <functional>
#include <string>

namespace assent {

class ProgressLine {
 public:
  // `bytes_total` 0: unknown, so that neither bar nor time left can be told.
  ProgressLine(World& world, const Terminal& terminal, std::string what, std::uint64_t bytes_total,
               std::string unit = "rows");
  ~ProgressLine();  // clears the line
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void show(const Progress& progress);
  void show_share(std::uint64_t done, std::uint64_t all);  // of rows rather than bytes
  // Neither must outlive the line.
  OnProgress callback();
  std::function<void(std::uint64_t done, std::uint64_t all)> share_callback();
  void clear();

 private:
  World* world_;
  std::string what_;
  std::string unit_;
  std::uint64_t bytes_total_;
  bool shown_;
  bool drawn_ = false;
  std::chrono::microseconds started_;
  std::chrono::microseconds last_{};
};

// "importing  [#######-------------]  36 %  360,000 rows  120,000 rows/s  5 s left". Pure.
std::string progress_text(std::string_view what, const Progress& progress, std::uint64_t bytes_total,
                          std::chrono::microseconds elapsed, std::string_view unit);

}  // namespace assent
