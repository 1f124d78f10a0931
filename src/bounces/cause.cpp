#include "bounces/cause.hpp"

#include <algorithm>
#include <array>

namespace assent::bounces {
namespace {

// What servers write, in small letters. A text of the first list says more than one of the second, and that more than
// one of the third.

// They speak of the sender or of the way, though they may also contain words of the next list.
constexpr auto kNotTheAddress = std::to_array<std::string_view>({
    "sender address rejected",
    "sender domain",
    "sender verify",
    "verify failed for sender",
    "unresolvable sender",
    "domain of sender address",
    "sender address has been",
    "invalid sender",
    "sender is invalid",
    "sender not",
    "blocked using",
    "blacklist",
    "black list",
    "blocklist",
    "block list",
    "spamhaus",
    "spamcop",
    "dnsbl",
    "reputation",
    "relaying denied",
    "relay access denied",
    "relay not permitted",
    "relaying not allowed",
    "unable to relay",
    "not permitted to relay",
    "relaying is prohibited",
    "over quota",
    "overquota",
    "quota exceed",
    "exceeded quota",
    "exceeded storage",
    "storage limit",
    "mailbox full",
    "mailbox is full",
    "mailbox size",
    "mailfolder is full",
    "too large",
    "exceeds size",
    "message size exceed",
    "maximum message size",
    "too big",
    "dmarc",
    "spf ",
    " spf",
    "dkim",
    "unauthenticated email",
    "authentication-results",
    "greylist",
    "at a rate",
    "after mail from",
    "bad dns ptr",
    "ptr resource",
    "permission to post",
    "host not found, try again",
    "graylist",
    "try again later",
    "reverse dns",
    "ptr record",
    "cannot find your hostname",
    "cannot resolve your",
    "your host name",
    "helo command rejected",
    "ehlo command rejected",
    "spam",
    "virus",
    "policy",
    "content reject",
    "banned",
    "too many",
    "rate limit",
    "recipient address rejected: access denied",
    "domain is not in my list of allowed",
    "certificate",
});

// X.1.7 and X.1.8 are about the sender.
constexpr auto kSenderCodes = std::to_array<std::string_view>({"5.1.7", "5.1.8", "4.1.7", "4.1.8"});

constexpr auto kNoAddress = std::to_array<std::string_view>({
    "user unknown",
    "unknown or illegal user",
    "unknown user",
    "unknown recipient",
    "recipient unknown",
    "unknown address",
    "address unknown",
    "unknown mailbox",
    "unknown or illegal alias",
    "unknown local",
    "mailbox unknown",
    "unknown to address",
    "no such user",
    "no such mailbox",
    "no such recipient",
    "no such address",
    "no such person",
    "no such account",
    "no such domain",
    "no such host",
    "no mailbox here",
    "not our customer",
    "is not a valid user",
    "not a valid mailbox",
    "not a known user",
    "not a valid recipient",
    "user not found",
    "recipient not found",
    "recipientnotfound",
    "resolver.adr",
    "mailbox not found",
    "address not found",
    "account not found",
    "couldn't be found",
    "could not be found",
    "wasn't found",
    "was not found at",
    "not found by smtp address lookup",
    "not found in",
    "does not exist",
    "doesn't exist",
    "doesn't have a",
    "do not exist",
    "not exist",
    "no longer exists",
    "non-existent",
    "nonexistent",
    "non existent",
    "nosuchuser",
    "invalid recipient",
    "invalid mailbox",
    "invalid address",
    "invalid user",
    "invalid final delivery user",
    "invalid/inactive",
    "bad destination",
    "bad address",
    "bad recipient",
    "mailbox unavailable",
    "not listed in",
    "not listed",
    "isn't in my control",
    "no account by that name",
    "no account with this address",
    "this user doesn't have",
    "sorry, no mailbox",
    "undeliverable address",
    "undefined mailbox",
    "can't accept user",
    "recipient is not local",
    "recipient is not accepted",
    "rcpt <",
    "delivery to this user is",
    "no longer valid",
    "no longer available",
    "no longer accepted",
    "no longer on server",
    "no longer employed",
    "no longer in use",
    "is no longer",
    "has moved",
    "user has left",
    "has been changed",
    "has left",
    "account is disabled",
    "account disabled",
    "user disabled",
    "mailbox disabled",
    "disabled or discontinued",
    "account has been disabled",
    "account that you tried to reach is disabled",
    "inactive user",
    "mailbox is inactive",
    "mailbox inactive",
    "deactivated",
    "account is inactive",
    "account inactive",
    "host unknown",
    "dns lookup failure: host",
    "recipient name is not recognized",
    "見つかりませんでした",
    "unknown host",
    "host or domain name not found",
    "domain not found",
    "unrouteable address",
    "unrouteable mail domain",
    "unrouteable domain",
    "name or service not known",
    "name service error",
    "domain does not exist",
    "nxdomain",
    "no route to host for",
    "illegal host",
    "domain isn't in",
    "domain that isn't",
    "couldn't find any host",
    "bad dns",
    "all relevant mx records point to non-existent hosts",
    "nullmx",
    "no smtp service",
    "null mx",
    "does not accept mail",
    "does not accept email",
    "doesn't accept mail",
    "not accept any email",
    "smtp service unavailable for this domain",
    "no mx",
    "utilisateur inconnu",
    "adresse inconnue",
    "inconnu",
    "unbekannt",
});

constexpr auto kOther = std::to_array<std::string_view>({
    "full",
    "quota",
    "exceeded",
    "retry time",
    "retry timeout",
    "timed out",
    "timeout",
    "time out",
    "refused",
    "could not be delivered for",
    "unable to deliver",
    "delayed",
    "expired",
    "too old",
    "loop",
    "disk",
    "rejected",
    "blocked",
    "denied",
    "temporar",
    "deferred",
    "loops",
    "forwarding",
    "mail system",
    "suspended",
    "syntax",
    "could not",
});

template <class List>
bool says_any(std::string_view text, const List& list) {
  return std::ranges::any_of(list, [&](std::string_view words) { return text.find(words) != std::string_view::npos; });
}

// Microsoft's servers say so of a recipient whom a domain does not have.
bool denies_recipient(std::string_view text) {
  return text.find("5.4.1 ") != std::string_view::npos &&
         text.find("recipient address rejected: access denied") != std::string_view::npos;
}

Cause cause_in_line(std::string_view small_text) {
  if (denies_recipient(small_text)) return Cause::no_such_address;
  if (says_any(small_text, kSenderCodes)) return Cause::other;
  if (says_any(small_text, kNotTheAddress)) return Cause::other;
  if (says_any(small_text, kNoAddress)) return Cause::no_such_address;
  return says_any(small_text, kOther) ? Cause::vague : Cause::unknown;
}

}  // namespace

Cause cause_in(std::string_view small_text) {
  Cause found = Cause::unknown;
  // A report about several recipients says each in a line of its own.
  for (std::size_t at = 0; at < small_text.size();) {
    const std::size_t end = std::min(small_text.find('\n', at), small_text.size());
    const Cause cause = cause_in_line(small_text.substr(at, end - at));
    if (cause == Cause::no_such_address) return cause;
    if (found == Cause::unknown || (found == Cause::vague && cause == Cause::other)) found = cause;
    at = end + 1;
  }
  return found;
}

Cause cause_of_code(std::string_view code) {
  if (code.size() < 5) return Cause::unknown;
  constexpr auto no_address =
      std::to_array<std::string_view>({"5.1.1", "5.1.2", "5.1.3", "5.1.4", "5.1.6", "5.1.10", "5.2.1", "5.4.4"});
  if (std::ranges::find(no_address, code) != no_address.end()) return Cause::no_such_address;
  // X.0.0 and X.5.0 say nothing.
  if (code.ends_with(".0.0") || code.substr(1) == ".5.0" || code.substr(1) == ".3.0") return Cause::unknown;
  return Cause::other;
}

}  // namespace assent::bounces
