#include "outreach/services_in_words.hpp"

#include "explanation/speech.hpp"

namespace assent::outreach {

std::string services_in_words(const Names& services, std::string_view language) {
  if (services.empty()) return {};
  using explanation::Language;
  const explanation::Speech speech(explanation::language_named(language).value_or(Language::en));
  return speech.named_list(explanation::Term::service, services);
}

}  // namespace assent::outreach
