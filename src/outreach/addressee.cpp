#include "outreach/addressee.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <variant>
#include <vector>

namespace assent::outreach {
namespace {

constexpr std::array<std::string_view, 3> kWaysOut = {"email", "sms", "mail"};

bool is_pseudonym(std::string_view telephone) { return telephone.starts_with('#'); }

}  // namespace

bool is_way_out(std::string_view channel) { return std::ranges::find(kWaysOut, channel) != kWaysOut.end(); }

bool Addressee::has_address(std::string_view channel) const {
  return channel == "mail" ? !profile.address.lines.empty() : !address(channel).empty();
}

std::string Addressee::address(std::string_view channel) const {
  if (channel == "email" && !profile.email_addresses.empty()) return profile.email_addresses.front();
  if (channel != "sms") return {};
  const auto number =
      std::ranges::find_if(profile.telephones, [](const std::string& each) { return !is_pseudonym(each); });
  return number == profile.telephones.end() ? std::string() : *number;
}

Result<std::optional<Addressee>> addressee_in(std::span<const ledger::Recorded> entries,
                                              const ledger::CarrierFile& carrier, std::string_view account,
                                              const evidence::NoticePublished& notice, Instant now) {
  // Whether an e-mail is permitted, the fold says of a notice that is given: here of one that would be given now.
  constexpr Position kWouldBe{std::numeric_limits<std::uint32_t>::max(), std::numeric_limits<std::uint64_t>::max()};
  std::vector<ledger::Recorded> with_one(entries.begin(), entries.end());
  ledger::Recorded& would_be = with_one.emplace_back();
  would_be.position = kWouldBe;
  would_be.entry.account = account;
  would_be.entry.effective = now;
  would_be.entry.recorded = now;
  would_be.entry.body =
      evidence::NoticeGivenRecorded{notice.notice, notice.version, notice.texts.front().language, "email", now};
  const auto folded = TRY(ledger::fold_account(with_one, carrier, account, now, kNever, now));
  if (!folded.customer || folded.profile == nullptr) return std::nullopt;
  Addressee found;
  found.profile = std::get<evidence::CustomerRecorded>(folded.profile->entry.body);
  found.profile.state = folded.customer->state;
  found.recorded = folded.profile->entry.recorded;
  const auto& notices = folded.history.notices;
  const auto of_now = std::ranges::find(notices, kWouldBe, &NoticeGiven::entry);
  found.email_permitted = of_now != notices.end() && of_now->email_permission;
  return found;
}

}  // namespace assent::outreach
