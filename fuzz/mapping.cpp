// Any bytes as a mapping: it is refused with places inside the text, or what was read can be bound and used.
#include "intake/approvals.hpp"
#include "intake/customers.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

using namespace assent;

class Nowhere : public TimeZones {
 public:
  const TimeZone* find(std::string_view) const override { return &zone_; }

 private:
  TimeZone zone_ = TimeZone::fixed("Here", std::chrono::hours{2});
};

class NoTelephones : public Telephones {
 public:
  tl::expected<std::string, TelephoneFault> e164(std::string_view, std::string_view) const override {
    return tl::unexpected(TelephoneFault::not_a_number);
  }
  bool knows_country(std::string_view) const override { return true; }
};

void check(const Issues& issues, std::string_view text) {
  if (issues.empty()) std::abort();
  const auto lines = 1 + std::count(text.begin(), text.end(), '\n');
  for (const Issue& issue : issues) {
    if (issue.line < 0 || issue.line > lines || issue.problem.empty() || issue.mend.empty()) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const Nowhere zones;
  const NoTelephones telephones;
  constexpr std::array<std::string_view, 8> kHeader = {"id", "a", "b", "c", "d", "e", "f", "g"};
  constexpr std::array<std::string_view, 8> kRow = {"1", "Yes", "No", "", "x", "A", "2026-02-18", "y"};

  if (const auto customers = intake::read_customer_mapping(text, "m"); !customers) {
    check(customers.error(), text);
  } else if (const auto rows = intake::CustomerRows::bind(*customers, kHeader, zones, telephones, {"local", "x"});
             !rows) {
    check(rows.error(), text);
  } else if (const auto row = rows->convert(kRow); !row && row.error().reasons.empty()) {
    std::abort();
  }
  if (const auto approvals = intake::read_approval_mapping(text, "m"); !approvals) {
    check(approvals.error(), text);
  } else if (const auto rows = intake::ApprovalRows::bind(*approvals, kHeader, zones, {"x"}); !rows) {
    check(rows.error(), text);
  } else if (const auto row = rows->convert(kRow, kNever); !row && row.error().reasons.empty()) {
    std::abort();
  }
  return 0;
}
