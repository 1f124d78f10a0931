#include "cli/terminal.hpp"

#include "cli/words.hpp"

#include <boost/json/serialize.hpp>

#include <ostream>

namespace assent {

Terminal::Terminal(World& world) : world_(&world) {
  const auto no_colour = world.variable("NO_COLOR");
  colour_ = world.out_is_terminal && (!no_colour || no_colour->empty());
}

void Terminal::print(std::string_view text) {
  if (!output_given_away_) world_->out << text;
  else if (!quiet_) world_->err << text;
}

void Terminal::print(const Table& table) { print(table.text(colour())); }

void Terminal::print(const boost::json::object& object) { print(boost::json::serialize(object) + '\n'); }

void Terminal::note(std::string_view text) {
  if (!quiet_) world_->err << masked(text) << '\n';
}

void Terminal::warn(std::string_view text) {
  if (!quiet_) world_->err << "warning: " << masked(text) << '\n';
}

ExitStatus Terminal::fail_with(const Error& error) {
  world_->err << "error: " << masked(to_string(error)) << '\n';
  return status_of(error.code);
}

ExitStatus Terminal::fail_with(const Issues& issues) {
  for (const Issue& issue : issues) world_->err << masked(to_string(issue)) << '\n';
  return ExitStatus::invalid;
}

std::string Terminal::painted(Outcome outcome, std::string_view text) const {
  if (!colour()) return std::string(text);
  const std::string_view code = outcome == Outcome::permit ? "\x1b[32m" : "\x1b[31m";
  return std::string(code).append(text).append("\x1b[0m");
}

}  // namespace assent
