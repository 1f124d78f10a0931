#include "service/number_holders.hpp"

#include "base/ascii.hpp"

#include "base/figures.hpp"
#include "base/marks.hpp"
#include "evidence/hash.hpp"
#include "explanation/row_words.hpp"
#include "intake/cell.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace assent::service {
namespace {

// What the account's profiles say about the number.
struct Holding {
  const evidence::CustomerRecorded* profile = nullptr;  // in effect; none: there is no such customer
  const Names* last = nullptr;                          // the last numbers that it had
};

// The profiles in effect by then, one after the other. Two at the same instant are in the order of the ledger.
std::vector<const ledger::Recorded*> profiles_of(const std::vector<ledger::Recorded>& entries, Instant until) {
  std::vector<const ledger::Recorded*> profiles;
  for (const ledger::Recorded& each : entries) {
    if (each.entry.kind() == evidence::EntryKind::customer && each.entry.effective <= until) profiles.push_back(&each);
  }
  std::stable_sort(profiles.begin(), profiles.end(), [](const ledger::Recorded* one, const ledger::Recorded* other) {
    return one->entry.effective < other->entry.effective;
  });
  return profiles;
}

Holding holding_of(const std::vector<ledger::Recorded>& entries, Instant at) {
  Holding holding;
  for (const ledger::Recorded* each : profiles_of(entries, at)) {
    holding.profile = &ledger::profile_in(*each);
    if (!holding.profile->telephones.empty()) holding.last = &holding.profile->telephones;
  }
  return holding;
}

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
}

// With `%40` and similar escapes, as in web addresses, replaced by their bytes.
std::string without_percents(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool coded =
        text[at] == '%' && text.size() - at > 2 && hexadecimal(text[at + 1]) >= 0 && hexadecimal(text[at + 2]) >= 0;
    if (!coded) {
      result += text[at];
      continue;
    }
    result += static_cast<char>(16 * hexadecimal(text[at + 1]) + hexadecimal(text[at + 2]));
    at += 2;
  }
  return result;
}

// Makes two spellings of an e-mail address equal: small letters, without blanks, quotation marks and invisible
// characters.
std::string plain_email_address(std::string_view text) {
  std::string plain = intake::lowered(bare_name(without_percents(text)));
  replace_all(plain, "\uFE6B", "@");
  plain.erase(std::remove_if(plain.begin(), plain.end(), [](char c) { return c == ' ' || c == '"'; }), plain.end());
  for (const std::string_view sign : {"(at)", "[at]", "{at}"}) replace_all(plain, sign, "@");
  for (const std::string_view dot : {"(dot)", "[dot]", "{dot}"}) replace_all(plain, dot, ".");
  return plain;
}

}  // namespace

Result<NumberHolders> holders_of(const ledger::Ledger& ledger, std::string_view e164, Instant at) {
  const auto accounts = TRY(ledger.accounts_of_telephone(e164));
  const auto number = TRY(ledger::names_of_number(ledger, e164));
  NumberHolders active;
  NumberHolders former{{}, true};
  for (const std::string& account : accounts) {
    const auto entries = TRY(ledger.closed_entries_of(account));
    const Holding holding = holding_of(entries, at);
    if (holding.profile == nullptr) continue;
    if (holding.profile->state == CustomerState::active) {
      if (number.in(holding.profile->telephones)) active.accounts.push_back(account);
    } else if (holding.last != nullptr &&
               number.in(*holding.last)) {  // a carrier's file may omit it after they have left
      former.accounts.push_back(account);
    }
  }
  return active.accounts.empty() && !former.accounts.empty() ? former : active;
}

Result<NumberHolders> holders_since(const ledger::Ledger& ledger, std::string_view e164, Instant said, Instant now) {
  auto holders = holders_of(ledger, e164, now);
  if (!holders || said >= now) return holders;
  const auto before = TRY(holders_of(ledger, e164, said));
  holders->former |= holders->accounts.empty() && !before.accounts.empty();
  for (const std::string& each : before.accounts) {
    const auto& known = holders->accounts;
    if (std::find(known.begin(), known.end(), each) == known.end()) holders->accounts.push_back(each);
  }
  return holders;
}

Result<bool> had_by_another(const ledger::Ledger& ledger, std::string_view e164, std::string_view account, Instant from,
                            Instant until) {
  const auto accounts = TRY(ledger.accounts_of_telephone(e164));
  const auto number = TRY(ledger::names_of_number(ledger, e164));
  for (const std::string& each : accounts) {
    if (each == account) continue;
    const auto entries = TRY(ledger.closed_entries_of(each));
    const auto profiles = profiles_of(entries, until);
    for (std::size_t i = 0; i < profiles.size(); ++i) {
      const evidence::CustomerRecorded& profile = ledger::profile_in(*profiles[i]);
      const bool over = i + 1 < profiles.size() && profiles[i + 1]->entry.effective <= from;
      if (!over && profile.state == CustomerState::active && number.in(profile.telephones)) return true;
    }
  }
  return false;
}

bool holds_number(std::string_view text, std::string_view number) {
  // Country, area and leading zeros are optional in writing; so many equal digits at the end are no coincidence.
  constexpr std::size_t kFigures = 7;
  constexpr std::size_t kFiguresLeast = 5;
  const std::string figures = figures_of(number);
  if (figures.size() < kFiguresLeast) return false;
  const std::string last = figures.substr(figures.size() - std::min(figures.size(), kFigures));
  const auto holds = [&](std::string_view each) { return figures_of(each).find(last) != std::string::npos; };
  return holds(text) || (text.find('%') != std::string_view::npos && holds(without_percents(text)));
}

bool holds_number_of(const evidence::CustomerRecorded& customer, std::string_view text) {
  if (text.empty()) return false;
  const auto holds = [&](const std::string& number) {
    return !evidence::is_pseudonym(number) && holds_number(text, number);
  };
  if (std::any_of(customer.telephones.begin(), customer.telephones.end(), holds)) return true;
  if (customer.email_addresses.empty()) return false;
  const std::string plain = plain_email_address(text);
  return std::any_of(customer.email_addresses.begin(), customer.email_addresses.end(), [&](const std::string& known) {
    std::string address = plain_email_address(known);
    if (address.empty()) return false;
    if (plain.find(address) != std::string::npos) return true;
    // Senders of lists write it as part of another address: `bounce+rima=example.org@carrier.example`.
    replace_all(address, "@", "=");
    return plain.find(address) != std::string::npos;
  });
}

bool holds_number_of(std::span<const ledger::Recorded> entries, std::string_view text) {
  return std::any_of(entries.begin(), entries.end(), [&](const ledger::Recorded& each) {
    const auto* customer = std::get_if<evidence::CustomerRecorded>(&each.entry.body);
    return customer != nullptr && holds_number_of(*customer, text);
  });
}

Result<void> check_tells_no_number(std::span<const ledger::Recorded> entries, const evidence::Evidence& evidence) {
  if (!holds_number_of(entries, evidence.reference)) return {};
  return tl::unexpected(explanation::to_error(ErrorCode::invalid, reasons::ListFault::number_in_evidence));
}

std::string key_for_account(std::string_view key, std::string_view account) {
  const std::string both = std::string(key) + '\0' + std::string(account);
  return "account:" + evidence::to_hex(evidence::sha256(evidence::view_of(both))).substr(0, 32);
}

}  // namespace assent::service
