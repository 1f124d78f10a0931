#include "service/number_holders.hpp"

#include "evidence/hash.hpp"
#include "intake/cell.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace assent {
namespace {

// What its profiles say of the account's number.
struct Holding {
  const CustomerRecorded* profile = nullptr;  // in effect; none: there is no such customer
  const Names* last = nullptr;                // the last numbers that it had
};

// The profiles in effect by then, one after the other. Of two at the same instant the later in the ledger is the later.
std::vector<const Recorded*> profiles_of(const std::vector<Recorded>& entries, Instant until) {
  std::vector<const Recorded*> profiles;
  for (const Recorded& each : entries) {
    if (each.entry.kind() == EntryKind::customer && each.entry.effective <= until) profiles.push_back(&each);
  }
  std::stable_sort(profiles.begin(), profiles.end(), [](const Recorded* one, const Recorded* other) {
    return one->entry.effective < other->entry.effective;
  });
  return profiles;
}

const CustomerRecorded& profile_in(const Recorded& recorded) { return std::get<CustomerRecorded>(recorded.entry.body); }

Holding holding_of(const std::vector<Recorded>& entries, Instant at) {
  Holding holding;
  for (const Recorded* each : profiles_of(entries, at)) {
    holding.profile = &profile_in(*each);
    if (!holding.profile->telephones.empty()) holding.last = &holding.profile->telephones;
  }
  return holding;
}

// Its figures: plain ones, full-width ones, Arabic ones.
std::string digits_of(std::string_view text) {
  std::string digits;
  const auto byte = [&](std::size_t at) -> unsigned {
    return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
  };
  const auto add = [&](unsigned figure) { digits += static_cast<char>('0' + figure); };
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] >= '0' && text[at] <= '9') digits += text[at];
    else if (byte(at) == 0xD9 && byte(at + 1) >= 0xA0 && byte(at + 1) <= 0xA9) add(byte(at + 1) - 0xA0);
    else if (byte(at) == 0xDB && byte(at + 1) >= 0xB0 && byte(at + 1) <= 0xB9) add(byte(at + 1) - 0xB0);
    else if (byte(at) == 0xEF && byte(at + 1) == 0xBC && byte(at + 2) >= 0x90 && byte(at + 2) <= 0x99)
      add(byte(at + 2) - 0x90);
  }
  return digits;
}

}  // namespace

Result<NumberHolders> holders_of(const Ledger& ledger, std::string_view e164, Instant at) {
  const auto accounts = ledger.accounts_of_telephone(e164);
  if (!accounts) return tl::unexpected(accounts.error());
  NumberHolders active;
  NumberHolders former{{}, true};
  for (const std::string& account : *accounts) {
    const auto entries = ledger.entries_of(account);
    if (!entries) return tl::unexpected(entries.error());
    const Holding holding = holding_of(*entries, at);
    if (holding.profile == nullptr) continue;
    if (holding.profile->state == CustomerState::active) {
      if (contains(holding.profile->telephones, e164)) active.accounts.push_back(account);
    } else if (holding.last != nullptr &&
               contains(*holding.last, e164)) {  // a carrier's file may leave it out once he has left
      former.accounts.push_back(account);
    }
  }
  return active.accounts.empty() && !former.accounts.empty() ? former : active;
}

Result<NumberHolders> holders_since(const Ledger& ledger, std::string_view e164, Instant said, Instant now) {
  auto holders = holders_of(ledger, e164, now);
  if (!holders || said >= now) return holders;
  const auto before = holders_of(ledger, e164, said);
  if (!before) return tl::unexpected(before.error());
  holders->former |= holders->accounts.empty() && !before->accounts.empty();
  for (const std::string& each : before->accounts) {
    const auto& known = holders->accounts;
    if (std::find(known.begin(), known.end(), each) == known.end()) holders->accounts.push_back(each);
  }
  return holders;
}

Result<bool> had_by_another(const Ledger& ledger, std::string_view e164, std::string_view account, Instant from,
                            Instant until) {
  const auto accounts = ledger.accounts_of_telephone(e164);
  if (!accounts) return tl::unexpected(accounts.error());
  for (const std::string& each : *accounts) {
    if (each == account) continue;
    const auto entries = ledger.entries_of(each);
    if (!entries) return tl::unexpected(entries.error());
    const auto profiles = profiles_of(*entries, until);
    for (std::size_t i = 0; i < profiles.size(); ++i) {
      const CustomerRecorded& profile = profile_in(*profiles[i]);
      const bool over = i + 1 < profiles.size() && profiles[i + 1]->entry.effective <= from;
      if (!over && profile.state == CustomerState::active && contains(profile.telephones, e164)) return true;
    }
  }
  return false;
}

bool holds_number(std::string_view text, std::string_view number) {
  // Country, area and zeros in front may be written or not; so many figures at its end are no coincidence.
  constexpr std::size_t kFigures = 7;
  constexpr std::size_t kFiguresLeast = 5;
  const std::string figures = digits_of(number);
  if (figures.size() < kFiguresLeast) return false;
  return digits_of(text).find(figures.substr(figures.size() - std::min(figures.size(), kFigures))) != std::string::npos;
}

bool holds_number_of(const CustomerRecorded& customer, std::string_view text) {
  if (text.empty()) return false;
  const auto holds = [&](const std::string& number) { return holds_number(text, number); };
  if (std::any_of(customer.telephones.begin(), customer.telephones.end(), holds)) return true;
  const std::string small = lowered(text);
  return std::any_of(customer.mails.begin(), customer.mails.end(), [&](const std::string& mail) {
    return !mail.empty() && small.find(lowered(mail)) != std::string::npos;
  });
}

std::string key_for_account(std::string_view key, std::string_view account) {
  const std::string both = std::string(key) + '\0' + std::string(account);
  return "account:" + to_hex(sha256(view_of(both))).substr(0, 32);
}

}  // namespace assent
