#include "cli/index_text.hpp"

#include "evidence/hash.hpp"
#include "tables/table.hpp"
#include "tables/width.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>

#include <string_view>

namespace assent::cli {

std::uint64_t entries_in(const std::vector<ledger::LogHead>& heads) {
  std::uint64_t entries = 0;
  for (const ledger::LogHead& each : heads) entries += each.size;
  return entries;
}

std::string each_has(std::uint64_t bytes, std::uint64_t customers) {
  if (customers == 0) return "-";
  return fmt::format("{:.1f}", static_cast<double>(bytes) / static_cast<double>(customers));
}

std::string text_of(const index::IndexBinding& binding) {
  tables::Table heads({{"log", tables::Align::right}, {"entries", tables::Align::right}, {"root"}});
  for (const ledger::LogHead& each : binding.heads) {
    heads.row({std::to_string(each.log), wording::thousands(each.size), evidence::to_hex(each.root)});
  }
  tables::Table packs({{"rule pack"}, {"version"}, {"SHA-256 of its text"}});
  for (const index::IndexBinding::Pack& each : binding.packs)
    packs.row({each.id, each.version, evidence::to_hex(each.text)});
  std::vector<std::string> zones;
  for (const index::IndexBinding::Zone& each : binding.zones) zones.push_back(each.name);
  return fmt::format("{}\n{}\ntime zones: {}\n", heads.text(), packs.text(),
                     tables::wrapped(wording::joined(zones), 80, std::string_view("time zones: ").size()));
}

}  // namespace assent::cli
