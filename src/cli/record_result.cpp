#include "cli/record_result.hpp"

#include "base/visible.hpp"
#include "service/life.hpp"
#include "tables/table.hpp"
#include "wire/recorded.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <set>
#include <utility>
#include <variant>
#include <vector>

namespace assent::cli {
namespace {

std::string answer_words(const decision::Decision& decision) {
  return fmt::format("{} {}", to_string(decision.outcome), to_string(decision.reason));
}

std::string or_any(const std::string& name) { return name.empty() ? "any other" : name; }

// The decisions that differ. If none does, the uses that were compared: a use of another kind may have another
// decision.
void print_changes(Terminal& terminal, const std::vector<service::StatusChange>& changes) {
  std::set<std::string> parties;
  std::set<std::string> offers;
  std::set<std::string> information;
  std::set<std::string> channels;
  for (const service::StatusChange& each : changes) {
    if (!each.contact_channel.empty()) channels.insert(each.contact_channel);
    if (!each.party.empty()) parties.insert(each.party);
    if (!each.offer.empty()) offers.insert(each.offer);
    information.insert(each.information.begin(), each.information.end());
  }
  std::vector<tables::TableColumn> columns = {{"recipient"}};
  if (!parties.empty()) columns.push_back({"party"});
  if (!offers.empty()) columns.push_back({"offer"});
  if (!channels.empty()) columns.push_back({"contact"});
  columns.push_back({"before"});
  columns.push_back({"after"});
  tables::Table table(std::move(columns));
  for (const service::StatusChange& each : changes) {
    if (!each.changed()) continue;
    std::vector<std::string> cells = {each.relation};
    if (!parties.empty()) cells.push_back(each.party.empty() ? "-" : each.party);
    if (!offers.empty()) cells.push_back(or_any(each.offer));
    if (!channels.empty()) cells.push_back(each.contact_channel.empty() ? "-" : each.contact_channel);
    cells.push_back(answer_words(each.before));
    cells.push_back(answer_words(each.after));
    table.row(std::move(cells));
  }
  if (!table.empty()) {
    terminal.print("\nmarketing a further service:\n");
    terminal.print(table);
    return;
  }
  const auto some = [](const std::set<std::string>& names) {
    return visible(fmt::format("{}", fmt::join(names, ", ")));
  };
  terminal.print(fmt::format(
      "no decision about marketing a further service changes; compared for all recipients{}{}{}, using {}\n",
      parties.empty() ? "" : ", of parties " + some(parties), offers.empty() ? "" : ", of offers " + some(offers),
      channels.empty() ? "" : ", by channels " + some(channels), some(information)));
}

void print(Terminal& terminal, const service::Acknowledgement& done, const service::LifeRow& row,
           explanation::Language language) {
  terminal.print(fmt::format("{} entry {} at {}, counts from {}: {}\n", done.repeated ? "recorded before:" : "recorded",
                             entry_name(done.position), wording::to_the_second(row.recorded),
                             wording::to_the_second(row.effective), tables::visible_words(row.what, language)));
  if (done.repeated) return terminal.print("the key was already used for the same entry: nothing was written\n");
  if (done.changes.empty()) return;
  print_changes(terminal, done.changes);
}

void warn_if_unread(Terminal& terminal, const service::Acknowledgement& done) {
  if (!done.changes_unread) return;
  terminal.warn(fmt::format("recorded; what it changed is unknown, because the ledger could not be read: {}",
                            to_string(*done.changes_unread)));
}

void tell_carried(Terminal& terminal, std::uint64_t carried) {
  if (carried == 0) return;
  terminal.print(fmt::format("{} recorded for accounts that continue this one or got the number\n",
                             wording::counted(carried, "refusal is", "refusals are")));
}

// Which accounts have the number, and what is kept for the account that gets it.
void print(Invocation& call, const service::RefusalsOfNumber& done, const regime::Regime& regime) {
  Terminal& terminal = call.terminal();
  if (call.json()) {
    for (const boost::json::object& each : wire::json_of(done, regime, call.language())) terminal.print(each);
    return;
  }
  if (done.kept) {
    terminal.print(fmt::format(
        "{} this telephone number: the refusal is kept as entry {}, and counts for the account that gets the number\n",
        done.former ? "no active customer has" : "no account on record has", entry_name(done.kept->position)));
  }
  tell_carried(terminal, done.carried);
  if (done.all.empty()) return;
  std::vector<std::string> accounts;
  for (const service::Acknowledgement& each : done.all) accounts.push_back(visible(each.entry.account));
  terminal.print(fmt::format("for {} {} this telephone number{}: {}\n",
                             wording::counted(accounts.size(), "account that", "accounts that"),
                             done.former            ? "had"
                             : accounts.size() == 1 ? "has"
                                                    : "have",
                             done.former ? " last" : "", wording::joined(accounts)));
  for (std::size_t i = 0; i < done.all.size(); ++i) {
    const service::Acknowledgement& each = done.all[i];
    terminal.print(fmt::format("\n{}: ", accounts[i]));
    print(terminal, each, service::life_row({each.position, each.entry}, call.language()), call.language());
  }
}

std::string print_all(Invocation& call, const service::RefusalsOfNumber& done, const regime::Regime& regime) {
  print(call, done, regime);
  for (const service::Acknowledgement& each : done.all) warn_if_unread(call.terminal(), each);
  return (done.kept ? *done.kept : done.all.front()).told;
}

}  // namespace

std::string print_recorded(Invocation& call, const app::RecordOutcome& outcome, bool by_number_too) {
  const regime::Regime& regime = *outcome.regime;
  if (const auto* of_number = std::get_if<service::RefusalsOfNumber>(&outcome.done))
    return print_all(call, *of_number, regime);
  const auto& done = std::get<service::Acknowledgement>(outcome.done);
  Terminal& terminal = call.terminal();
  const service::LifeRow row = service::life_row({done.position, done.entry}, call.language());
  if (call.json()) terminal.print(wire::json_of(done, regime, call.language()));
  else print(terminal, done, row, call.language());
  if (!call.json()) tell_carried(terminal, done.carried);
  warn_if_unread(terminal, done);
  if (done.account_unknown) {
    terminal.warn(fmt::format("this account is not on record; the refusal counts all the same; check the account{}",
                              by_number_too ? ", and give a telephone number with `--telephone`" : ""));
  }
  return done.told;
}

}  // namespace assent::cli
