#include "twin_situation.hpp"

namespace twin {

namespace {

// "When it names parties", "when it names offers": an empty list names none.
bool names_any(const boost::json::object& event, std::string_view field) { return !words(event, field).empty(); }

}  // namespace

// 12, 15: "covers the relation (default: the carrier only)".
bool covers_relation(const Situation& s, const boost::json::object& event) {
  return contains(words(event, "recipients", {"carrier"}), s.recipient());
}

// 12, 15: "the party (when it names parties; a use that names none is then not covered)".
bool covers_party(const Situation& s, const boost::json::object& event) {
  if (!names_any(event, "parties")) return true;
  return has(s.use, "party") && contains(words(event, "parties"), word(s.use, "party"));
}

// 12, 15: "all information types (default: any)".
bool covers_information(const Situation& s, const boost::json::object& event) {
  const Words covered = words(event, "information", {"*"});
  if (contains(covered, "*")) return true;
  for (const auto& type : s.information()) {
    if (!contains(covered, type)) return false;
  }
  return true;
}

// 12: "the offer (when it names offers)".
bool covers_offer(const Situation& s, const boost::json::object& event) {
  if (!names_any(event, "offers")) return true;
  return has(s.use, "offer") && contains(words(event, "offers"), word(s.use, "offer"));
}

// Room for others: "An opt-in that names classes covers only offers of one of them". A use that names no offer has
// none.
bool covers_class(const Situation& s, const boost::json::object& event) {
  if (!names_any(event, "classes")) return true;
  return has(s.use, "offer") && contains(words(event, "classes"), word(s.offer, "class"));
}

// Room for others: "the offer's own category counts, not those that it enhances; an offer without a category is of
// none".
bool covers_category(const Situation& s, const boost::json::object& event) {
  if (!names_any(event, "categories")) return true;
  return has(s.offer, "category") && contains(words(event, "categories"), word(s.offer, "category"));
}

// Room for others: "one that names channels covers only a use that names one of them".
bool covers_channel(const Situation& s, const boost::json::object& event) {
  if (!names_any(event, "channels")) return true;
  return has(s.use, "channel") && contains(words(event, "channels"), word(s.use, "channel"));
}

}  // namespace twin
