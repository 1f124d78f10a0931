#include "cli/command.hpp"

#include "base/ascii.hpp"

#include <CLI/App.hpp>
#include <CLI/Option.hpp>

#include <algorithm>
#include <type_traits>

namespace assent::cli {
namespace {

std::string fault_in_number(const std::string& text) {
  constexpr std::size_t kFiguresMost = 18;  // fit in 64 bits
  const bool figures = !text.empty() && text.size() <= kFiguresMost && std::all_of(text.begin(), text.end(), is_digit);
  return figures && (text.size() == 1 || text.front() != '0') ? "" : "not a whole number";
}

// The parts between commas, without the empty ones.
void add_parts(std::vector<std::string>& parts, std::string_view text) {
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    if (comma > 0) parts.emplace_back(text.substr(0, comma));
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
}

}  // namespace

Option& Option::type_name(const std::string& name) {
  option_->type_name(name);
  return *this;
}

Option& Option::required(bool whether) {
  option_->required(whether);
  return *this;
}

Option& Option::repeated() {
  option_->take_all()->allow_extra_args(false);
  return *this;
}

Option& Option::whole_number() {
  option_->check(CLI::Validator(fault_in_number, ""));
  return *this;
}

Command Command::group(const std::string& name, const std::string& description, std::string_view examples) {
  const Command group = command(name, description, examples);
  group.app_->require_subcommand(1);
  return group;
}

Command Command::command(const std::string& name, const std::string& description, std::string_view examples) {
  CLI::App* command = app_->add_subcommand(name, description);
  command->footer(std::string(examples));
  return Command(*command);
}

Option Command::option(const std::string& name, std::string& value, const std::string& description) {
  return Option(*app_->add_option(name, value, description));
}

Option Command::option(const std::string& name, std::vector<std::string>& values, const std::string& description) {
  return Option(*app_->add_option(name, values, description));
}

Option Command::option(const std::string& name, std::uint64_t& value, const std::string& description) {
  return Option(*app_->add_option(name, value, description)).whole_number();
}

Option Command::option(const std::string& name, std::optional<std::uint64_t>& value, const std::string& description) {
  return Option(*app_->add_option(name, value, description)).whole_number();
}

Option Command::flag(const std::string& name, bool& value, const std::string& description) {
  return Option(*app_->add_flag(name, value, description));
}

void Command::options(std::initializer_list<OptionText> all) {
  for (const OptionText& each : all) {
    Option option = std::visit(
        [&](auto* value) {
          if constexpr (std::is_same_v<decltype(value), bool*>) return flag(each.name, *value, each.description);
          else return this->option(each.name, *value, each.description);
        },
        each.value);
    if (!each.type.empty()) option.type_name(each.type);
    if (each.required) option.required();
  }
}

// Not CLI11's own `delimiter`: it reads from a stream, and a stream that gets no memory ends early without an error.
Option Command::list(const std::string& name, std::vector<std::string>& values, const std::string& description) {
  const auto set = [&values](const std::vector<std::string>& given) {
    values.clear();
    for (const std::string& each : given) add_parts(values, each);
    if (values.empty()) values.emplace_back();
  };
  CLI::Option* option = app_->add_option_function<std::vector<std::string>>(name, set, description);
  option->type_name("NAMES")->allow_extra_args(false);
  return Option(*option);
}

void Command::callback(std::function<void()> chosen) { app_->callback(std::move(chosen)); }

}  // namespace assent::cli
