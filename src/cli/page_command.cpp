#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "cli/file_use.hpp"
#include "consent/kept_account.hpp"
#include "embed/named_files.hpp"
#include "embed/page_links.hpp"
#include "page_link/qr_code.hpp"
#include "wire/page_link.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <memory>
#include <string>
#include <utility>

namespace assent::cli {
namespace {

struct PageLinkOptions {
  std::string account;
  std::string purpose;
  std::string settings;
  std::string notice;
  std::string qr;
};

Result<page_link::Purpose> purpose_named(const std::string& name) {
  if (name == "refuse") return page_link::Purpose::refuse;
  if (name == "view") return page_link::Purpose::view;
  return fail(ErrorCode::invalid, fmt::format("`--purpose` is {}, which is not known", wording::shown(name)),
              "write `refuse` or `view`");
}

Result<void> write_qr(const std::string& file, const std::string& address, const std::string& carrier) {
  const auto code = TRY(page_link::qr_code(address));
  const std::string svg = page_link::svg_of(code, carrier);
  const auto sink = TRY(embed::create_sink(file));
  TRY(sink->write(svg));
  return sink->commit();
}

Result<ExitStatus> make_page_link(Invocation& call, const PageLinkOptions& options) {
  const auto purpose = TRY(purpose_named(options.purpose));
  if (!is_customers_account(options.account)) {
    return fail(ErrorCode::invalid, "the account is none that a customer can have", "name the customer's account");
  }
  if (const auto checked = check_file_use(call, {.read = {options.settings}, .written = {options.qr}, .kept = {}});
      !checked) {
    return tl::unexpected(checked.error());
  }
  const auto page = TRY(embed::page_links_in(options.settings));
  page_link::Link link{purpose, options.account, options.notice, std::nullopt};
  if (purpose == page_link::Purpose::view) link.ends = call.now() + std::chrono::hours(page.settings.view_hours);
  const wire::PageLink made{options.purpose, page_link::address_of(page.settings, purpose, page.links.text_of(link)),
                            link.ends, options.qr};
  if (!options.qr.empty()) TRY(write_qr(options.qr, made.address, page.settings.carrier));
  if (call.json()) call.terminal().print(wire::json_of(made));
  else call.terminal().print(made.address + "\n");
  call.terminal().note(link.ends ? fmt::format("it works until {}, and shows nothing without a code that goes to a "
                                               "contact on record",
                                               wording::to_the_second(*link.ends))
                                 : "it has no end: whoever has it can refuse for this customer, and do nothing else");
  return ExitStatus::done;
}

}  // namespace

void add_page_commands(Command app, Invocation& call) {
  Command group = app.group("page", "The page on which customers see and change their choices: make a link to it",
                            "  assent page link A-1 --purpose refuse --settings customer-page.toml\n");
  Command command =
      group.command("link", "Make the address of one customer's page, for a notice, an e-mail or a letter",
                    "  assent page link A-1 --purpose refuse --settings customer-page.toml --notice winter\n"
                    "  assent page link A-1 --purpose refuse --settings customer-page.toml --qr a-1.svg\n"
                    "  assent page link A-1 --purpose view --settings customer-page.toml --json\n");
  auto options = std::make_shared<PageLinkOptions>();
  command.option("ACCOUNT", options->account, "The customer's account; it cannot be read in the address").required();
  command.option("--purpose", options->purpose, "`refuse`: has no end; `view`: after a code, for some days")
      .type_name("refuse|view")
      .required();
  command.option("--settings", options->settings, "The page's settings, as a server has them (docs/customer-page.md)")
      .type_name("FILE")
      .required();
  command.option("--notice", options->notice, "The notice in which it is sent; it stands in the evidence")
      .type_name("ID");
  command.option("--qr", options->qr, "Write the address as a QR code, too (SVG)").type_name("FILE");
  command.callback([&call, options] { call.choose([&call, options] { return make_page_link(call, *options); }); });
}

}  // namespace assent::cli
