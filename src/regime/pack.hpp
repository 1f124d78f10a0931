// Pack: a rule pack while it is being read: the regime so far, and its faults. Only inside this module.
#pragma once

#include "regime/regime.hpp"
#include "written/section.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::regime {

struct Pack {
  written::Findings findings;
  Regime regime;
  std::map<std::string, std::string, std::less<>> first_of;  // what was named before, by its kind and name

  explicit Pack(std::string_view file) : findings(file) {}

  // The section's `source` and `standing`, entered under its path.
  SourceId sourced(written::Section& section);

  // An issue if `name` appears in the pack a second time as a `kind`.
  void once(written::Section& section, std::string_view kind, const std::string& name);

  // An issue for each name in the list section.key that is not in `declared`. None if nothing is declared.
  void declared(written::Section& section, std::string_view key, std::string_view kind, const Names& declared);
};

// A value with its source: `waiting_days = { value = 30, source = "…", standing = "law" }`. If it is absent or has no
// source, an issue says so and the section reads as empty.
class SourcedValue {
 public:
  SourcedValue(Pack& pack, written::Section& parent, std::string_view key,
               std::vector<std::string_view> more_keys = {});

  // None: absent or without source.
  written::Section* section() { return section_ ? &*section_ : nullptr; }
  SourceId source() const { return source_; }

  Names names(bool may_be_empty) { return section_ ? section_->needed_names("value", may_be_empty) : Names{}; }
  int number(int min, int max) { return section_ ? section_->number("value", min, max) : min; }
  bool flag() { return section_ && section_->flag("value"); }

 private:
  std::optional<written::Section> section_;
  SourceId source_ = 0;
};

// A rule that every pack has, with a source but no value: `{ source = "…", standing = "law" }`.
SourceId read_citation(Pack& pack, written::Section& parent, std::string_view key);

// The table `key` of `parent`. None: it is missing, or not a table; for `table_in`, both are issues.
std::optional<written::Section> table_in(Pack& pack, written::Section& parent, std::string_view key,
                                         std::vector<std::string_view> known);
std::optional<written::Section> maybe_table_in(Pack& pack, written::Section& parent, std::string_view key,
                                               std::vector<std::string_view> known);

// Each table of the list `key`, written `[[key]]`; its path is `key.name`, or `key 1` if it has no name.
std::vector<written::Section> tables_in(Pack& pack, written::Section& parent, std::string_view key,
                                        const std::vector<std::string_view>& known);

// An issue if the pack has no `[[key]]`.
void need_tables(written::Section& parent, std::string_view key);

// The names of the relations read so far.
Names relation_names(const Pack& pack);

// The parts of a pack, each with the tables that it reads.
void read_purposes(Pack& pack, written::Section& root);   // [[purpose]]
void read_relations(Pack& pack, written::Section& root);  // [[relation]]
void read_free_use(Pack& pack, written::Section& root);   // [[free_use]]; after read_relations
void read_approvals(Pack& pack, written::Section& root);  // [approval] [one_time_consent] [soft_opt_in] [opt_in]
                                                          // [agreement] [verification]; after read_relations
void read_notice(Pack& pack, written::Section& root);     // [notice] [[disclosure]]

}  // namespace assent::regime
