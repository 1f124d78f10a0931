#include "app/notice.hpp"

#include "app/stoppable_text.hpp"
#include "wording/words.hpp"
#include "written/nearest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace assent::app {
namespace {

// The rules that a published notice is written for, as they are now.
Result<RegimeInUse> rules_of_notice(const Engine& engine, std::string_view notice, std::string_view version) {
  const auto regime = TRY(regime_of_notice(engine, notice, version));
  return engine.regime(regime, engine.now());
}

// `record` gets the ledger and the list.
template <class Record>
Result<NoticeRun> run_over_list(Engine& engine, RegimeInUse regime, const ListPorts& ports, const std::stop_token& stop,
                                Record record) {
  StoppableText list(ports.list, stop);
  const auto counts = record(service::Notices(engine.ports().ledger), list);
  engine.follow();
  if (!counts) return tl::unexpected(counts.error());
  return NoticeRun{*counts, std::move(regime)};
}

}  // namespace

Result<NoticeChecked> check_notice_under(const RulePacks& packs, const TimeZones& zones, Instant now,
                                         const service::NoticeFile& notice, std::string_view regime) {
  const auto pack = TRY(packs.find_sound(regime.empty() ? notice.notice.regime : regime, now, zones));
  return NoticeChecked{&*pack->regime, service::check_notice(notice, *pack->regime)};
}

Result<void> check_notice_channel(const RulePacks& packs, std::string_view channel, std::string_view called) {
  Names known = {"mail", "email", "sms", "oral", "portal"};
  for (const RulePack& pack : packs.all()) {
    if (!pack.regime) continue;
    for (const std::string& each : pack.regime->notice.channels) {
      if (!contains(known, each)) known.push_back(each);
    }
  }
  if (contains(known, channel)) return {};
  const std::vector<std::string_view> words(known.begin(), known.end());
  if (const auto near = written::nearest(channel, words)) {
    const auto place = std::find(known.begin(), known.end(), *near);
    std::rotate(known.begin(), place, place + 1);
  }
  return fail(ErrorCode::invalid,
              fmt::format("{} is {}, which is not a channel for notices", called, wording::shown(channel)),
              fmt::format("write one of {}", wording::listed(known)));
}

Result<std::vector<ledger::Recorded>> notices_on_record(const Engine& engine) {
  auto entries = TRY(engine.ports().ledger.entries_of(""));
  std::erase_if(
      entries, [](const ledger::Recorded& each) { return each.entry.kind() != evidence::EntryKind::notice_published; });
  return entries;
}

Result<std::string> regime_of_notice(const Engine& engine, std::string_view notice, std::string_view version) {
  return service::Notices(engine.ports().ledger)
      .published(notice, version)
      .map([](const evidence::NoticePublished& published) { return published.regime; });
}

Result<service::NoticeReceipt> publish_notice(Engine& engine, const service::NoticeFile& notice,
                                              std::string_view regime, const service::Circumstances& circumstances) {
  const auto rules = TRY(engine.regime(regime.empty() ? notice.notice.regime : regime, engine.now()));
  auto receipt = service::Notices(engine.ports().ledger).publish(notice, *rules, circumstances, engine.now());
  engine.follow();
  return receipt;
}

Result<NoticeRun> give_notice(Engine& engine, const service::NoticeGiving& giving,
                              const service::Circumstances& circumstances, const ListPorts& ports,
                              const service::OnProgress& on_progress, const std::stop_token& stop) {
  auto regime = TRY(rules_of_notice(engine, giving.notice, giving.version));
  const EnginePorts& world = engine.ports();
  return run_over_list(engine, regime, ports, stop, [&](service::Notices notices, ByteSource& list) {
    return notices.give(list, giving, *regime, world.zones, circumstances, ports.rejects, world.clock, on_progress);
  });
}

bool counts_for_silence(const NoticeRun& run, const service::NoticeGiving& giving) {
  return contains(run.regime->notice.channels, giving.channel);
}

Result<NoticeRun> record_deliveries(Engine& engine, const service::NoticeDeliveries& which,
                                    const service::Circumstances& circumstances, const ListPorts& ports,
                                    const service::OnProgress& on_progress, const std::stop_token& stop) {
  auto regime = TRY(rules_of_notice(engine, which.notice, which.version));
  return run_over_list(engine, regime, ports, stop, [&](service::Notices notices, ByteSource& list) {
    return notices.deliveries(list, which, *regime, circumstances, ports.rejects, engine.ports().clock, on_progress);
  });
}

}  // namespace assent::app
