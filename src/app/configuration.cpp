#include "app/configuration.hpp"

#include "written/section.hpp"
#include "written/written.hpp"

#include <utility>

namespace assent {

tl::expected<Configuration, Issues> read_configuration(std::string_view text, std::string_view file) {
  const auto written = read_toml(text, file);
  if (!written) return tl::unexpected(Issues{written.error()});
  Findings findings(file);
  Section section(findings, *written, "", {"ledger", "regimes", "catalogue", "regime", "language", "actor"});
  const auto settled = [&](std::string_view key) {
    return section.find(key) == nullptr ? std::string() : section.text(key);
  };
  const std::string_view folder = file.substr(0, file.rfind('/') + 1);  // empty if there is none
  const auto from_there = [&](std::string path) {
    return path.empty() || path.starts_with('/') ? path : std::string(folder) + path;
  };
  Configuration configuration;
  configuration.ledger = from_there(settled("ledger"));
  configuration.regimes = from_there(settled("regimes"));
  configuration.catalogue = from_there(settled("catalogue"));
  configuration.regime = section.optional_name("regime");
  configuration.language = settled("language");
  configuration.actor = settled("actor");
  if (!findings.empty()) return tl::unexpected(std::move(findings).in_order());
  return configuration;
}

}  // namespace assent
