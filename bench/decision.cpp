// One decision in process, facts in memory: time, and allocations counted by replacing operator new.
//
//   build/release/bench/bench_decision --benchmark_repetitions=9 --benchmark_report_aggregates_only=true

#include "decision/decide.hpp"
#include "regime/read.hpp"
#include "world/zones.hpp"

#include <benchmark/benchmark.h>

#include <atomic>
#include <cstdlib>
#include <fstream>
#include <new>
#include <sstream>
#include <stdexcept>

namespace {
std::atomic<std::size_t> allocations{0};
}

[[gnu::noinline]] void* operator new(std::size_t size) {
  allocations.fetch_add(1, std::memory_order_relaxed);
  if (void* memory = std::malloc(size)) return memory;  // NOLINT: this is the allocator
  throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* memory) noexcept { std::free(memory); }               // NOLINT
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }  // NOLINT

namespace assent {
namespace {

regime::Regime tra() {
  std::ifstream file(ASSENT_SOURCE_DIR "/regimes/tra.toml");
  std::stringstream text;
  text << file.rdbuf();
  auto regime = regime::read_regime(text.str(), "tra.toml");
  if (!regime) throw std::runtime_error(to_string(regime.error().front()));
  return std::move(*regime);
}

Instant at(const char* text) { return parse_instant(text).value(); }

NoticeGiven letter(const char* mailed) {
  static const auto terms = [] {
    auto made = std::make_shared<NoticeTerms>();
    made->language = "ar";
    return made;
  }();
  NoticeGiven notice;
  notice.terms = terms;
  notice.channel = "mail";
  notice.sent = parse_date(mailed).value();
  return notice;
}

struct Question {
  Facts facts;
  Use use;
};

Question question(const TimeZones& zones) {
  Question made;
  made.facts.zone = zones.find("Asia/Beirut");
  made.facts.customer.account = "7590-VHVEG";
  made.facts.customer.language = "ar";
  made.facts.customer.services = {"local"};
  made.use = {
      "marketing", Offer{"long_distance", "telecom", "long_distance", {}}, "carrier", "", {"services", "usage"}, false,
      false};
  return made;
}

Question enhancement(const TimeZones& zones) {
  Question made = question(zones);
  made.use.offer = Offer{"voice_mail", "information_service", "", {"local", "mobile"}};
  return made;
}

Question deemed(const TimeZones& zones) {
  Question made = question(zones);
  made.facts.history.notices.push_back(letter("2026-01-15"));
  return made;
}

Question opted_out(const TimeZones& zones) {
  Question made = deemed(zones);
  made.facts.history.opt_outs.push_back({"", {0, 1}, at("2026-02-01T08:00:00Z"), Coverage::everything()});
  return made;
}

Question partner(const TimeZones& zones) {
  Question made = deemed(zones);
  OptIn opt_in;
  opt_in.at = at("2026-03-01T08:00:00Z");
  opt_in.recipients = Coverage::only({"joint_venture_partner"});
  made.facts.history.opt_ins.push_back(opt_in);
  made.facts.history.agreements.push_back({"",
                                           {0, 2},
                                           "PX",
                                           parse_date("2026-01-01").value(),
                                           parse_date("2026-12-31").value(),
                                           {"purpose_limit", "no_onward_disclosure", "safeguards"}});
  made.use.recipient = "joint_venture_partner";
  made.use.party = "PX";
  return made;
}

// A customer of ten years: five notices, an opt-out, a withdrawal, three opt-ins.
Question long_history(const TimeZones& zones) {
  Question made = deemed(zones);
  History& history = made.facts.history;
  for (const char* mailed : {"2018-01-15", "2020-01-10", "2022-01-12", "2024-01-11"})
    history.notices.push_back(letter(mailed));
  history.opt_outs.push_back({"", {0, 1}, at("2019-02-01T08:00:00Z"), Coverage::everything()});
  history.withdrawals.push_back({"", {0, 2}, at("2021-02-01T08:00:00Z"), Coverage::everything()});
  for (const char* given : {"2018-06-01T08:00:00Z", "2020-06-01T08:00:00Z", "2023-06-01T08:00:00Z"}) {
    OptIn opt_in;
    opt_in.at = at(given);
    history.opt_ins.push_back(opt_in);
  }
  return made;
}

using Make = Question (*)(const TimeZones&);

void decision(benchmark::State& state, Make make) {
  static const world::SystemTimeZones zones;
  static const regime::Regime regime = tra();
  const Question asked = make(zones);
  const Instant now = at("2026-06-01T09:00:00Z");
  const std::size_t before = allocations.load();
  for (auto _ : state) {
    decision::Decision made = decision::decide(regime, asked.facts, asked.use, now);
    benchmark::DoNotOptimize(made);
  }
  state.counters["allocations"] =
      benchmark::Counter(static_cast<double>(allocations.load() - before), benchmark::Counter::kAvgIterations);
}

BENCHMARK_CAPTURE(decision, enhancement_permitted, enhancement);
BENCHMARK_CAPTURE(decision, nothing_on_file_denied, question);
BENCHMARK_CAPTURE(decision, opt_out_deemed_permitted, deemed);
BENCHMARK_CAPTURE(decision, opted_out_denied, opted_out);
BENCHMARK_CAPTURE(decision, partner_opt_in_permitted, partner);
BENCHMARK_CAPTURE(decision, ten_year_history, long_history);

}  // namespace
}  // namespace assent

BENCHMARK_MAIN();
