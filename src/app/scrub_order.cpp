#include "app/scrub_order.hpp"

#include "evidence/hash.hpp"
#include "regime/effect.hpp"

namespace assent::app {

std::string order_of(const ScrubRequest& request, std::string_view zone_data, std::string_view list_state,
                     bool present) {
  std::string order = request.program;
  const auto add = [&](std::string_view part) { order.append(1, '\0').append(part); };
  add(request.campaign_text);
  add(request.regime_text);
  add(request.catalogue_text);
  add(list_state);
  add(request.columns.account);
  add(request.columns.telephone);
  add(request.columns.country);
  add(request.known_at ? request.known_at->text : "");
  add(request.since ? request.since->note : "");
  const auto last = regime::last_day(request.regime);
  add(zone_data);
  order.append(last ? to_string(*last) : "");
  order.append(request.explain_each ? "each" : "").append(present ? "now" : "");
  order.append(std::to_string(static_cast<int>(request.language)));
  return evidence::to_hex(evidence::sha256(evidence::view_of(order)));
}

Result<bool> stood_at(const ledger::Ledger& ledger, const ledger::LogHead& head) {
  return ledger.root_at(head.log, head.size).map([&](const std::optional<evidence::Hash>& root) {
    return root == head.root;
  });
}

Result<std::optional<service::ScrubJournal>> journal_to_resume(const ScrubRequest& request, const ScrubPorts& ports,
                                                               std::string_view order,
                                                               std::vector<service::ScrubNotice>& notices) {
  if (!request.resume) return std::nullopt;
  if (!ports.list.can_be_read_again()) {
    return fail(ErrorCode::invalid, "a scrub of a list that is not a plain file cannot be continued",
                "name the list's file, or begin again without `--resume`");
  }
  if (!ports.results.can_be_resumed()) {
    notices.push_back({service::ScrubNotice::Kind::results_cannot_be_resumed});
    return std::nullopt;
  }
  auto journal = TRY(ports.results.interrupted());
  if (!journal) {
    notices.push_back({service::ScrubNotice::Kind::nothing_to_resume});
    return std::nullopt;
  }
  const bool another_instant = request.at && *request.at != journal->at;
  if (journal->order != order || another_instant) {
    return fail(ErrorCode::conflict, "the interrupted scrub was another: its campaign, rules, list or options differ",
                "begin again without `--resume`");
  }
  for (const ledger::LogHead& each : journal->began) {
    const auto same = TRY(stood_at(ports.ledger, each));
    if (!same) {
      return fail(ErrorCode::conflict, "the interrupted scrub used another ledger", "begin again without `--resume`");
    }
  }
  return journal;
}

}  // namespace assent::app
