// Any bytes are a case or a fault with a message, never a crash.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "cases/case.hpp"

namespace {

class TwoZones : public assent::TimeZones {
 public:
  const assent::TimeZone* find(std::string_view name) const override {
    if (name == "Asia/Beirut") return &beirut_;
    return name == "America/New_York" ? &new_york_ : nullptr;
  }

 private:
  assent::TimeZone beirut_ = assent::TimeZone::fixed("Asia/Beirut", std::chrono::hours{2});
  assent::TimeZone new_york_ = assent::TimeZone::fixed("America/New_York", std::chrono::hours{-5});
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const TwoZones zones;
  static const assent::Catalogue catalogue{
      {"internet", "local"},
      {{"internet", "information_service", "internet", {}}, {"voice_mail", "information_service", "", {"local"}}}};
  const auto read = assent::cases::read_case({reinterpret_cast<const char*>(data), size}, catalogue, zones);
  if (!read && (read.error().message.empty() || read.error().mend.empty())) std::abort();
  return 0;
}
