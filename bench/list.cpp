// A list scrubbed against a synthetic base from the index in its file, end to end: the list is read from a file, hashed
// and judged, and the two results are written and hashed, as `assent scrub` does. A ledger of so many customers is not
// written to disk: where the index leaves a customer to the ledger, the facts are read from the synthetic customers.
//
//   bench_list INDEX CUSTOMERS LIST PERMITTED REFUSED
//
// INDEX is what `bench_index_file write` made. One JSON object: seconds, and the rows by reason.
#include "must.hpp"
#include "synthetic_ledger.hpp"

#include "base/telephones.hpp"
#include "embed/scrub_files.hpp"
#include "regime/read.hpp"
#include "service/campaign.hpp"
#include "service/scrub.hpp"
#include "synth_index/synthetic_index.hpp"
#include "world/compressed.hpp"
#include "world/files.hpp"
#include "world/large_memory.hpp"
#include "world/mapped_file.hpp"
#include "world/telephones.hpp"
#include "world/zones.hpp"

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <string>
#include <thread>

namespace {

using namespace assent;

std::string in_source(const std::string& path) { return must(world::read_file(ASSENT_SOURCE_DIR + path)); }

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void say(const char* name, double seconds) { std::cout << "\"" << name << "\": " << seconds << ", "; }

}  // namespace

int main(int argc, char** argv) {
  if (argc != 6) {
    std::cerr << "usage: bench_list INDEX CUSTOMERS LIST PERMITTED REFUSED\n";
    return 3;
  }
  const std::string index_file = argv[1];
  const std::string list = argv[3];
  const std::string permitted = argv[4];
  const std::string refused = argv[5];
  const world::SystemTimeZones zones;
  const world::LargeMemory memory;
  const world::WorldTelephones telephones;
  const synth::SyntheticBase base(1, std::strtoull(argv[2], nullptr, 10));
  const service::Campaign campaign = *service::read_campaign(in_source("/bench/campaign.toml"), "bench/campaign.toml");
  const regime::Regime regime =
      *regime::read_regime(in_source("/regimes/" + campaign.regime + ".toml"), campaign.regime);
  const Use use =
      must(service::use_of(campaign, *regime::read_catalogue(in_source("/catalogues/default.toml"), "default.toml")));
  const unsigned threads = std::max(1U, std::thread::hardware_concurrency());

  const auto started = std::chrono::steady_clock::now();
  const world::MappedFile file = must(world::MappedFile::open(index_file));
  const index::Snapshot snapshot = must(index::Snapshot::open(file.bytes(), file.owner()));
  ledger::CarrierFile carrier = synth_index::synthetic_carrier(base);
  index::Index index = must(snapshot.index(memory, {&carrier, &zones}));
  service::IndexScope scope;
  scope.footprints = {regime.footprint_last_zone};
  const service::LeasedIndex live(service::LiveIndex(std::move(index), std::move(carrier), zones, std::move(scope)));
  const double opened = seconds_since(started);

  const SyntheticLedger ledger(base);
  if (!ledger.whole()) return 1;
  const service::CustomerFile customers(ledger, zones);
  const service::ScrubQuestion question{&regime, &use, {base.as_of(), {}}, false, {}, explanation::Language::en, false};
  service::IndexJudge judge(live, customers, telephones, question, threads);
  const double compiled = seconds_since(started);

  const auto source = must(world::open_list(list));
  const auto scrub = must(service::Scrub::begin(*source, {}, {threads, service::IndexJudge::kPieceBytes}));
  embed::ScrubFiles results({permitted, refused, {}, {}});
  must(results.open(nullptr));
  const service::ScrubSummary summary =
      must(scrub->run(judge, explanation::Language::en, results.permitted(), results.refused()));
  const double scrubbed = seconds_since(started);
  must(results.finish_lists());
  must(results.commit());
  const certificate::CertifiedFile hashes[] = {scrub->list_file(), results.permitted_file(), results.refused_file()};
  const double done = seconds_since(started);
  std::cout << "{\"rows\": " << summary.rows << ", \"asked_ledger\": " << judge.asked_ledger() << ", ";
  say("open", opened);
  say("compile", compiled - opened);
  say("scrub", scrubbed - compiled);
  say("seconds", done);
  std::cout << "\"bytes\": " << hashes[0].bytes + hashes[1].bytes + hashes[2].bytes << ", \"by_reason\": {";
  const char* separator = "";
  for (const auto& [reason, count] : summary.by_reason) {
    std::cout << separator << "\"" << to_string(reason) << "\": " << count;
    separator = ", ";
  }
  std::cout << "}}\n";
}
