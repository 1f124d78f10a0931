// Notice: the use cases of publishing a notice, giving it to customers, and recording what became of it.
#pragma once

#include "app/engine.hpp"
#include "app/list_ports.hpp"
#include "base/issue.hpp"
#include "base/result.hpp"
#include "service/circumstances.hpp"
#include "service/notice_file.hpp"
#include "service/notices.hpp"

#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace assent::app {

// Why a notice cannot be published, and under which regime.
struct NoticeChecked {
  const regime::Regime* regime;  // lives as long as the packs
  Issues issues;                 // empty: it can be published
};

// Checks a notice against the regime of that id (empty: the one that it is written for) in the version that is in
// effect then. Pure.
//
//   not_found, invalid  as RulePacks::find_sound()
Result<NoticeChecked> check_notice_under(const RulePacks& packs, const TimeZones& zones, Instant now,
                                         const service::NoticeFile& notice, std::string_view regime);

// The channels by which notices are given: the usual ones, and those that a rule pack counts. Pure.
//
//   invalid  `channel`, named `called` in messages, is none of them; lists them, the most similar one first
Result<void> check_notice_channel(const RulePacks& packs, std::string_view channel, std::string_view called);

// Those that are published, in the ledger's order; of a version that was published again each of its entries.
//
//   unavailable, damaged  as the ledger
Result<std::vector<ledger::Recorded>> notices_on_record(const Engine& engine);

// The regime that a published notice is written for.
//
//   not_found             no such notice or version is published
//   unavailable, damaged  as the ledger
Result<std::string> regime_of_notice(const Engine& engine, std::string_view notice, std::string_view version);

// When one of these returns, even with an error, every decision of the engine reflects what was recorded. Each reading
// of the list checks `stop`.

// Publishes it under that regime, as check_notice_under() defines it, from the circumstances' instant on.
//
//   as check_notice_under(), and Notices::publish()
Result<service::NoticeReceipt> publish_notice(Engine& engine, const service::NoticeFile& notice,
                                              std::string_view regime, const service::Circumstances& circumstances);

// The result of a run over a list, and the rules that the notice is written for.
struct NoticeRun {
  service::NoticeCounts counts;
  RegimeInUse regime;
};

// Records that a notice was given to each account of the list.
//
//   not_found, invalid    as Engine::regime()
//   not_found, invalid, unavailable, damaged  as Notices::give(); unavailable also: `stop` was requested; what was
//                                             recorded before stays, and you can repeat the run
Result<NoticeRun> give_notice(Engine& engine, const service::NoticeGiving& giving,
                              const service::Circumstances& circumstances, const ListPorts& ports,
                              const service::OnProgress& on_progress = {}, const std::stop_token& stop = {});

// Whether such a giving counts for an approval by silence. If not, it is recorded but gives no approval.
bool counts_for_silence(const NoticeRun& run, const service::NoticeGiving& giving);

// Records what became of a notice, from a list of results. Fails as give_notice().
Result<NoticeRun> record_deliveries(Engine& engine, const service::NoticeDeliveries& which,
                                    const service::Circumstances& circumstances, const ListPorts& ports,
                                    const service::OnProgress& on_progress = {}, const std::stop_token& stop = {});

}  // namespace assent::app
