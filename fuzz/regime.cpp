// Any bytes as a rule pack: values, or issues with places; no crash, no hang, twice the same.
#include "regime/read.hpp"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto regime = assent::regime::read_regime(text, "pack.toml");
  if (regime) {
    if (regime->provenance.empty() || regime->purposes.empty() || regime->relations.empty()) std::abort();
    if (regime->notice.waiting_days < 0 || regime->notice.channels.empty()) std::abort();
  } else if (regime.error().empty() || assent::regime::read_regime(text, "pack.toml").error() != regime.error()) {
    std::abort();
  }
  return 0;
}
