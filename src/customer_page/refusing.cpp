#include "customer_page/refusing.hpp"

#include "customer_page/standings.hpp"
#include "evidence/hash.hpp"
#include "service/customer_file.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>

namespace assent::customer_page {
namespace {

constexpr int kTriesMost = 4;

// What can undo a refusal, or has undone one.
bool may_undo(const evidence::Body& body) {
  return std::holds_alternative<evidence::OptInRecorded>(body) ||
         std::holds_alternative<evidence::OneTimeConsentRecorded>(body) ||
         std::holds_alternative<evidence::CorrectionRecorded>(body) ||
         std::holds_alternative<evidence::ReviewRecorded>(body);
}

// How many of them there are. Nothing: that cannot be read.
std::optional<std::size_t> undoings(const app::Engine& engine, const std::string& account) {
  const auto entries = engine.ports().ledger.closed_entries_of(account);
  if (!entries) return std::nullopt;
  return static_cast<std::size_t>(
      std::ranges::count_if(*entries, [](const ledger::Recorded& each) { return may_undo(each.entry.body); }));
}

std::string key_for(const Refusing& refusing, std::size_t undone) {
  std::string all = refusing.way + '\n' + refusing.once + '\n' + std::to_string(undone);
  for (const std::string& each : refusing.scope.names) all += '\n' + each;
  return "page:" + evidence::to_hex(evidence::sha256(evidence::view_of(all))).substr(0, 32);
}

Names in_doubt(const app::Engine& engine, const Refusing& refusing, const regime::Regime& regime) {
  const Instant now = engine.now();
  const service::OnFile on_file = engine.customers().find({refusing.account, {}}, regime, {now, std::nullopt});
  const auto& register_of = on_file.facts.history.partners;
  const Partners partners = register_of == nullptr ? Partners() : partners_at(*register_of, now);
  Names doubtful;
  for (const Standing& each : standings_of(on_file, partners, regime, now)) {
    const std::string& relation = each.use.recipient;
    const bool permitted = each.decision.outcome == Outcome::permit && refusing.scope.covers(relation);
    if (permitted && !contains(doubtful, relation)) doubtful.push_back(relation);
  }
  return doubtful;
}

}  // namespace

Result<Refused> refuse(app::Engine& engine, const Refusing& refusing) {
  const auto regime = TRY(engine.regime("", engine.now()));
  evidence::OptOutRecorded opt_out;
  opt_out.scope = refusing.scope;
  opt_out.evidence.reference = "customer-page/" + refusing.way + (refusing.notice.empty() ? "" : "/" + refusing.notice);
  service::Circumstances circumstances{std::nullopt, "customer", refusing.channel, ""};
  for (int tries = 0;; ++tries) {
    // Where the account cannot be read, or changes all the time, the refusal is recorded all the same: perhaps twice.
    const auto undone = tries < kTriesMost ? undoings(engine, refusing.account) : std::nullopt;
    circumstances.key = undone ? key_for(refusing, *undone) : std::string();
    auto done = engine.record(refusing.account, opt_out, circumstances, *regime);
    if (!done && done.error().code == ErrorCode::conflict && undone) {
      circumstances.key.clear();
      done = engine.record(refusing.account, opt_out, circumstances, *regime);
    }
    if (!done) return tl::unexpected(std::move(done.error()));
    // An approval may have come between the reading and a refusal that was found to be there already.
    if (done->repeated && undone != undoings(engine, refusing.account)) continue;
    return Refused{done->position, done->entry.recorded, in_doubt(engine, refusing, *regime)};
  }
}

}  // namespace assent::customer_page
