#include "cli/terminal.hpp"

#include "base/visible.hpp"
#include "tables/width.hpp"
#include "wording/words.hpp"

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <ostream>

namespace assent::cli {
namespace {

constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kGreen = "\x1b[32m";
constexpr std::string_view kRed = "\x1b[31m";
constexpr std::string_view kPlain = "\x1b[0m";

// If our own colours are on, they stay.
std::string safe(std::string_view text, bool colour) {
  std::string result;
  while (colour) {
    std::size_t at = std::string_view::npos;
    std::string_view code;
    for (const std::string_view each : {kBold, kGreen, kRed, kPlain}) {
      if (const std::size_t found = text.find(each); found < at) {
        at = found;
        code = each;
      }
    }
    if (at == std::string_view::npos) break;
    result.append(visible_lines(text.substr(0, at))).append(code);
    text.remove_prefix(at + code.size());
  }
  return result + visible_lines(text);
}

}  // namespace

Terminal::Terminal(World& world) : world_(&world) {
  const auto no_colour = world.variable("NO_COLOR");
  colour_ = world.out_is_terminal && (!no_colour || no_colour->empty());
}

void Terminal::print(std::string_view text) {
  const std::string shown = safe(text, colour());
  if (!output_given_away_) world_->out << shown;
  else if (!quiet_) world_->err << shown;
}

void Terminal::print(const tables::Table& table) { print(table.text(colour())); }

// What is escaped is within strings, and the escapes are JSON's own.
void Terminal::print(const boost::json::object& object) { print(visible_json(boost::json::serialize(object)) + '\n'); }

void Terminal::draw(std::string_view text, std::size_t columns, std::size_t rows) {
  std::string shown = "\x1b[H";
  // The cursor takes the last line.
  for (std::size_t row = 1; row < rows && !text.empty(); ++row) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    shown += tables::cut_to(visible(text.substr(0, end)), columns) + "\x1b[K\n";
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  world_->out << shown << "\x1b[J" << std::flush;
}

void Terminal::note(std::string_view text) {
  if (!quiet_) world_->err << visible_lines(wording::masked(text)) << '\n';
}

void Terminal::warn(std::string_view text) {
  if (!quiet_) world_->err << "warning: " << visible_lines(wording::masked(text)) << '\n';
}

ExitStatus Terminal::fail_with(const Error& error) {
  world_->err << "error: " << visible_lines(wording::masked(to_string(error))) << '\n';
  return status_of(error.code);
}

ExitStatus Terminal::fail_with(const Issues& issues) {
  for (const Issue& issue : issues) world_->err << visible_lines(wording::masked(to_string(issue))) << '\n';
  return ExitStatus::invalid;
}

std::string Terminal::painted(Outcome outcome, std::string_view text) const {
  if (!colour()) return std::string(text);
  const std::string_view code = outcome == Outcome::permit ? kGreen : kRed;
  return std::string(code).append(text).append(kPlain);
}

}  // namespace assent::cli
