#include "regime/pack.hpp"

#include <array>

namespace assent::regime {
namespace {

constexpr int kVerificationYearsMax = 100;

constexpr std::array<std::pair<std::string_view, Reason>, 2> kMissing = {{
    {"opt_in_required", Reason::opt_in_required},
    {"consent_required", Reason::consent_required},
}};

void read_one_time_consent(Pack& pack, written::Section& root) {
  auto section = table_in(pack, root, "one_time_consent", {"channels", "recipients", "source", "standing"});
  if (!section) return;
  pack.regime.one_time_channels = section->needed_names("channels", true);
  pack.regime.one_time_recipients = section->needed_names("recipients", true);
  pack.declared(*section, "recipients", "relation", relation_names(pack));
  pack.regime.one_time_source = pack.sourced(*section);
}

void read_soft_opt_in(Pack& pack, written::Section& root) {
  auto section = table_in(pack, root, "soft_opt_in", {"allowed", "information", "source", "standing"});
  if (!section) return;
  pack.regime.soft_opt_in = section->flag("allowed");
  if (pack.regime.soft_opt_in) pack.regime.soft_opt_in_information = section->needed_names("information", false);
  else section->optional_names("information");
  pack.regime.soft_opt_in_source = pack.sourced(*section);
}

void read_opt_in(Pack& pack, written::Section& root) {
  auto section = table_in(pack, root, "opt_in", {"givers", "forms", "void_defects", "source", "standing"});
  if (!section) return;
  pack.regime.opt_in_source = pack.sourced(*section);
  SourcedValue givers(pack, *section, "givers");
  pack.regime.opt_in_givers = givers.names(false);
  pack.regime.givers_source = givers.source();
  SourcedValue forms(pack, *section, "forms");
  pack.regime.opt_in_forms = forms.names(false);
  pack.regime.forms_source = forms.source();
  SourcedValue defects(pack, *section, "void_defects");
  pack.regime.void_defects = defects.names(true);
  pack.regime.void_defects_source = defects.source();
}

void read_agreement(Pack& pack, written::Section& root) {
  auto section = table_in(pack, root, "agreement", {"clauses"});
  if (!section) return;
  SourcedValue clauses(pack, *section, "clauses");
  pack.regime.agreement_clauses = clauses.names(false);
  pack.regime.clauses_source = clauses.source();
}

}  // namespace

void read_approvals(Pack& pack, written::Section& root) {
  if (auto section = table_in(pack, root, "approval", {"missing"})) {
    SourcedValue missing(pack, *section, "missing");
    pack.regime.approval_missing_source = missing.source();
    if (written::Section* value = missing.section())
      pack.regime.approval_missing = value->choice<Reason>("value", kMissing).value_or(Reason::opt_in_required);
  }
  read_one_time_consent(pack, root);
  read_soft_opt_in(pack, root);
  read_opt_in(pack, root);
  read_agreement(pack, root);
  if (auto section = maybe_table_in(pack, root, "verification", {"years"})) {
    SourcedValue years(pack, *section, "years");
    pack.regime.verification_years = years.number(1, kVerificationYearsMax);
    pack.regime.verification_source = years.source();
  }
}

}  // namespace assent::regime
