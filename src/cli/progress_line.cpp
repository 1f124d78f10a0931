#include "cli/progress_line.hpp"

#include "wording/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <ostream>

namespace assent::cli {
namespace {

constexpr auto kRedrawEvery = std::chrono::milliseconds(100);
constexpr std::size_t kBarWidth = 20;

std::string time_left(double seconds) {
  const auto whole = static_cast<long>(std::ceil(seconds));
  if (whole < 100) return fmt::format("{} s left", whole);
  return fmt::format("{} min left", (whole + 59) / 60);
}

}  // namespace

std::string progress_text(std::string_view what, const service::Progress& progress, std::uint64_t bytes_total,
                          std::chrono::microseconds elapsed, std::string_view unit) {
  const double seconds = std::chrono::duration<double>(elapsed).count();
  std::string text(what);
  double done = 0;
  if (bytes_total > 0) {
    done = std::min(1.0, static_cast<double>(progress.bytes) / static_cast<double>(bytes_total));
    const auto filled = static_cast<std::size_t>(done * static_cast<double>(kBarWidth));
    text += fmt::format("  [{}{}]  {:.0f} %", std::string(filled, '#'), std::string(kBarWidth - filled, '-'),
                        std::floor(100 * done));
  }
  text += fmt::format("  {} {}", wording::thousands(progress.rows), unit);
  if (seconds > 0) {
    const auto rate = static_cast<std::uint64_t>(static_cast<double>(progress.rows) / seconds);
    text += fmt::format("  {} {}/s", wording::thousands(rate), unit);
  }
  if (done > 0 && done < 1) text += "  " + time_left(seconds * (1 - done) / done);
  return text;
}

ProgressLine::ProgressLine(World& world, const Terminal& terminal, std::string what, std::uint64_t bytes_total,
                           std::string unit)
    : world_(&world),
      what_(std::move(what)),
      unit_(std::move(unit)),
      bytes_total_(bytes_total),
      shown_(world.err_is_terminal && !terminal.is_quiet()),
      started_(world.stopwatch()) {}

ProgressLine::~ProgressLine() { clear(); }

void ProgressLine::clear() {
  if (drawn_) world_->err << "\r\x1b[K" << std::flush;
  drawn_ = false;
}

void ProgressLine::show(const service::Progress& progress) {
  if (!shown_) return;
  const auto now = world_->stopwatch();
  if (drawn_ && now - last_ < kRedrawEvery) return;
  last_ = now;
  drawn_ = true;
  world_->err << '\r' << progress_text(what_, progress, bytes_total_, now - started_, unit_) << "\x1b[K" << std::flush;
}

void ProgressLine::show_share(std::uint64_t done, std::uint64_t all) {
  bytes_total_ = all;
  show({done, done});
}

service::OnProgress ProgressLine::callback() {
  return [this](const service::Progress& progress) { show(progress); };
}

std::function<void(std::uint64_t, std::uint64_t)> ProgressLine::share_callback() {
  return [this](std::uint64_t done, std::uint64_t all) { show_share(done, all); };
}

}  // namespace assent::cli
