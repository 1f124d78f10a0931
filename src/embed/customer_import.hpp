// A carrier's file of customers, imported by name.
#pragma once

#include "app/import.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "embed/opened_engine.hpp"

#include <optional>
#include <string>

namespace assent::embed {

struct CustomerImport {
  std::string file;
  std::string mapping;
  std::string rejects;  // for the rows that cannot be used as they stand; empty: none
  std::string run;      // the name of the import; empty: a new name
  std::string actor;    // empty: the engine's
  std::optional<Instant> effective;
  bool strict = false;
  bool complete = false;  // the file has the whole base
};

// Imports customers, as import_customers() does. When it returns, every decision of the engine reflects it.
//
//   not_found, invalid, unavailable  also: the file, the mapping or the file of rejects; the name of the run
Result<app::CustomersImported> import_file(OpenedEngine& opened, const CustomerImport& import);

}  // namespace assent::embed
