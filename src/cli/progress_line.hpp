// ProgressLine: how far long work has come, on one line of standard error that is drawn again and again. It shows
// nothing if standard error is not a terminal.
#pragma once

#include "cli/terminal.hpp"
#include "cli/world.hpp"
#include "service/circumstances.hpp"

#include <cstdint>
#include <functional>
#include <string>

namespace assent::cli {

class ProgressLine {
 public:
  // `bytes_total` 0: unknown; then there is neither a bar nor a time left.
  ProgressLine(World& world, const Terminal& terminal, std::string what, std::uint64_t bytes_total,
               std::string unit = "rows");
  ~ProgressLine();  // clears the line
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void show(const service::Progress& progress);
  void show_share(std::uint64_t done, std::uint64_t all);  // of rows rather than bytes
  // Neither must outlive the line.
  service::OnProgress callback();
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
std::string progress_text(std::string_view what, const service::Progress& progress, std::uint64_t bytes_total,
                          std::chrono::microseconds elapsed, std::string_view unit);

}  // namespace assent::cli
