// The customer's services in words, for a notice. Pure; thread-safe.
#pragma once

#include "consent/coverage.hpp"

#include <string>
#include <string_view>

namespace assent::outreach {

// As a list in that language ("local telephone service and mobile service"); in English, if the product has no words in
// it. No services: an empty text.
std::string services_in_words(const Names& services, std::string_view language);

}  // namespace assent::outreach
