// Command: a command of the command line, or a group of commands, with its options and what it does. It hides CLI11,
// the library that reads command lines: only command.cpp, help.cpp and run.cpp see it.
//
// These objects name commands and options, they do not own them. Both live as long as the command line.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace assent::cli {

class Option {
 public:
  explicit Option(CLI::Option& option) : option_(&option) {}

  Option& type_name(const std::string& name);  // as `--help` shows it; `FILE` and `DIR` may not be empty
  Option& required(bool whether = true);
  Option& repeated();      // may be given several times, with one value each
  Option& whole_number();  // digits only, so that neither `-1` nor `010` becomes another number

 private:
  CLI::Option* option_;
};

// One of several options that are added together. `type` as in Option::type_name(); none: as the value's own.
struct OptionText {
  std::string name;  // as in Command::option()
  std::variant<std::string*, std::optional<std::uint64_t>*, bool*> value;
  std::string description;
  std::string type = {};
  bool required = false;
};

class Command {
 public:
  explicit Command(CLI::App& app) : app_(&app) {}

  // A command within this one. Each line of the examples has the form "COMMAND  # what it does".
  Command group(const std::string& name, const std::string& description, std::string_view examples);
  Command command(const std::string& name, const std::string& description, std::string_view examples);

  // `name` is `--name` or, for an argument, `NAME`. The value outlives the command line. Without the option it keeps
  // its value.
  Option option(const std::string& name, std::string& value, const std::string& description);
  Option option(const std::string& name, std::vector<std::string>& values, const std::string& description);
  Option option(const std::string& name, std::uint64_t& value, const std::string& description);
  Option option(const std::string& name, std::optional<std::uint64_t>& value, const std::string& description);
  Option flag(const std::string& name, bool& value, const std::string& description);
  // Each as option() or flag() adds it.
  void options(std::initializer_list<OptionText> all);
  // Names separated by commas, without the empty ones. If all are empty, the result is one empty name.
  Option list(const std::string& name, std::vector<std::string>& values, const std::string& description);

  // Runs when the command line names this command.
  void callback(std::function<void()> chosen);

 private:
  CLI::App* app_;
};

}  // namespace assent::cli
