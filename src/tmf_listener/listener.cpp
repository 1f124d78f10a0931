#include "tmf_listener/listener.hpp"

#include "consent/kept_account.hpp"
#include "evidence/hash.hpp"
#include "intake/profile.hpp"
#include "tmf_listener/account_record.hpp"
#include "tmf_listener/draft.hpp"
#include "tmf_listener/known.hpp"
#include "tmf_listener/profile.hpp"

#include <functional>

namespace assent::tmf_listener {
namespace {

constexpr int kTries = 8;

tl::unexpected<Error> not_known_yet(std::string what, std::string first) {
  return fail(ErrorCode::conflict, std::move(what), "send " + std::move(first) + " first, then this one again");
}

tl::unexpected<Error> of_another(std::string_view what, std::string_view mend) {
  return fail(ErrorCode::conflict, "the " + std::string(what) + " belongs to another account here",
              std::string(mend) + "; nothing was recorded");
}

Result<void> check_account(std::string_view account) {
  if (intake::is_account(account) && is_customers_account(account)) return {};
  return fail(ErrorCode::invalid, "what the mapping takes for the account cannot be one",
              "an account has 1 to 64 bytes, and does not begin with `number:` or `carrier:`; nothing was recorded");
}

}  // namespace

struct Listener::Hearing {
  std::shared_ptr<const Mapping> mapping;
  Event event;
  service::Circumstances by;
  std::map<std::string, OfAccount> accounts;
  Places new_places;
  Effects effects{};
};

std::shared_ptr<const Mapping> Listener::mapping() const {
  const std::lock_guard lock(mutex_);
  return mapping_;
}

void Listener::use(std::shared_ptr<const Mapping> mapping) {
  const std::lock_guard lock(mutex_);
  mapping_ = std::move(mapping);
}

std::mutex& Listener::writing(std::string_view account) {
  return writing_.at(std::hash<std::string_view>{}(account) % writing_.size());
}

// Ids may be a customer's numbers: they stand in the ledger as keyed hashes.
Result<std::string> Listener::place_of(std::string_view places, std::string_view id) const {
  const std::string named = std::string(places) + evidence::to_hex(evidence::sha256(evidence::view_of(id)));
  const std::string hash = TRY(engine_.ports().ledger.pseudonym_of(named));
  return std::string(places) + hash.substr(1);
}

Result<std::optional<std::string>> Listener::account_at(const std::string& place) const {
  const std::string_view account = place;
  const auto latest = TRY(engine_.ports().ledger.latest({&account, 1}, evidence::EntryKind::privacy_document));
  if (!latest.front()) return std::nullopt;
  return std::get<evidence::PrivacyDocumentRecorded>(latest.front()->entry.body).id;
}

Result<void> Listener::keep_account(const std::string& place, const std::string& account,
                                    const service::Circumstances& by) {
  evidence::PrivacyDocumentRecorded document;
  document.type = kDocumentType;
  document.id = account;
  const ledger::Draft draft = draft_from_now(by, place, "first", document, engine_.now());
  const auto kept = ledger::append_one(engine_.ports().ledger, draft, engine_.now());
  if (kept || kept.error().code != ErrorCode::conflict) return kept.map([](const auto&) {});
  const auto first = TRY(account_at(place));
  if (first == account) return {};  // another sender kept it at the same time
  return of_another("party or product", "send it again");
}

Result<void> Listener::hear_party(Hearing& hearing, const json::Tree& party) {
  const auto& ports = engine_.ports();
  PartySaid said = TRY(said_of_party(party, hearing.event, *hearing.mapping, {ports.zones, ports.telephones}));
  if (hearing.mapping->account_from != AccountFrom::id) {
    const std::string place = TRY(place_of(kPartyAccounts, said.id));
    const auto kept = TRY(account_at(place));
    if (said.account.empty() && !kept) {
      if (hearing.event.kind.happened != Happened::created) {
        return not_known_yet("the account of the party is not known here", "the notification that created the party");
      }
      hearing.effects.add(Effect::no_customer);
      return {};
    }
    if (said.account.empty()) said.account = *kept;
    if (kept && *kept != said.account) {
      return of_another("party", "record with `assent record link` that one account continues the other");
    }
    if (!kept) hearing.new_places.emplace(place, said.account);
  }
  TRY(check_account(said.account));
  hearing.accounts[said.account].parties.push_back(std::move(said));
  return {};
}

Result<void> Listener::hear_product(Hearing& hearing, const json::Tree& product) {
  ProductSaid said = TRY(said_of_product(product, hearing.event, *hearing.mapping));
  const std::string place = TRY(place_of(kProductAccounts, said.id));
  const auto kept = TRY(account_at(place));
  std::string account = said.account;
  if (!said.party.empty()) {
    account = said.party;
    if (hearing.mapping->account_from != AccountFrom::id) {
      const std::string party_place = TRY(place_of(kPartyAccounts, said.party));
      const auto of_party = TRY(account_at(party_place));
      if (!of_party) {
        return not_known_yet("the account of the product's party is not known here", "the party's notification");
      }
      account = *of_party;
    }
  }
  if (account.empty() && !kept) {
    return not_known_yet("it is not known here who has the product", "the notification that created the product");
  }
  if (account.empty()) account = *kept;
  if (kept && *kept != account) {
    return of_another("product", "end it there, and create one with an id of its own for the other customer");
  }
  TRY(check_account(account));
  const auto [at, is_new] = hearing.new_places.emplace(place, account);
  if (!is_new && at->second != account) {
    return fail(ErrorCode::invalid, "`event.product` gives one product to two customers",
                "name one; nothing was recorded");
  }
  if (kept) hearing.new_places.erase(at);
  hearing.accounts[account].products.emplace_back(place.substr(kProductAccounts.size()), std::move(said));
  return {};
}

Result<Heard> Listener::hear(EventKind kind, const json::Tree& body, const std::string& sender) {
  Event event = TRY(read_event(kind, body, sender, engine_.now()));
  Hearing hearing{mapping(), std::move(event), {}, {}, {}};
  const bool of_product = kind.about == About::product;
  hearing.by = {std::nullopt, sender, of_product ? "tmf637" : "tmf632", ""};
  if (hearing.event.untimed) hearing.effects.add(Effect::untimed);
  if (hearing.event.ahead) hearing.effects.add(Effect::ahead);
  for (const json::Tree& each : hearing.event.subjects) {
    TRY(of_product ? hear_product(hearing, each) : hear_party(hearing, each));
  }
  for (const auto& [place, account] : hearing.new_places) TRY(keep_account(place, account, hearing.by));
  for (const auto& [account, said] : hearing.accounts) {
    const Effects done = TRY(record(hearing, account, said));
    hearing.effects.add(done);
  }
  engine_.follow();
  for (std::size_t i = 0; i < kEffects; ++i) {
    if (hearing.effects.has(static_cast<Effect>(i))) ++counts_.at(i);
  }
  return Heard{hearing.event.stamp.event, hearing.effects};
}

Result<Effects> Listener::record(const Hearing& hearing, const std::string& account, const OfAccount& said) {
  const std::lock_guard lock(writing(account));
  for (int i = 0; i < kTries; ++i) {
    AccountRecord record(engine_, account, hearing.by, *hearing.mapping);
    TRY(record.read());
    if (record.has(hearing.event.stamp.event)) return record.settle();
    Effects effects;
    Known known = record.known();
    Change change;
    bool says_anything = !said.parties.empty();
    for (const PartySaid& each : said.parties) {
      change.add(merge(known, each, hearing.event.stamp));
      effects.add(each.effects);
    }
    for (const auto& [product, each] : said.products) {
      change.add(merge(known, product, each, hearing.event.stamp));
      effects.add(each.effects);
      says_anything = says_anything || each.services || each.in_service;
    }
    if (change.members.contains(Member::life) && known.word(Member::life) != kActive) effects.add(Effect::left);
    if (!change.any()) {
      effects.add(says_anything ? Effect::older : Effect::unchanged);
      return effects;
    }
    const auto done = record.write(hearing.event.stamp.event, known, change);
    if (done) {
      effects.add(*done);
      return effects;
    }
    if (done.error().code != ErrorCode::conflict || !record.was_overtaken()) return tl::unexpected(done.error());
  }
  return fail(ErrorCode::unavailable, "other notifications keep changing the customer", "send it again");
}

}  // namespace assent::tmf_listener
