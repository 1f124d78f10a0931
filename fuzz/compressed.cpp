// Any bytes as a packed list: unpacking ends, gives the same in small parts, and its result can be packed and unpacked.
#include "world/compressed.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

using namespace assent;

// Small inputs can unpack to a great deal; this much of it is enough.
constexpr std::size_t kTextMax = 4 * 1024 * 1024;

struct Reading {
  std::string text;
  bool failed = false;

  friend bool operator==(const Reading&, const Reading&) = default;
};

Reading unpack(std::string_view bytes, const char* path, std::size_t piece, std::size_t room) {
  TextSource from(bytes, piece);
  world::UnpackedSource source(from, path);
  Reading reading;
  std::string into(room, '\0');
  while (reading.text.size() < kTextMax) {
    const auto count = source.read(into);
    reading.failed = !count;
    if (!count || *count == 0) return reading;
    reading.text.append(into, 0, *count);
  }
  reading.text.resize(kTextMax);
  return reading;
}

}  // namespace

// The first byte chooses the name and the parts, the rest is the list.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  constexpr const char* kNames[] = {"list.csv", "-", "list.csv.gz", "list.csv.zst"};
  const char* const name = kNames[data[0] % 4];
  const std::size_t part = 1U + data[0] / 4;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);

  const Reading whole = unpack(bytes, name, std::string_view::npos, 64 * 1024);
  const Reading parts = unpack(bytes, name, part, 100 * part);
  // What is given before damage is noticed may differ, but the damage is noticed each time.
  if (whole.text.size() < kTextMax && parts.failed != whole.failed) std::abort();
  if (!whole.failed && parts != whole) std::abort();

  const world::Packing packing = data[0] % 2 == 0 ? world::Packing::gzip : world::Packing::zstd;
  std::string packed;
  TextSink to(packed);
  world::PackedSink sink(to, packing);
  if (!sink.write(whole.text) || !sink.finish()) std::abort();
  const Reading again = unpack(packed, "-", std::string_view::npos, 64 * 1024);
  if (again.failed || again.text != whole.text) std::abort();
  return 0;
}
