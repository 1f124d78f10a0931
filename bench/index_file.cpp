// The index's file: how long it takes until you can ask about a base, from a cold and from a warm disk, with every byte
// checked against its checksum and without.
//
//   bench_index_file write FILE CUSTOMERS    makes the file
//   bench_index_file open FILE [THREADS]     opens it; 0 threads: without reading it whole, as when that was done
//   before
//
// For the cold disk: `sync; echo 3 > /proc/sys/vm/drop_caches` before. See bench/README.md.
#include "must.hpp"

#include "service/kept_index.hpp"
#include "synth_index/synthetic_index.hpp"
#include "world/files.hpp"
#include "world/large_memory.hpp"
#include "world/mapped_file.hpp"
#include "world/zones.hpp"

#include <sys/resource.h>

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <string>
#include <utility>

namespace {

using namespace assent;
using Seconds = std::chrono::duration<double>;

class Stopwatch {
 public:
  double seconds() const { return Seconds(std::chrono::steady_clock::now() - started_).count(); }

 private:
  std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
};

struct Base {
  explicit Base(std::uint64_t customers) : base(1, customers), carrier(synth_index::synthetic_carrier(base)) {}

  world::SystemTimeZones zones;
  world::LargeMemory memory;
  synth::SyntheticBase base;
  ledger::CarrierFile carrier;
};

void write(const std::string& path, std::uint64_t customers) {
  const Base base(customers);
  const index::Footprints footprints{base.zones.find("Asia/Beirut")};
  const index::Index index = synth_index::index_of(base.base, base.carrier, base.zones, footprints, base.memory, 2);
  const std::vector<std::string> named{"Asia/Beirut"};
  const index::IndexBinding binding{{}, {}, index::zones_of(index.shared(), named, base.zones), named};
  const Stopwatch watch;
  world::FileSink sink = must(world::FileSink::create(path));
  must(index::write_snapshot(index, binding, sink));
  must(sink.commit());
  std::cout << "written in " << watch.seconds() << " s, durable\n";
}

void open(const std::string& path, unsigned threads) {
  const Base base(1);
  const Stopwatch watch;
  const world::MappedFile file = must(world::MappedFile::open(path));
  const index::Snapshot snapshot = must(index::Snapshot::open(file.bytes(), file.owner()));
  const double opened = watch.seconds();
  if (threads > 0) must(service::validate_all(snapshot, threads));
  const double validated = watch.seconds();
  const index::Index index = must(snapshot.index(base.memory, {&base.carrier, &base.zones}));
  const double ready = watch.seconds();
  const index::RowNumber row = index.row_of_account(index.account(static_cast<index::RowNumber>(index.size() / 2)));
  const double asked = watch.seconds();
  if (row != index.size() / 2) std::exit(1);

  const double gigabytes = static_cast<double>(snapshot.size()) / 1e9;
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  std::cout << index.size() << " customers, " << gigabytes << " GB, " << threads << " threads\n"
            << "frame read      " << opened << " s\n"
            << "validated       " << validated << " s, " << gigabytes / validated << " GB/s\n"
            << "ready           " << ready << " s\n"
            << "first answered  " << asked << " s\n"
            << "faults          " << usage.ru_minflt << " small, " << usage.ru_majflt << " from disk\n";
}

}  // namespace

int main(int argc, char** argv) {
  const std::string order = argc > 2 ? argv[1] : "";
  if (order == "write" && argc == 4) {
    write(argv[2], std::strtoull(argv[3], nullptr, 10));
  } else if (order == "open" && argc <= 4) {
    open(argv[2], argc == 4 ? static_cast<unsigned>(std::strtoul(argv[3], nullptr, 10)) : 4);
  } else {
    std::cerr << "usage: bench_index_file write FILE CUSTOMERS | open FILE [THREADS]\n";
    return 3;
  }
  return 0;
}
