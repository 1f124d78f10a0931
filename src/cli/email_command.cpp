#include "app/email_return.hpp"
#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "embed/mailbox.hpp"
#include "embed/named_files.hpp"
#include "page_link/link.hpp"
#include "wire/returned_email.hpp"

#include <memory>
#include <string>
#include <vector>

namespace assent::cli {
namespace {

struct ReceiveOptions {
  std::string mailbox = "-";
  std::string keys;
  std::string recipient;
};

Result<std::vector<email::ReturnTokens>> return_tokens(const std::string& file) {
  const std::string text = TRY(embed::text_in(file));
  std::vector<email::ReturnTokens> tokens;
  for (const evidence::Hash& key : TRY(page_link::keys_in(text))) tokens.emplace_back(key);
  return tokens;
}

void print_json(Terminal& terminal, const std::string& message, const app::EmailReturned& done) {
  terminal.print(
      wire::json_of(wire::ReturnedEmail{message, email::name_of(done.verdict), app::name_of(done.done), done.status,
                                        done.account, done.notice, done.version, done.repeated, done.why}));
}

std::vector<std::string> row_of(const app::EmailReturned& done) {
  const auto shown = [](const std::string& text) { return text.empty() ? std::string("-") : text; };
  return {std::string(email::name_of(done.verdict)),
          std::string(app::name_of(done.done)) + (done.repeated ? " (before)" : ""),
          shown(done.status),
          shown(done.account),
          done.notice.empty() ? "-" : done.notice + " " + done.version,
          shown(done.why)};
}

// A library reads mail, which only `assent-email` has: this program goes on as that one.
Result<ExitStatus> receive(Invocation& call, const ReceiveOptions& options) {
  const email::ReadReturned& read = call.world().read_returned;
  if (!read && call.world().become_email_reader) return tl::unexpected(call.world().become_email_reader());
  if (!read) return fail(ErrorCode::unavailable, "this program reads no e-mail", "use `assent`");
  const auto tokens = TRY(return_tokens(options.keys));
  const auto engine = TRY(call.recording_engine(ClockAhead::is_put_right));
  tables::Table table({{"verdict"}, {"done"}, {"status"}, {"account"}, {"notice"}, {"why"}});
  bool any = false;
  bool to_look_at = false;
  const auto received = embed::each_message(options.mailbox, [&](const auto& message) -> Result<embed::Afterwards> {
    const app::ReturnedMessage returned{message.bytes, options.recipient};
    const auto done = TRY(app::record_returned_email(*engine, tokens, read, returned, call.actor()));
    if (call.json()) print_json(call.terminal(), message.name, done);
    else table.row(row_of(done));
    any = true;
    const bool flagged = app::is_to_look_at(done.done);
    to_look_at = to_look_at || flagged;
    return flagged ? embed::Afterwards::is_flagged : embed::Afterwards::is_read;
  });
  if (!call.json() && any) call.terminal().print(table);
  if (!received) return tl::unexpected(received.error());
  return to_look_at ? ExitStatus::rows_to_look_at : ExitStatus::done;
}

}  // namespace

void add_email_commands(Command app, Invocation& call) {
  Command group = app.group("email", "What comes back after notices by e-mail",
                            "  assent email receive --keys return.keys /var/mail/returns/Maildir\n");
  Command command = group.command(
      "receive", "Read what came back: a bounce unmakes its notice, a complaint or a reply refuses; safe to repeat",
      "  assent email receive --keys return.keys /var/mail/returns/Maildir   # what is in `new`\n"
      "  assent email receive --keys return.keys returned.mbox\n"
      "  assent email receive --keys return.keys --recipient b.TOKEN@returns.example.com < message\n");
  auto options = std::make_shared<ReceiveOptions>();
  command.option("MAILBOX", options->mailbox, "A Maildir, an mbox or one message; `-` is standard input (default: -)");
  command.option("--keys", options->keys, "The keys of return tokens: 64 hexadecimal digits on each line")
      .type_name("FILE")
      .required();
  command
      .option("--recipient", options->recipient,
              "The address that the message was delivered to (default: as its headers say)")
      .type_name("ADDRESS");
  command.callback([&call, options] { call.choose([&call, options] { return receive(call, *options); }); });
}

}  // namespace assent::cli
