#include "app/configuration.hpp"

#include "written/section.hpp"
#include "written/written.hpp"

#include <utility>

namespace assent::app {

std::string meant_from(std::string_view file, std::string path) {
  if (path.empty() || path.starts_with('/')) return path;
  return std::string(file.substr(0, file.rfind('/') + 1)) + path;
}

tl::expected<Configuration, Issues> read_configuration(std::string_view text, std::string_view file) {
  const auto written = written::read_toml(text, file);
  if (!written) return tl::unexpected(Issues{written.error()});
  written::Findings findings(file);
  written::Section section(findings, *written, "",
                           {"ledger", "regimes", "catalogue", "regime", "language", "actor", "reporting_zone"});
  const auto settled = [&](std::string_view key) {
    return section.find(key) == nullptr ? std::string() : section.text(key);
  };
  Configuration configuration;
  configuration.ledger = meant_from(file, settled("ledger"));
  configuration.regimes = meant_from(file, settled("regimes"));
  configuration.catalogue = meant_from(file, settled("catalogue"));
  configuration.regime = section.optional_name("regime");
  configuration.language = settled("language");
  configuration.actor = settled("actor");
  configuration.reporting_zone = settled("reporting_zone");
  if (!findings.empty()) return tl::unexpected(std::move(findings).in_order());
  return configuration;
}

}  // namespace assent::app
