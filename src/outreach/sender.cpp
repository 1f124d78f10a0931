#include "outreach/sender.hpp"

#include "base/day_on_earth.hpp"
#include "outreach/addressee.hpp"
#include "outreach/chosen_text.hpp"
#include "outreach/sendings.hpp"
#include "service/notices.hpp"
#include "service/sent_notice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <span>
#include <utility>
#include <variant>

namespace assent::outreach {
namespace {

using Stage = evidence::NoticeSendingRecorded::Stage;

constexpr std::size_t kRowsAtOnce = 256;

Instant earliest_of(const std::variant<Instant, Date>& sent) {
  const auto* const instant = std::get_if<Instant>(&sent);
  return instant != nullptr ? *instant : day_begins_on_earth(std::get<Date>(sent));
}

// A customer of the plan whose turn it is.
struct InHand {
  const PlannedRow* row = nullptr;
  Message message;
  std::size_t number = 0;  // of the sending, among the account's of this notice
  bool again = false;      // it waited when the run was taken up
  bool settled = false;
};

class RunInHand {
 public:
  RunInHand(app::Engine& engine, NoticeRuns& runs, NoticeRun run, std::string actor, const SendPorts& ports,
            const SendSettings& settings)
      : engine_(engine),
        runs_(runs),
        run_(std::move(run)),
        actor_(std::move(actor)),
        ports_(ports),
        settings_(settings) {}

  Result<SendCounts> send(ByteSource& plan) {
    notice_ = TRY(service::Notices(engine_.ports().ledger).published(run_.plan.notice, run_.plan.version));
    const auto regime = TRY(engine_.regime(notice_.regime, engine_.now()));
    permission_channels_ = regime->notice.permission_channels;
    const auto carrier_wide = TRY(engine_.ports().ledger.entries_of(""));
    carrier_ = ledger::fold_carrier(carrier_wide, kNever);
    newest_ = TRY(runs_.newest());
    for (Way* const each : ports_.ways) ways_.emplace(each->channel(), each);
    for (const auto& [way, count] : run_.plan.by_way) {
      if (!ways_.contains(way.first)) {
        return fail(ErrorCode::invalid, fmt::format("there is no way out for `{}`", way.first),
                    "set it up, or plan the run without it");
      }
    }
    counts_.planned = run_.plan.planned;
    PlanReader reader(plan);
    for (;;) {
      const auto rows = TRY(reader.next(kRowsAtOnce));
      if (rows.empty()) break;
      for (std::size_t from = 0; from < rows.size(); from += settings_.at_once) {
        const bool more = TRY(goes_on());
        if (!more) return counts_;
        TRY(send_some(std::span(rows).subspan(from, std::min(settings_.at_once, rows.size() - from))));
        if (ports_.on_progress) ports_.on_progress(counts_);
      }
    }
    engine_.follow();
    // What was not recorded is left for another round.
    if (counts_.of(Noted::not_recorded) == 0) TRY(runs_.finish(run_.id, actor_));
    return counts_;
  }

 private:
  // Whether nobody has paused or cancelled it.
  Result<bool> goes_on() {
    if (!ports_.wait(std::chrono::milliseconds{0})) {
      counts_.end = SendEnd::stopped;
      return false;
    }
    const auto newest = TRY(runs_.newest());
    if (newest == newest_) return true;
    newest_ = newest;
    run_ = TRY(runs_.find(run_.id));
    if (run_.state == RunState::approved) return true;
    counts_.end = SendEnd::paused;
    return false;
  }

  Result<void> note(const PlannedRow& row, Noted what) {
    ++counts_.noted[static_cast<std::size_t>(what)];
    return ports_.note(row.account, what);
  }

  ledger::Draft draft_of(const InHand& each, Instant now, std::string_view stage, evidence::Body body) const {
    ledger::Draft draft;
    draft.entry.account = each.row->account;
    draft.entry.effective = now;
    draft.effective_is_now = true;
    draft.entry.actor = actor_;
    draft.entry.channel = "outreach";
    draft.entry.run = run_.id;
    draft.entry.key = sending_key(notice_.notice, notice_.version, each.number, stage);
    draft.entry.body = std::move(body);
    return draft;
  }

  evidence::NoticeSendingRecorded sending_of(const InHand& each, Stage stage) const {
    evidence::NoticeSendingRecorded body;
    body.notice = notice_.notice;
    body.version = notice_.version;
    body.language = each.row->language;
    body.channel = each.row->channel;
    body.stage = stage;
    body.provider = std::string(ways_.find(each.row->channel)->second->provider());
    return body;
  }

  // The customer, ready to be queued; nothing: they need nothing, or nothing can be sent.
  Result<std::optional<InHand>> prepared(const PlannedRow& row, Instant now) {
    const auto entries = TRY(engine_.ports().ledger.entries_of(row.account));
    const Sendings sendings = sendings_in(entries, notice_.notice, notice_.version);
    const auto number = sendings.of_run(run_.id);
    const Sending* const mine = number ? &sendings.all[*number] : nullptr;
    if (mine != nullptr && mine->outcome) {
      ++counts_.before;
      // Whoever sent this part of the run may have been killed before its list was written.
      if (mine->again) TRY(note(row, Noted::uncertain));
      if (*mine->outcome == Stage::failed) TRY(note(row, Noted::refused));
      return std::nullopt;
    }
    const auto left_out = [&](Noted what) -> Result<std::optional<InHand>> {
      TRY(note(row, what));
      return std::nullopt;
    };
    const auto addressee = TRY(addressee_in(entries, carrier_, row.account, notice_, now));
    if (!addressee || addressee->is_former()) return left_out(Noted::former_customer);
    if (sendings.given_recorded_since(run_.planned_at)) return left_out(Noted::already_given);
    if (mine == nullptr && sendings.waits_elsewhere(run_.id, run_.planned_at))
      return left_out(Noted::waits_in_another_run);
    if (!addressee->has_address(row.channel)) return left_out(Noted::no_address);
    const bool asks = std::ranges::find(permission_channels_, row.channel) != permission_channels_.end();
    if (asks && !addressee->email_permitted) return left_out(Noted::no_permission);
    const auto* const text = text_in(notice_, row.language);
    if (text == nullptr)
      return fail(ErrorCode::invalid, "the plan names a language that the notice lacks", "plan again");

    InHand one;
    one.row = &row;
    one.again = mine != nullptr;
    one.number = number.value_or(sendings.all.size());
    one.message.notice = &notice_;
    one.message.text = text;
    one.message.address = addressee->address(row.channel);
    if (row.channel == "mail") one.message.postal = addressee->profile.address;
    one.message.values.account = row.account;
    one.message.values.services = ports_.services_of(addressee->profile.services, row.language);
    if (mine != nullptr) one.message.queued = mine->queued;
    return one;
  }

  Result<void> send_some(std::span<const PlannedRow> rows) {
    const Instant now = engine_.now();
    std::vector<InHand> all;
    for (const PlannedRow& row : rows) {
      auto one = TRY(prepared(row, now));
      if (one) all.push_back(*std::move(one));
    }
    TRY(queue(all, now));
    for (InHand& each : all) {
      each.message.values.page = ports_.page_of(each.row->account, each.message.queued);
      if (each.again) TRY(note(*each.row, Noted::uncertain));
    }
    for (const auto& [channel, way] : ways_) TRY(hand_over(all, channel, *way));
    return {};
  }

  Result<void> queue(std::vector<InHand>& all, Instant now) {
    std::vector<ledger::Draft> drafts;
    std::vector<std::size_t> of;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (all[i].again) continue;
      drafts.push_back(draft_of(all[i], now, "queued", sending_of(all[i], Stage::queued)));
      of.push_back(i);
    }
    if (drafts.empty()) return {};
    const auto receipts = engine_.ports().ledger.append(drafts, now);
    std::vector<std::size_t> lost;
    for (std::size_t i = 0; i < receipts.size(); ++i) {
      if (receipts[i]) {
        all[of[i]].message.queued = receipts[i]->position;
        // Another program that sends this run has queued it a moment ago, and hands it over.
        if (receipts[i]->repeated) lost.push_back(of[i]);
      } else if (receipts[i].error().code == ErrorCode::conflict) {
        lost.push_back(of[i]);
      } else {
        return tl::unexpected(receipts[i].error());
      }
    }
    for (auto at = lost.rbegin(); at != lost.rend(); ++at) {
      TRY(note(*all[*at].row, Noted::not_recorded));
      all.erase(all.begin() + static_cast<std::ptrdiff_t>(*at));
    }
    return {};
  }

  Result<void> hand_over(std::vector<InHand>& all, std::string_view channel, Way& way) {
    std::vector<InHand*> left;
    for (InHand& each : all) {
      if (each.row->channel == channel) left.push_back(&each);
    }
    auto pause = settings_.first_pause;
    for (unsigned tries = 1; !left.empty(); ++tries) {
      if (!keep_pace(left.size())) break;
      std::vector<Message> messages;
      for (InHand* const each : left) messages.push_back(each->message);
      const auto became = way.hand_over(messages);
      if (became.size() != messages.size()) {
        return fail(ErrorCode::unavailable, "a way out did not say what became of its messages", "send the run again");
      }
      TRY(record(left, became, tries >= settings_.tries));
      std::erase_if(left, [](const InHand* each) { return each->settled; });
      if (left.empty()) break;
      if (!ports_.wait(pause)) break;  // they wait, and are taken up when the run is sent again
      pause *= 2;
    }
    return {};
  }

  Result<void> record(std::span<InHand* const> messages, std::span<const HandedOver> became, bool last) {
    const Instant now = engine_.now();
    std::vector<ledger::Draft> drafts;
    std::vector<Position> given;  // where the givings of those that count as sent stand, in their order
    for (std::size_t i = 0; i < messages.size(); ++i) {
      InHand& each = *messages[i];
      const HandedOver& one = became[i];
      const bool taken = one.outcome == Outcome::taken;
      // What may have arrived is not given up: it is tried again under the same name, now and in the next round.
      if (!taken && one.outcome != Outcome::refused && !(one.outcome == Outcome::later && last)) {
        if (last) {
          TRY(note(*each.row, Noted::uncertain));
          each.settled = true;
        }
        continue;
      }
      each.settled = true;
      evidence::NoticeSendingRecorded sending = sending_of(each, taken ? Stage::handed_over : Stage::failed);
      sending.message_id = one.message_id;
      sending.detail =
          each.again ? std::string(kSentAgain) + (one.detail.empty() ? "" : ": ") + one.detail : one.detail;
      drafts.push_back(draft_of(each, now, taken ? "handed_over" : "failed", std::move(sending)));
      if (taken && one.sent) {
        drafts.push_back(draft_of(each, now, "given",
                                  evidence::NoticeGivenRecorded{notice_.notice, notice_.version, each.row->language,
                                                                each.row->channel, *one.sent}));
        drafts.back().effective_is_now = false;
        drafts.back().entry.effective = earliest_of(*one.sent);
      }
      if (taken) ++counts_.taken;
      else TRY(note(*each.row, one.outcome == Outcome::refused ? Noted::refused : Noted::given_up));
    }
    if (drafts.empty()) return {};
    const auto receipts = engine_.ports().ledger.append(drafts, now);
    for (std::size_t i = 0; i < receipts.size(); ++i) {
      if (!receipts[i]) return tl::unexpected(receipts[i].error());
      if (std::holds_alternative<evidence::NoticeGivenRecorded>(drafts[i].entry.body))
        given.push_back(receipts[i]->position);
    }
    return unmake_what_failed_early(messages, became, given, now);
  }

  // A report of a failure can come before the giving is recorded. Then it is kept with the account.
  Result<void> unmake_what_failed_early(std::span<InHand* const> messages, std::span<const HandedOver> became,
                                        std::span<const Position> given, Instant now) {
    std::size_t next = 0;
    std::vector<ledger::Draft> drafts;
    for (std::size_t i = 0; i < messages.size(); ++i) {
      if (became[i].outcome != Outcome::taken || !became[i].sent) continue;
      const Position giving = given[next++];
      const auto entries = TRY(engine_.ports().ledger.closed_entries_of(messages[i]->row->account));
      const ledger::Recorded* const failure = service::early_failure_of(entries, messages[i]->message.queued);
      if (failure == nullptr) continue;
      evidence::NoticeDelivery bounced;
      bounced.given = giving;
      bounced.result = evidence::NoticeDelivery::Result::bounced;
      bounced.detail = std::get<evidence::NoticeSendingRecorded>(failure->entry.body).detail;
      drafts.push_back(draft_of(*messages[i], now, "bounced", std::move(bounced)));
      TRY(note(*messages[i]->row, Noted::refused));
    }
    if (drafts.empty()) return {};
    for (const auto& receipt : engine_.ports().ledger.append(drafts, now)) {
      if (!receipt) return tl::unexpected(receipt.error());
    }
    return {};
  }

  // False: whoever runs it wants it to stop.
  bool keep_pace(std::size_t messages) {
    if (settings_.per_second == 0) return true;
    const Instant now = engine_.now();
    if (!begun_) begun_ = now;
    const auto due = *begun_ + std::chrono::microseconds(handed_over_ * 1'000'000 / settings_.per_second);
    handed_over_ += messages;
    const auto ahead = std::chrono::duration_cast<std::chrono::milliseconds>(due - now);
    return ahead.count() <= 0 || ports_.wait(ahead);
  }

  app::Engine& engine_;
  NoticeRuns& runs_;
  NoticeRun run_;
  const std::string actor_;
  const SendPorts& ports_;
  const SendSettings& settings_;
  evidence::NoticePublished notice_;
  Names permission_channels_;
  ledger::CarrierFile carrier_;
  std::optional<Position> newest_;
  std::map<std::string, Way*, std::less<>> ways_;
  SendCounts counts_;
  std::optional<Instant> begun_;
  std::uint64_t handed_over_ = 0;
};

}  // namespace

std::string_view to_string(Noted what) {
  switch (what) {
    case Noted::uncertain: return "uncertain";
    case Noted::refused: return "refused";
    case Noted::given_up: return "given_up";
    case Noted::former_customer: return "former_customer";
    case Noted::no_address: return "no_address";
    case Noted::no_permission: return "no_permission";
    case Noted::already_given: return "already_given";
    case Noted::waits_in_another_run: return "waits_in_another_run";
    case Noted::not_recorded: return "not_recorded";
  }
  return {};
}

std::string_view to_string(SendEnd end) {
  switch (end) {
    case SendEnd::finished: return "finished";
    case SendEnd::paused: return "paused";
    case SendEnd::stopped: return "stopped";
  }
  return {};
}

Result<SendCounts> send_run(app::Engine& engine, NoticeRuns& runs, std::string_view id, const std::string& actor,
                            const service::OpenText& open_plan, const SendPorts& ports, const SendSettings& settings) {
  NoticeRun run = TRY(runs.find(id));
  if (run.state != RunState::approved) {
    const bool waits = run.state == RunState::planned || run.state == RunState::paused;
    return fail(ErrorCode::invalid, "the run is " + std::string(to_string(run.state)) + ", so nothing of it is sent",
                waits ? "let a second person approve it first" : "plan a new one for whoever still needs the notice");
  }
  const auto read = TRY(open_plan());
  PlanReader reader(*read);
  for (bool more = true; more;) {
    const auto rows = TRY(reader.next(kRowsAtOnce));
    more = !rows.empty();
  }
  if (reader.hash() != run.plan.rows) {
    return fail(ErrorCode::invalid, "the file is not the plan that was approved",
                "name the file that the plan was written to, as it was");
  }
  const auto plan = TRY(open_plan());
  return RunInHand(engine, runs, std::move(run), actor, ports, settings).send(*plan);
}

}  // namespace assent::outreach
