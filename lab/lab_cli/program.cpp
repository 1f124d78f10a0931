#include "lab_cli/commands.hpp"

namespace assent::lab_cli {
namespace {

constexpr const char* kFirstLabCommands =
    "  assent-lab synth ledger --customers 100000 --ledger trial.ledger\n"
    "  assent-lab reach internet.toml --customers 10000000            # no ledger needed: how fast is it?\n"
    "  assent-lab chart reach.json --picture reach.svg\n";

void add_lab_commands(cli::Command root, cli::Invocation& call) {
  add_synth_commands(root, call);
  add_synthetic_reach_command(root, call);
  add_chart_command(root, call);
}

}  // namespace

const cli::Program kAssentLab{"assent-lab", "invented customers and charts, for trials and measurements",
                              kFirstLabCommands, add_lab_commands};

}  // namespace assent::lab_cli
