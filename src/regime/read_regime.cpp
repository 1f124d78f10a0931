#include "regime/pack.hpp"
#include "regime/read.hpp"

#include <algorithm>

namespace assent::regime {
namespace {

// So that a SourceId can number every value, and a hostile text is not read for ever.
constexpr std::size_t kRegimeBytesMax = 1024 * 1024;

// The form of a zone name in the IANA database. Whether the zone exists is checked by callers that have the database.
bool looks_like_zone(std::string_view name) {
  return name.find('/') != std::string_view::npos && name.front() != '/' && name.back() != '/' &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' || c == '_' ||
                  c == '-' || c == '+';
         });
}

void read_footprint(Pack& pack, written::Section& section) {
  SourcedValue zone(pack, section, "footprint_last_zone");
  pack.regime.footprint_source = zone.source();
  written::Section* value = zone.section();
  if (value == nullptr) return;
  pack.regime.footprint_last_zone = value->name("value");
  if (!pack.regime.footprint_last_zone.empty() && !looks_like_zone(pack.regime.footprint_last_zone))
    value->add(value->find("value")->place, written::quoted(pack.regime.footprint_last_zone) + " is not a time zone",
               "write a name of the IANA time zone database, such as `Asia/Beirut`");
}

void read_dates(Pack& pack, written::Section& section) {
  auto dates = table_in(pack, section, "in_effect", {"from", "until", "source", "standing"});
  if (!dates) return;
  pack.regime.in_effect_from = dates->optional_date("from");
  pack.regime.in_effect_until = dates->optional_date("until");
  if (pack.regime.in_effect_from && pack.regime.in_effect_until &&
      *pack.regime.in_effect_until < *pack.regime.in_effect_from)
    dates->add(dates->find("until")->place, "the pack ends before it begins", "write the later date as `until`");
  pack.regime.in_effect_source = pack.sourced(*dates);
}

void read_head(Pack& pack, written::Section& root) {
  auto section = table_in(pack, root, "regime",
                          {"id", "version", "title", "source", "standing", "in_effect", "footprint_last_zone"});
  if (!section) return;
  pack.sourced(*section);  // provenance[0]: the pack as a whole
  pack.regime.id = section->name("id");
  pack.regime.version = section->name("version");
  if (auto title = table_in(pack, *section, "title", {"en", "ar"})) {
    pack.regime.title = title->text("en");
    pack.regime.title_ar = title->text("ar");
  }
  read_dates(pack, *section);
  read_footprint(pack, *section);
}

void read_information(Pack& pack, written::Section& root) {
  auto section = table_in(pack, root, "information", {"outside", "never_free", "raises_to_opt_in"});
  if (!section) return;
  SourcedValue outside(pack, *section, "outside");
  pack.regime.outside_information = outside.names(true);
  pack.regime.outside_source = outside.source();
  SourcedValue never_free(pack, *section, "never_free");
  pack.regime.never_free_information = never_free.names(true);
  pack.regime.never_free_source = never_free.source();
  SourcedValue raises(pack, *section, "raises_to_opt_in");
  pack.regime.opt_in_information = raises.names(true);
  pack.regime.opt_in_information_source = raises.source();
}

void read_common(Pack& pack, written::Section& root) {
  if (auto section = table_in(pack, root, "offers", {"communications_classes"})) {
    SourcedValue classes(pack, *section, "communications_classes");
    pack.regime.communications_classes = classes.names(true);
    pack.regime.classes_source = classes.source();
  }
  if (auto section = table_in(pack, root, "former_customers", {"winback"})) {
    SourcedValue winback(pack, *section, "winback");
    pack.regime.winback = winback.flag();
    pack.regime.winback_source = winback.source();
  }
  if (auto section = table_in(pack, root, "unknown", {"purpose", "relation"})) {
    pack.regime.unknown_purpose_source = read_citation(pack, *section, "purpose");
    pack.regime.unknown_relation_source = read_citation(pack, *section, "relation");
  }
  pack.regime.refusal_source = read_citation(pack, root, "refusal");
}

}  // namespace

tl::expected<Regime, Issues> read_regime(std::string_view text, std::string_view file) {
  if (text.size() > kRegimeBytesMax)
    return tl::unexpected(
        Issues{{std::string(file), 0, 0, "the pack is larger than a mebibyte", "name the file of one rule pack"}});
  const auto written = written::read_toml(text, file);
  if (!written) return tl::unexpected(Issues{written.error()});

  Pack pack(file);
  written::Section root(
      pack.findings, *written, "",
      {"regime", "information", "offers", "former_customers", "unknown", "refusal", "purpose", "free_use", "relation",
       "approval", "one_time_consent", "soft_opt_in", "opt_in", "agreement", "verification", "notice", "disclosure"});
  read_head(pack, root);
  read_information(pack, root);
  read_common(pack, root);
  read_purposes(pack, root);
  read_relations(pack, root);
  read_free_use(pack, root);
  read_approvals(pack, root);
  read_notice(pack, root);
  if (!pack.findings.empty()) return tl::unexpected(std::move(pack.findings).in_order());
  return std::move(pack.regime);
}

}  // namespace assent::regime
