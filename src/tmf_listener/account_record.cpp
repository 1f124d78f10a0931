#include "tmf_listener/account_record.hpp"

#include "service/record_profile.hpp"
#include "tmf_listener/draft.hpp"
#include "tmf_listener/listener.hpp"
#include "tmf_listener/profile.hpp"

#include <algorithm>
#include <utility>

namespace assent::tmf_listener {
namespace {

const evidence::CustomerRecorded* profile_or_null(const ledger::Recorded* entry) {
  return entry == nullptr ? nullptr : &ledger::profile_in(*entry);
}

bool is_profile(const ledger::Recorded& entry) { return entry.entry.kind() == evidence::EntryKind::customer; }

}  // namespace

Result<void> AccountRecord::read() {
  entries_ = TRY(engine_.ports().ledger.entries_of(account_));
  events_.clear();
  known_ = {};
  const std::string* text = nullptr;
  for (const ledger::Recorded& each : entries_) {
    const auto* document = std::get_if<evidence::PrivacyDocumentRecorded>(&each.entry.body);
    if (document == nullptr || document->type != kDocumentType) continue;
    events_.push_back(document->id);
    text = &document->text;
  }
  // What was erased is not known any more.
  if (text != nullptr && !text->empty()) known_ = TRY(known_in(*text));
  return {};
}

bool AccountRecord::has(std::string_view event) const { return std::ranges::find(events_, event) != events_.end(); }

const ledger::Recorded* AccountRecord::last_profile() const {
  const auto at = std::find_if(entries_.rbegin(), entries_.rend(), is_profile);
  return at == entries_.rend() ? nullptr : &*at;
}

std::string AccountRecord::key() const { return std::string(kDocumentType) + ":" + std::to_string(events_.size()); }

ledger::Draft AccountRecord::profile_draft(const evidence::CustomerRecorded& profile, std::string_view more) const {
  return draft_from_now(by_, account_, key() + ":profile" + std::string(more), profile, engine_.now());
}

Result<void> AccountRecord::add_refusals(const std::vector<ledger::Draft>& drafts,
                                         const evidence::CustomerRecorded* profile, Effects& effects,
                                         std::vector<ledger::Receipt>& receipts) {
  const auto& ports = engine_.ports();
  auto done = service::record_profile(ports.ledger, account_, profile == nullptr ? Names{} : profile->telephones,
                                      drafts, by_, ports.clock);
  if (!done) return tl::unexpected(done.error());
  receipts = std::move(done->receipts);
  if (done->kept_refusals > 0) effects.add(Effect::kept_refusals);
  if (done->suspected_links > 0) effects.add(Effect::suspected_link);
  return {};
}

Result<Effects> AccountRecord::settle() {
  Effects effects;
  effects.add(Effect::repeated);
  std::vector<ledger::Receipt> none;
  TRY(add_refusals({}, profile_or_null(last_profile()), effects, none));
  return effects;
}

Result<Effects> AccountRecord::write(std::string_view event, const Known& known, const Change& change) {
  if (known.products.size() > kProductsMost) {
    return fail(ErrorCode::conflict, "the customer has more than " + std::to_string(kProductsMost) + " products",
                "import their services by a file; the customer was not changed");
  }
  const ledger::Recorded* const last = last_profile();
  if (last != nullptr && last->entry.effective > engine_.now() && last->entry.effective > last->entry.recorded) {
    return fail(ErrorCode::conflict,
                "a profile that counts from " + assent::to_string(last->entry.effective) + " is on record",
                "send it again from then on; the customer was not changed");
  }
  const auto* const on_record = profile_or_null(last);
  const auto profile = profile_of(known, change, on_record, mapping_);
  const bool changes = profile && (on_record == nullptr || *profile != *on_record);

  evidence::PrivacyDocumentRecorded document;
  document.type = kDocumentType;
  document.id = event;
  document.text = to_json(known);
  std::vector<ledger::Draft> drafts{draft_from_now(by_, account_, key(), document, engine_.now())};
  if (changes) drafts.push_back(profile_draft(*profile, ""));
  Effects effects;
  std::vector<ledger::Receipt> receipts;
  const auto done = add_refusals(drafts, profile ? &*profile : nullptr, effects, receipts);
  if (!done) {
    overtaken_ = done.error().code == ErrorCode::conflict;
    return tl::unexpected(done.error());
  }
  effects.add(changes ? Effect::recorded : profile ? Effect::unchanged : Effect::waits);
  TRY(mend(receipts.back().position, changes ? profile : std::nullopt, known, change, effects));
  return effects;
}

// An import may have recorded a profile since read(): then what changed is changed in that one, so that neither is
// lost.
Result<void> AccountRecord::mend(Position own, std::optional<evidence::CustomerRecorded> profile, const Known& known,
                                 const Change& change, Effects& effects) {
  constexpr int kImports = 4;
  std::optional<Position> from;
  if (!entries_.empty()) from = entries_.back().position;
  for (int i = 0; i < kImports; ++i) {
    const auto now = TRY(engine_.ports().ledger.entries_of(account_));
    const auto other = std::find_if(now.rbegin(), now.rend(), [&](const ledger::Recorded& each) {
      return is_profile(each) && each.position < own && (!from || each.position > *from);
    });
    if (other == now.rend()) return {};
    const evidence::CustomerRecorded& theirs = ledger::profile_in(*other);
    const auto both = profile_of(known, change, &theirs, mapping_);
    if (!both || *both == (profile ? *profile : theirs)) return {};
    from = own;
    std::vector<ledger::Receipt> receipts;
    TRY(add_refusals({profile_draft(*both, ":" + entry_name(other->position))}, &*both, effects, receipts));
    effects.add(Effect::recorded);
    own = receipts.back().position;
    profile = both;
  }
  return fail(ErrorCode::unavailable, "imports keep changing the customer", "send it again");
}

}  // namespace assent::tmf_listener
