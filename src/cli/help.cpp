#include "cli/help.hpp"

#include "tables/width.hpp"
#include "wording/words.hpp"
#include "written/nearest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace assent::cli {
namespace {

constexpr std::size_t kWidth = 100;
constexpr std::size_t kNameColumnMost = 30;

constexpr std::string_view kExitStatus =
    "exit status:\n"
    "  0 done, permitted    1 failed    2 denied    3 invalid input\n"
    "  4 done, with rows to look at: some were mended or not used, and are reported\n";

std::vector<const CLI::App*> commands_of(const CLI::App& app) {
  return app.get_subcommands([](const CLI::App*) { return true; });
}

std::vector<const CLI::Option*> options_of(const CLI::App& app, bool positional) {
  return app.get_options([&](const CLI::Option* option) { return option->get_positional() == positional; });
}

std::string label_of(const CLI::Option& option) {
  if (option.get_positional()) return option.get_name(true);
  // Not CLI11's list of all names: it goes through a stream, and a stream that gets no memory ends early without an
  // error.
  std::string label;
  for (const std::string& name : option.get_snames()) label += (label.empty() ? "-" : ", -") + name;
  for (const std::string& name : option.get_lnames()) label += (label.empty() ? "--" : ", --") + name;
  if (option.get_type_size() != 0) label += " " + option.get_type_name();
  return label;
}

// Two columns: names, and what they mean.
std::string glossary(std::string_view title, const std::vector<std::pair<std::string, std::string>>& lines) {
  if (lines.empty()) return {};
  std::size_t column = 0;
  for (const auto& [name, meaning] : lines) {
    if (name.size() <= kNameColumnMost) column = std::max(column, name.size());
  }
  const std::size_t indent = column + 4;
  std::string text = fmt::format("{}:\n", title);
  for (const auto& [name, meaning] : lines) {
    std::string line = "  " + name;
    line += name.size() > column ? "\n" + std::string(indent, ' ') : std::string(indent - line.size(), ' ');
    text += line + tables::wrapped(meaning, kWidth - indent, indent) + "\n";
  }
  return text + "\n";
}

std::string usage(const CLI::App& app) {
  std::string text = "usage: " + full_name(app);
  if (!commands_of(app).empty()) return text + " COMMAND [options]\n\n";
  for (const CLI::Option* option : options_of(app, false)) {
    if (option->get_required()) text += " " + label_of(*option);
  }
  for (const CLI::Option* option : options_of(app, true)) {
    const std::string name = option->get_name(true) + (option->get_items_expected_max() > 1 ? "..." : "");
    text += option->get_required() ? " " + name : " [" + name + "]";
  }
  return text + " [options]\n\n";
}

std::string options_text(const CLI::App& app) {
  std::vector<std::pair<std::string, std::string>> lines;
  for (const bool positional : {true, false}) {
    for (const CLI::Option* option : options_of(app, positional)) {
      std::string meaning = option->get_description();
      if (option->get_required() && !positional) meaning += " (required)";
      lines.emplace_back(label_of(*option), std::move(meaning));
    }
  }
  return glossary("options", lines);
}

std::vector<std::string> option_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* each = &app; each != nullptr; each = each->get_parent()) {
    for (const CLI::Option* option : options_of(*each, false)) {
      for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    }
  }
  return names;
}

std::string suggestion(std::string_view word, const std::vector<std::string>& known, const std::string& otherwise) {
  const std::vector<std::string_view> candidates(known.begin(), known.end());
  if (const auto near = written::nearest(word, candidates)) return fmt::format("did you mean `{}`?", *near);
  return otherwise;
}

std::string see_help(const CLI::App& app) { return fmt::format("see `{} --help`", full_name(app)); }

Error unexpected(const CLI::App& app, const std::string& word) {
  const std::string name = word.substr(0, word.find('='));
  if (name.size() > 1 && name.front() == '-') {
    return {ErrorCode::invalid, fmt::format("`{}` has no option {}", full_name(app), wording::shown(name)),
            suggestion(name, option_names(app), see_help(app))};
  }
  std::vector<std::string> names;
  for (const CLI::App* command : commands_of(app)) names.push_back(command->get_name());
  if (names.empty()) {
    return {ErrorCode::invalid, fmt::format("`{}` does not take {}", full_name(app), wording::shown(word)),
            see_help(app)};
  }
  return {ErrorCode::invalid, fmt::format("`{}` has no command {}", full_name(app), wording::shown(word)),
          suggestion(word, names, fmt::format("write one of {}", wording::listed(names)))};
}

}  // namespace

std::string help_text(const CLI::App& app) {
  std::string text = full_name(app) + ": " + app.get_description() + "\n\n" + usage(app);

  std::vector<std::pair<std::string, std::string>> commands;
  for (const CLI::App* command : commands_of(app))
    commands.emplace_back(command->get_name(), command->get_description());
  text += glossary("commands", commands);
  text += options_text(app);
  if (!app.get_footer().empty()) text += "examples:\n" + app.get_footer() + "\n";
  if (app.get_parent() == nullptr) return text.append(kExitStatus);
  std::string globals;
  const CLI::App* root = &app;
  while (root->get_parent() != nullptr) root = root->get_parent();
  for (const CLI::Option* option : options_of(*root, false)) {
    if (option->get_name() != "--help" && option->get_name() != "--version")
      globals += (globals.empty() ? "" : " ") + option->get_name();
  }
  return text + fmt::format("options of every command (`{} --help` describes them):\n  {}\n", full_name(*root),
                            tables::wrapped(globals, kWidth - 2, 2));
}

const CLI::App& innermost(const CLI::App& app) {
  const auto parsed = app.get_subcommands();
  return parsed.empty() ? app : innermost(*parsed.back());
}

std::string full_name(const CLI::App& app) {
  return app.get_parent() == nullptr ? app.get_name() : full_name(*app.get_parent()) + " " + app.get_name();
}

Error told(const CLI::App& app, const CLI::ParseError& error) {
  const CLI::App& at = innermost(app);
  // A misspelt word comes first: what is missing may be missing because of it.
  if (const auto extras = app.remaining(true); !extras.empty()) return unexpected(at, extras.front());

  const std::string kind = error.get_name();
  const std::string text = error.what();
  if (kind == "RequiredError") {
    if (!commands_of(at).empty()) {
      std::vector<std::string> names;
      for (const CLI::App* command : commands_of(at)) names.push_back(command->get_name());
      return {ErrorCode::invalid, fmt::format("`{}` needs a command", full_name(at)),
              fmt::format("write one of {}", wording::listed(names))};
    }
    return {ErrorCode::invalid, fmt::format("`{}` needs `{}`", full_name(at), text.substr(0, text.find(' '))),
            see_help(at)};
  }
  if (kind == "ArgumentMismatch") {
    const std::string name = text.substr(0, text.find(':'));
    if (name.find(' ') == std::string::npos) {
      const bool lacking = text.find("missing") != std::string::npos || text.find("At least") != std::string::npos;
      return {ErrorCode::invalid, fmt::format("`{}` {}", name, lacking ? "lacks its value" : "is given more than once"),
              see_help(at)};
    }
  }
  if (kind == "ValidationError") {
    return {ErrorCode::invalid, fmt::format("`{}` is not a whole number", text.substr(0, text.find(':'))),
            "write it in digits, such as `10`"};
  }
  return {ErrorCode::invalid, fmt::format("the command line of `{}` cannot be read", full_name(at)), see_help(at)};
}

const CLI::Option* empty_name_in(const CLI::App& app) {
  for (const CLI::App* each = &app; each != nullptr;) {
    for (const CLI::Option* option : each->get_options()) {
      const std::string type = option->get_type_name();
      if (option->get_type_size() == 0 || !(option->get_positional() || type == "FILE" || type == "DIR")) continue;
      const auto& given = option->results();
      if (std::find(given.begin(), given.end(), "") != given.end()) return option;
    }
    const auto parsed = each->get_subcommands();
    each = parsed.empty() ? nullptr : parsed.back();
  }
  return nullptr;
}

}  // namespace assent::cli
