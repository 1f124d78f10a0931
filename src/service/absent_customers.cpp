#include "service/absent_customers.hpp"

#include "service/entries_by_account.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace assent::service {
namespace {

bool is_active(const evidence::Entry& entry) {
  const auto* customer = std::get_if<evidence::CustomerRecorded>(&entry.body);
  return customer != nullptr && customer->state == CustomerState::active;
}

bool last_is_active(std::span<const ledger::Recorded> entries) {
  const auto last = std::find_if(entries.rbegin(), entries.rend(), [](const ledger::Recorded& each) {
    return each.entry.kind() == evidence::EntryKind::customer;
  });
  return last != entries.rend() && is_active(last->entry);
}

// Calls `visit` with the absent customers of some accounts at a time.
Result<void> each_absent(const ledger::Ledger& ledger, const std::vector<ledger::LogHead>& heads, const InFile& in_file,
                         const std::function<Result<void>(const std::vector<std::string>&)>& visit) {
  AccountReading reading;
  reading.wanted = [&](std::uint64_t hash) { return !in_file(hash); };
  return each_account(ledger, heads, reading, [&](const SomeAccounts& accounts) -> Result<void> {
    std::vector<std::string> absent;
    const auto read =
        accounts.each(0, accounts.size(), [&](const std::string& account, std::span<const ledger::Recorded> entries) {
          if (last_is_active(entries)) absent.push_back(account);
        });
    if (!read) return read;
    return absent.empty() ? Result<void>() : visit(absent);
  });
}

}  // namespace

Result<std::uint64_t> count_absent(const ledger::Ledger& ledger, const std::vector<ledger::LogHead>& heads,
                                   const InFile& in_file) {
  std::uint64_t count = 0;
  TRY(each_absent(ledger, heads, in_file, [&](const std::vector<std::string>& absent) -> Result<void> {
    count += absent.size();
    return {};
  }));
  return count;
}

Result<std::uint64_t> record_absent(ledger::Ledger& ledger, const std::vector<ledger::LogHead>& heads,
                                    const InFile& in_file, const Circumstances& circumstances, Instant effective,
                                    const Clock& clock,
                                    const std::function<Result<void>(const std::vector<std::string>&)>& left) {
  std::uint64_t count = 0;
  TRY(each_absent(ledger, heads, in_file, [&](const std::vector<std::string>& absent) -> Result<void> {
    const std::vector<std::string_view> views(absent.begin(), absent.end());
    auto latest = TRY(ledger.latest(views, evidence::EntryKind::customer));
    std::vector<ledger::Draft> drafts;
    std::vector<std::string> leaving;
    for (auto& each : latest) {
      if (!each || !is_active(each->entry)) continue;
      evidence::Entry& before = each->entry;
      leaving.push_back(before.account);
      ledger::Draft& draft = drafts.emplace_back();
      draft.entry.account = std::move(before.account);
      draft.entry.effective = std::max(effective, before.effective);
      draft.entry.actor = circumstances.actor;
      draft.entry.channel = circumstances.channel;
      draft.entry.run = circumstances.run;
      auto profile = std::get<evidence::CustomerRecorded>(std::move(before.body));
      profile.state = CustomerState::former;
      draft.entry.body = std::move(profile);
      draft.effective_is_now = !circumstances.effective && before.effective <= effective;
    }
    if (drafts.empty()) return {};
    TRY(ledger::append_all(ledger, drafts, clock.now()));
    count += drafts.size();
    return left(leaving);
  }));
  return count;
}

}  // namespace assent::service
