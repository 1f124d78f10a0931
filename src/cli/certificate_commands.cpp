#include "cli/command.hpp"
#include "cli/commands.hpp"

namespace assent::cli {

void add_certificate_commands(Command app, Invocation& call) {
  Command group = app.group(
      "certificate", "Certificates of scrubs: verify one, show what it says",
      "  assent certificate verify spring.cert --key scrubs.key.pub --permitted call.csv   # before dialling\n"
      "  assent certificate show spring.cert\n");

  add_certificate_verify_command(group, call);
  add_certificate_show_command(group, call);
}

}  // namespace assent::cli
