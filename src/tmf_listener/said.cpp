#include "tmf_listener/said.hpp"

#include "intake/profile.hpp"
#include "tmf_listener/members.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace assent::tmf_listener {
namespace {

using json::Kind;
using json::Tree;

constexpr std::size_t kWordBytesMost = 256;  // of a line of an address, and of a number as it is written

// Of a text, number or boolean; empty: it is none of them.
std::string written_value(const Tree* value) {
  if (value == nullptr) return {};
  if (value->is(Kind::text)) return value->text;
  return value->is(Kind::number) || value->is(Kind::boolean) ? value->raw : std::string();
}

bool is_line(std::string_view text) {
  return text.size() <= kWordBytesMost &&
         std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

void add_once(Names& names, std::string name) {
  if (!contains(names, name)) names.push_back(std::move(name));
}

// One reading of a party.
class PartyReading {
 public:
  PartyReading(const Tree& party, const Event& event, const Mapping& mapping, const Lookups& lookups)
      : party_(party), event_(event), mapping_(mapping), lookups_(lookups) {}

  Result<PartySaid> read() && {
    said_.id = party_.text_at("id");
    say(Member::kind, std::string(event_.kind.about == About::organization ? kBusiness : kResidential));
    characteristics_ = TRY(objects_in(party_, "partyCharacteristic"));
    said_.account = TRY(account());
    TRY(read_life());
    TRY(read_language());
    read_time_zone();
    read_activated();
    TRY(read_contact_media());
    return std::move(said_);
  }

 private:
  void say(Member member, std::string word) { said_.members[member] = {std::move(word)}; }

  // The value of the first characteristic of that name; empty: there is none, or none is asked for.
  std::string characteristic(const std::string& name) const {
    if (name.empty()) return {};
    for (const Tree* each : characteristics_) {
      if (plain(each->text_at("name")) == name) return written_value(each->find("value"));
    }
    return {};
  }

  Result<std::string> account() const {
    switch (mapping_.account_from) {
      case AccountFrom::id: return said_.id;
      case AccountFrom::characteristic: return characteristic(mapping_.account_name);
      case AccountFrom::external_reference: break;
    }
    const auto references = TRY(objects_in(party_, "externalReference"));
    for (const Tree* each : references) {
      // Version 4 has `externalReferenceType` and `name`; version 5 has `externalIdentifierType` and `id`.
      for (const std::string_view type : {"externalReferenceType", "externalIdentifierType"}) {
        if (plain(each->text_at(type)) != mapping_.account_name) continue;
        const std::string_view id = each->text_at("id");
        return std::string(id.empty() ? each->text_at("name") : id);
      }
    }
    return std::string();
  }

  Result<void> read_life() {
    const auto status = TRY(status_in(party_));
    if (event_.kind.happened == Happened::deleted) {
      say(Member::life, std::string(kDeleted));
      said_.effects.add(Effect::not_erased);
    } else if (status && contains(mapping_.active, *status)) {
      say(Member::life, std::string(kActive));
    } else if (status && contains(mapping_.former, *status)) {
      say(Member::life, std::string(kFormer));
    } else if (status) {
      said_.effects.add(Effect::unknown_status);
    } else if (event_.kind.happened == Happened::created && mapping_.without_status) {
      say(Member::life, std::string(*mapping_.without_status == CustomerState::active ? kActive : kFormer));
    }
    return {};
  }

  Result<void> read_language() {
    std::string language = characteristic(mapping_.language_characteristic);
    if (language.empty()) {
      const auto abilities = TRY(objects_in(party_, "languageAbility"));
      for (const Tree* each : abilities) {
        const Tree* const favourite = each->find("isFavouriteLanguage");
        if (favourite == nullptr || favourite->raw != "true") continue;
        language = each->text_at("languageCode");
        break;
      }
    }
    if (language.empty()) return {};
    if (intake::is_language(language)) say(Member::language, intake::canonical_language(language));
    else said_.effects.add(Effect::left_out);
    return {};
  }

  void read_time_zone() {
    std::string zone = characteristic(mapping_.time_zone_characteristic);
    if (zone.empty()) return;
    if (is_line(zone) && lookups_.zones.find(zone) != nullptr) say(Member::time_zone, std::move(zone));
    else said_.effects.add(Effect::left_out);
  }

  // The day as it is written, also where a time of day stands behind it.
  void read_activated() {
    const std::string day = characteristic(mapping_.activated_characteristic);
    if (day.empty()) return;
    constexpr std::size_t kDay = 10;
    const bool alone = day.size() <= kDay || day[kDay] == 'T';
    const auto date = parse_date(std::string_view(day).substr(0, kDay));
    if (alone && date) say(Member::activated, assent::to_string(*date));
    else said_.effects.add(Effect::left_out);
  }

  // It is said as a whole: what is not in the list any more is not the customer's any more.
  Result<void> read_contact_media() {
    if (member_of(party_, "contactMedium") == nullptr) return {};
    std::vector<const Tree*> media = TRY(objects_in(party_, "contactMedium"));
    if (media.size() > kMediaMost) {
      return fail(ErrorCode::invalid, "`contactMedium` has more than " + std::to_string(kMediaMost) + " items",
                  "send fewer; nothing was recorded");
    }
    std::ranges::stable_partition(media, [](const Tree* each) {
      const Tree* const preferred = each->find("preferred");
      return preferred != nullptr && preferred->raw == "true";
    });
    for (const Member each : {Member::telephones, Member::email_addresses, Member::address}) said_.members[each];
    for (const Tree* each : media) {
      if (is_left_out(*each) || has_ended(*each)) continue;
      // Version 4 has the details in `characteristic`, version 5 in the medium itself.
      const Tree* const inner = each->find("characteristic");
      const Tree& details = inner != nullptr && inner->is(Kind::table) ? *inner : *each;
      read_telephone(details);
      read_email_address(details);
      read_address(details);
    }
    return {};
  }

  bool is_left_out(const Tree& medium) const {
    const Tree* const inner = medium.find("characteristic");
    const auto named = [&](const Tree& table, std::string_view key) {
      const std::string_view word = table.text_at(key);
      return !word.empty() && contains(mapping_.left_out_media, plain(word));
    };
    return named(medium, "mediumType") || named(medium, "@type") || named(medium, "contactType") ||
           (inner != nullptr && named(*inner, "contactType"));
  }

  // By when the notification happened, so that it says the same whenever it comes.
  bool has_ended(const Tree& medium) const {
    const Tree* const valid = medium.find("validFor");
    if (valid == nullptr) return false;
    const auto end = parse_instant(valid->text_at("endDateTime"));
    return end && *end <= event_.stamp.time;
  }

  void read_telephone(const Tree& details) {
    const Tree* const number = member_of(details, "phoneNumber");
    if (number == nullptr) return;
    const std::string text = written_value(number);
    const auto e164 = text.size() <= kWordBytesMost ? lookups_.telephones.e164(text, mapping_.country)
                                                    : tl::unexpected(TelephoneFault{});
    if (e164) add_once(said_.members[Member::telephones], *e164);
    else said_.effects.add(Effect::left_out);
  }

  void read_email_address(const Tree& details) {
    const Tree* const address = member_of(details, "emailAddress");
    if (address == nullptr) return;
    if (intake::is_email_address(address->text)) add_once(said_.members[Member::email_addresses], address->text);
    else said_.effects.add(Effect::left_out);
  }

  std::string country_of(const Tree& details) const {
    const std::string_view said = details.text_at("country");
    if (said.empty()) return mapping_.country;
    if (is_country_code(said)) return std::string(said);
    const std::string name = plain(said);
    const auto at = std::ranges::find_if(mapping_.countries, [&](const auto& each) { return each.first == name; });
    return at == mapping_.countries.end() ? std::string() : at->second;
  }

  // The first one counts. As words: the country, then the lines.
  void read_address(const Tree& details) {
    Names& address = said_.members[Member::address];
    Names words{country_of(details)};
    const std::string_view code = details.text_at("postCode");
    const std::string_view city = details.text_at("city");
    const std::string place = std::string(code) + (code.empty() || city.empty() ? "" : " ") + std::string(city);
    for (const std::string_view line : {details.text_at("street1"), details.text_at("street2"), std::string_view(place),
                                        details.text_at("stateOrProvince")}) {
      if (!line.empty()) words.emplace_back(line);
    }
    if (words.size() == 1 || !address.empty()) return;
    if (!words.front().empty() && std::ranges::all_of(words, is_line)) address = std::move(words);
    else said_.effects.add(Effect::left_out);
  }

  const Tree& party_;
  const Event& event_;
  const Mapping& mapping_;
  const Lookups& lookups_;
  std::vector<const Tree*> characteristics_;
  PartySaid said_;
};

}  // namespace

Result<PartySaid> said_of_party(const Tree& party, const Event& event, const Mapping& mapping, const Lookups& lookups) {
  return PartyReading(party, event, mapping, lookups).read();
}

}  // namespace assent::tmf_listener
