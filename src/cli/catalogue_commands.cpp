#include "cli/commands.hpp"
#include "cli/decision_json.hpp"
#include "cli/help.hpp"
#include "cli/words.hpp"
#include "regime/read.hpp"
#include "world/files.hpp"

#include <fmt/format.h>
#include <boost/json/array.hpp>

namespace assent {
namespace {

namespace json = boost::json;

json::array strings(const Names& names) { return json::array(names.begin(), names.end()); }

Result<ExitStatus> show_catalogue(Invocation& call) {
  const auto catalogue = call.catalogue();
  if (!catalogue) return tl::unexpected(catalogue.error());
  if (call.json()) {
    json::array offers;
    for (const Offer& offer : (*catalogue)->offers) {
      offers.push_back(json::object{
          {"id", offer.id},
          {"class", offer.offer_class},
          {"category", offer.category.empty() ? json::value(nullptr) : json::value(json::string(offer.category))},
          {"enhances", strings(offer.enhances)}});
    }
    call.terminal().print(
        json::object{{"categories", strings((*catalogue)->categories)}, {"offers", std::move(offers)}});
    return ExitStatus::done;
  }
  call.terminal().print(fmt::format("categories: {}\n\n", joined((*catalogue)->categories)));
  Table table({{"offer"}, {"class"}, {"category"}, {"enhances"}});
  for (const Offer& offer : (*catalogue)->offers) {
    table.row({offer.id, offer.offer_class, offer.category.empty() ? "-" : offer.category, joined(offer.enhances)});
  }
  call.terminal().print(table);
  return ExitStatus::done;
}

Result<ExitStatus> check_catalogue(Invocation& call, const std::string& file) {
  const auto text = read_file(file);
  if (!text) return tl::unexpected(text.error());
  const auto catalogue = read_catalogue(*text, file);
  if (call.json()) {
    call.terminal().print(json::object{{"file", file},
                                       {"ok", catalogue.has_value()},
                                       {"issues", catalogue ? json::array{} : json_of(catalogue.error())}});
  } else if (catalogue) {
    call.terminal().print(fmt::format("{}: in order: {}, {}\n", file,
                                      counted(catalogue->categories.size(), "category", "categories"),
                                      counted(catalogue->offers.size(), "offer", "offers")));
  } else {
    for (const Issue& issue : catalogue.error()) call.terminal().print(to_string(issue) + "\n");
  }
  return catalogue ? ExitStatus::done : ExitStatus::invalid;
}

}  // namespace

void add_catalogue_commands(CLI::App& app, Invocation& call) {
  CLI::App& group = add_group(app, "catalogue", "The offer catalogue: show and check it",
                              "  assent catalogue show\n"
                              "  assent catalogue check my-offers.toml\n");

  CLI::App& show = add_command(group, "show", "Show the categories and the offers of the catalogue",
                               "  assent catalogue show\n"
                               "  assent catalogue show --catalogue my-offers.toml\n");
  show.callback([&call] { call.choose([&call] { return show_catalogue(call); }); });

  CLI::App& check = add_command(group, "check", "Check a catalogue, and name every fault with line, column and mend",
                                "  assent catalogue check my-offers.toml\n");
  auto file = std::make_shared<std::string>();
  check.add_option("FILE", *file, "The catalogue, in TOML or JSON")->required();
  check.callback([&call, file] { call.choose([&call, file] { return check_catalogue(call, *file); }); });
}

}  // namespace assent
