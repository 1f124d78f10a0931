#include "cli/file_use.hpp"
#include "lab_cli/commands.hpp"
#include "lab_cli/reach_picture.hpp"
#include "wording/words.hpp"
#include "world/files.hpp"

#include <fmt/format.h>

#include <memory>

namespace assent::lab_cli {
namespace {

struct ChartOptions {
  std::string reach;
  std::string picture;
};

Result<cli::ExitStatus> draw(cli::Invocation& call, const ChartOptions& options) {
  cli::FileUse use{.read = {options.reach}, .written = {}, .kept = {}};
  const bool printed = world::written_name(options.picture) == "-";
  if (printed && call.json()) {
    return fail(ErrorCode::invalid, "`--picture -` and `--json` cannot be used together", "run one after the other");
  }
  if (!printed) use.written.push_back(options.picture);  // on standard output it is the only result
  TRY(cli::check_file_use(call, use));
  const auto text = TRY(world::read_file(options.reach));
  const auto curve = read_reach_curve(text, options.reach);
  if (!curve) return tl::unexpected(call.issues_error(options.reach, curve.error()));
  const std::string picture = plot::line_chart(reach_chart(*curve, call.language()));
  if (printed) {
    call.terminal().print(picture);
    return cli::ExitStatus::done;
  }
  TRY(world::write_file(options.picture, picture));
  if (call.json()) {
    call.terminal().print(boost::json::object{{"picture", options.picture}, {"days", curve->days.size()}});
  } else {
    call.terminal().print(fmt::format("the picture is in {}\n", wording::shown(options.picture)));
  }
  return cli::ExitStatus::done;
}

}  // namespace

void add_chart_command(cli::Command app, cli::Invocation& call) {
  cli::Command command =
      app.command("chart", "Draw a reach over days: who may be contacted, and what keeps most of the others from it",
                  "  assent reach internet.toml --from 2026-01-01 --to 2026-06-30 --every 7 --json > reach.json\n"
                  "  assent-lab chart reach.json --picture reach.svg\n"
                  "  assent-lab chart reach.json --picture reach-ar.svg --language ar\n");
  auto options = std::make_shared<ChartOptions>();
  command.option("REACH", options->reach, "What `assent reach` prints with `--from` and `--json`").required();
  command.option("--picture", options->picture, "The picture to write (SVG); `-` is standard output")
      .type_name("FILE")
      .required();
  command.callback([&call, options] { call.choose([&call, options] { return draw(call, *options); }); });
}

}  // namespace assent::lab_cli
