#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "embed/named_files.hpp"
#include "regime/read.hpp"
#include "wire/check.hpp"
#include "wire/rules.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>

namespace assent::cli {
namespace {

Result<ExitStatus> show_catalogue(Invocation& call) {
  const auto catalogue = TRY(call.catalogue());
  if (call.json()) {
    call.terminal().print(wire::json_of(*catalogue));
    return ExitStatus::done;
  }
  call.terminal().print(fmt::format("categories: {}\n\n", wording::joined(catalogue->categories)));
  tables::Table table({{"offer"}, {"class"}, {"category"}, {"enhances"}});
  for (const Offer& offer : catalogue->offers) {
    table.row(
        {offer.id, offer.offer_class, offer.category.empty() ? "-" : offer.category, wording::joined(offer.enhances)});
  }
  call.terminal().print(table);
  return ExitStatus::done;
}

Result<ExitStatus> check_catalogue(Invocation& call, const std::string& file) {
  const auto text = TRY(embed::text_in(file));
  const auto catalogue = regime::read_catalogue(text, file);
  if (call.json()) {
    call.terminal().print(wire::check_json(file, catalogue ? Issues{} : catalogue.error()));
  } else if (catalogue) {
    call.terminal().print(fmt::format("{}: in order: {}, {}\n", file,
                                      wording::counted(catalogue->categories.size(), "category", "categories"),
                                      wording::counted(catalogue->offers.size(), "offer", "offers")));
  } else {
    for (const Issue& issue : catalogue.error()) call.terminal().print(to_string(issue) + "\n");
  }
  return catalogue ? ExitStatus::done : ExitStatus::invalid;
}

}  // namespace

void add_catalogue_commands(Command app, Invocation& call) {
  Command group = app.group("catalogue", "The offer catalogue: show and check it",
                            "  assent catalogue show\n"
                            "  assent catalogue check my-offers.toml\n");

  Command show = group.command("show", "Show the categories and the offers of the catalogue",
                               "  assent catalogue show\n"
                               "  assent catalogue show --catalogue my-offers.toml\n");
  show.callback([&call] { call.choose([&call] { return show_catalogue(call); }); });

  Command check = group.command("check", "Check a catalogue; name every fault with line, column and how to mend it",
                                "  assent catalogue check my-offers.toml\n");
  auto file = std::make_shared<std::string>();
  check.option("FILE", *file, "The catalogue, in TOML or JSON").required();
  check.callback([&call, file] { call.choose([&call, file] { return check_catalogue(call, *file); }); });
}

}  // namespace assent::cli
