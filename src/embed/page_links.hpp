// The customer's page as its files set it up: its settings, and the keys that make and open its links.
#pragma once

#include "base/result.hpp"
#include "evidence/hash.hpp"
#include "page_link/link.hpp"
#include "page_link/settings.hpp"

#include <string>
#include <vector>

namespace assent::embed {

struct PageLinks {
  page_link::Settings settings;
  page_link::Links links;
};

// `file` has the settings. No message repeats anything of a key.
//
//   invalid, not_found, unavailable  the file, or the file of keys that it names, is missing or has faults
Result<PageLinks> page_links_in(const std::string& file);

// The keys of a file (page_link/link.hpp). The error names the file.
//
//   invalid, not_found, unavailable  the file is missing or has faults
Result<std::vector<evidence::Hash>> page_keys_in(const std::string& file);

}  // namespace assent::embed
