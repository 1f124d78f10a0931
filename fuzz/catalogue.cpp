// Any bytes as an offer catalogue, in TOML and in JSON: values, or issues with places; no crash, no hang.
#include "regime/read.hpp"

#include <cstdint>
#include <cstdlib>

namespace {

void read(std::string_view text, std::string_view file) {
  const auto catalogue = assent::regime::read_catalogue(text, file);
  if (catalogue) {
    for (const assent::Offer& offer : catalogue->offers)
      if (catalogue->find(offer.id) != &offer) std::abort();
  } else if (catalogue.error().empty()) {
    std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  read(text, "catalogue.toml");
  read(text, "catalogue.json");
  return 0;
}
