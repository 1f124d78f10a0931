#include "intake/customers.hpp"

#include "consent/kept_account.hpp"
#include "intake/profile.hpp"
#include "intake/read_rule.hpp"
#include "intake/refusal_law.hpp"
#include "intake/stated_time.hpp"
#include "written/nearest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace assent::intake {

using reasons::CellFault;
namespace {

using Done = tl::expected<void, RowFault>;

constexpr std::string_view kActive = "active";
constexpr std::string_view kFormer = "former";

bool is_control_but_tab(char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F; }

// Whether a message may show a word that is near no known one: a wrong column may have numbers and addresses.
bool may_be_told(std::string_view word) {
  constexpr std::size_t kLongest = 32;
  return word.size() <= kLongest && std::none_of(word.begin(), word.end(), [](char c) {
           return is_control_but_tab(c) || (c >= '0' && c <= '9') || c == '@';
         });
}

reasons::RowReason advice(std::vector<std::string> words) {
  if (words.empty()) return reasons::RowPhrase::see_docs;
  const reasons::RowPhrase phrase =
      words.size() == 1 ? reasons::RowPhrase::write_word : reasons::RowPhrase::write_one_of;
  return {phrase, {{"words", std::move(words)}}};
}

// What the cell says about a time; none: it is empty.
tl::expected<std::optional<WrittenTime>, RowFault> time_in(const Cell& cell, const std::string& format, Row row) {
  const std::string_view text = cell.text(row);
  if (text.empty()) return std::nullopt;
  const auto time = format.empty() ? read_time(text) : read_time(text, format);
  if (time) return time;
  if (format.empty()) return cell.fault(CellFault::no_day_of_number);
  return cell.fault(CellFault::not_in_format, {{"format", format}});
}

void leave_out(CustomerRow& result, RowFault fault) {
  if (!result.left_out) result.left_out = std::move(fault);
  else reasons::add(result.left_out->reasons, std::move(fault.reasons));
}

}  // namespace

tl::expected<CustomerRows, Issues> CustomerRows::bind(const CustomerMapping& mapping, Row header,
                                                      const TimeZones& zones, const Telephones& telephones,
                                                      Names services) {
  Binder binder(mapping.file, header);
  CustomerRows rows;
  rows.zones_ = &zones;
  rows.telephones_ = &telephones;
  rows.known_services_ = std::move(services);
  rows.width_ = header.size();
  rows.account_ = binder.bind(mapping.account);
  rows.state_ = binder.bind(mapping.state);
  rows.kind_ = binder.bind(mapping.kind);
  rows.language_ = binder.bind(mapping.language);
  rows.time_zone_ = binder.bind(mapping.time_zone);
  for (const CellRule& rule : mapping.services) rows.services_.push_back(binder.bind(rule));
  rows.contacts_ = Contacts::bind(mapping.telephones, binder);
  rows.telephone_since_ = binder.bind(mapping.telephone_since);
  rows.telephone_since_format_ = mapping.telephone_since_format;
  rows.email_addresses_ = Contacts::bind(mapping.email_addresses, binder);
  for (const CellRule& rule : mapping.address_lines) rows.address_lines_.push_back(binder.bind(rule));
  rows.address_country_ = binder.bind(mapping.address_country);
  rows.source_system_ = binder.bind(mapping.source_system);
  rows.activated_ = binder.bind(mapping.activated);
  rows.activated_format_ = mapping.activated_format;

  if (mapping.time_zone) binder.check_zones(*mapping.time_zone, zones);
  for (const ContactRule& rule : mapping.telephones) {
    const auto& country = rule.country;
    if (country && country->column.empty() && !telephones.knows_country(country->constant.front())) {
      binder.add(country->place,
                 fmt::format("no telephone numbers of {} are known", written::quoted(country->constant.front())),
                 "write the two capital letters of a country (ISO 3166-1), such as `LB`");
    }
  }
  if (!binder.issues().empty()) return tl::unexpected(binder.issues());
  return rows;
}

std::string CustomerRows::account_of(Row row) const {
  if (account_.field() >= row.size()) return {};
  std::string account = bare_name(account_.text(row));
  return is_account(account) ? account : std::string();
}

tl::expected<CustomerRow, RowFault> CustomerRows::convert(Row row) const {
  CustomerRow result;
  result.account = account_of(row);
  if (result.account.empty()) {
    if (account_.text(row).empty()) return account_.fault(CellFault::account_empty);
    return account_.fault(CellFault::no_account, {{"most", kAccountMax}});
  }
  if (!is_customers_account(result.account)) {
    return account_.fault(CellFault::kept_account,
                          {{"prefix", is_number_account(result.account) ? kNumberAccount : kCarrierAccount}});
  }
  const auto state = TRY(state_of(row, result));
  result.customer.state = state;
  const bool left = state == CustomerState::former;
  struct Reading {
    Done done;
    bool& unread;
  };
  for (auto& [done, unread] : {Reading{convert_kind(row, result.customer), result.unread.kind},
                               Reading{convert_language(row, result.customer), result.unread.language},
                               Reading{convert_time_zone(row, result.customer), result.unread.time_zone},
                               Reading{convert_services(row, result), result.unread.services}}) {
    if (done) continue;
    if (!left) return tl::unexpected(done.error());
    unread = true;
    leave_out(result, done.error());
  }
  convert_contacts(row, result);
  if (Done read = convert_address(row, result.customer); !read) leave_out(result, std::move(read.error()));
  convert_origin(row, result);
  return result;
}

std::vector<CustomerRow> CustomerRows::leavers_in(const std::vector<std::vector<std::string>>& readings) const {
  std::vector<CustomerRow> leavers;
  const std::array columns = {account_.field(), state_.field()};
  if (state_.column().empty()) return leavers;  // all are in one state, and no row says which
  for_each_way(readings, width_, columns, [&](Row row, RowWay) {
    CustomerRow leaver;
    leaver.account = account_of(row);
    leaver.unread = {true, true, true, true, true};
    leaver.damaged = true;
    const auto state = state_of(row, leaver);
    leaver.left_out.reset();
    if (!state || *state != CustomerState::former || leaver.account.empty()) return false;
    const bool new_one = std::none_of(leavers.begin(), leavers.end(),
                                      [&](const CustomerRow& each) { return each.account == leaver.account; });
    leaver.customer.state = CustomerState::former;
    if (new_one) leavers.push_back(std::move(leaver));
    return true;
  });
  return leavers;
}

tl::expected<CustomerState, RowFault> CustomerRows::state_of(Row row, CustomerRow& result) const {
  Names scratch;
  auto state = state_.word(row, scratch);
  if (state && state->empty()) {
    return state_.fault(CellFault::state_empty);
  }
  if (state && *state == kFormer) return CustomerState::former;
  if (state && *state == kActive) return CustomerState::active;
  if (state_.says_likewise(row, kFormer) || says_former(row[state_.field()])) {
    leave_out(result, state_.fault(CellFault::taken_for_former).value());
    return CustomerState::former;
  }
  if (!state) return tl::unexpected(std::move(state.error()));
  return state_.fault(CellFault::unknown_value);
}

Done CustomerRows::convert_kind(Row row, evidence::CustomerRecorded& customer) const {
  Names scratch;
  const auto kind = TRY(kind_.word(row, scratch));
  if (kind.empty()) return kind_.fault(CellFault::kind_empty);
  customer.kind = kind == "business" ? CustomerKind::business : CustomerKind::residential;
  return {};
}

Done CustomerRows::convert_language(Row row, evidence::CustomerRecorded& customer) const {
  Names scratch;
  const auto language = TRY(language_.word(row, scratch));
  if (language.empty()) return {};
  if (!is_language(language)) {
    return language_.fault(CellFault::no_language);
  }
  customer.language = canonical_language(language);
  return {};
}

Done CustomerRows::convert_time_zone(Row row, evidence::CustomerRecorded& customer) const {
  Names scratch;
  const auto zone = TRY(time_zone_.word(row, scratch));
  if (!zone.empty() && !time_zone_.column().empty() && zones_->find(zone) == nullptr) {
    return time_zone_.fault(CellFault::no_time_zone);
  }
  customer.time_zone = zone;
  return {};
}

Done CustomerRows::convert_services(Row row, CustomerRow& result) const {
  Names& services = result.customer.services;
  Names scratch;
  for (const Cell& cell : services_) {
    const auto words = TRY(cell.words(row, scratch));
    if (words->empty() && !cell.column().empty() && !cell.rule().fallback && trimmed(row[cell.field()]).empty()) {
      return cell.fault(CellFault::services_empty);
    }
    const std::string* unknown = nullptr;
    std::size_t others = 0;
    for (const std::string& word : *words) {
      if (contains(known_services_, word)) services.push_back(word);
      else if (unknown == nullptr) unknown = &word;
      else ++others;
    }
    if (unknown != nullptr) leave_out(result, unknown_service(cell, *unknown, others));
  }
  std::sort(services.begin(), services.end());
  services.erase(std::unique(services.begin(), services.end()), services.end());
  return {};
}

RowFault CustomerRows::unknown_service(const Cell& cell, std::string_view word, std::size_t others) const {
  const std::vector<std::string_view> known(known_services_.begin(), known_services_.end());
  const std::string lower = lowered(word);
  const std::string column = cell.column().empty() ? "services" : cell.column();
  const bool told = written::nearest(lower, known) || may_be_told(word);
  std::vector<reasons::RowArgument> named;
  if (told) named.emplace_back("word", written::quoted(word));
  if (others > 0) named.emplace_back("others", others);
  const reasons::RowPhrase service =
      told          ? others == 0 ? reasons::RowPhrase::service : reasons::RowPhrase::service_and_more
      : others == 0 ? reasons::RowPhrase::some_service
                    : reasons::RowPhrase::some_service_and_more;
  return {cell.field(),
          {reasons::RowReason(CellFault::unknown_service,
                              {{"column", column},
                               {"service", reasons::RowReasons{{service, std::move(named)}}},
                               {"advice", reasons::RowReasons{advice(written::suggested(lower, known))}}})}};
}

void CustomerRows::convert_contacts(Row row, CustomerRow& result) const {
  Contacts::Read telephones = contacts_.telephones(row, *telephones_);
  result.customer.telephones = std::move(telephones.found);
  if (telephones.fault) leave_out(result, *std::move(telephones.fault));
  auto since = telephone_since(row, result.customer);
  if (since) result.telephone_since = *since;
  else leave_out(result, std::move(since.error()));
  Contacts::Read email_addresses = email_addresses_.email_addresses(row);
  result.customer.email_addresses = std::move(email_addresses.found);
  if (email_addresses.fault) leave_out(result, *std::move(email_addresses.fault));
}

// A day begins in the customer's zone; if that is unknown, in the zone where it begins first.
tl::expected<std::optional<Instant>, RowFault> CustomerRows::telephone_since(
    Row row, const evidence::CustomerRecorded& customer) const {
  const auto time = TRY(time_in(telephone_since_, telephone_since_format_, row));
  if (!time) return std::nullopt;
  const TimeZone* zone = customer.time_zone.empty() ? nullptr : zones_->find(customer.time_zone);
  return instants_of(*time, zone).first;
}

Done CustomerRows::convert_address(Row row, evidence::CustomerRecorded& customer) const {
  evidence::PostalAddress address;
  for (const Cell& cell : address_lines_) {
    // A cell may have a whole address, line by line.
    for (std::string_view rest = cell.text(row); !rest.empty();) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      std::string_view line = rest.substr(0, end);
      rest.remove_prefix(std::min(end + 1, rest.size()));
      if (line.ends_with('\r')) line.remove_suffix(1);
      line = trimmed(line);
      if (std::any_of(line.begin(), line.end(), is_control_but_tab)) {
        return cell.fault(CellFault::control_character);
      }
      if (!line.empty()) address.lines.emplace_back(line);
    }
  }
  const std::string_view country = address_country_.text(row);
  if (!country.empty() && !is_country_code(country)) {
    return address_country_.fault(CellFault::no_country);
  }
  if (!address.lines.empty()) address.country = country;
  customer.address = std::move(address);
  return {};
}

// No decision rests on either, so what cannot be read is left out and reported.
void CustomerRows::convert_origin(Row row, CustomerRow& result) const {
  const std::string_view source = trimmed(source_system_.text(row));
  if (std::any_of(source.begin(), source.end(), is_control_but_tab)) {
    leave_out(result, source_system_.fault(CellFault::control_character).value());
  } else {
    result.customer.source_system = source;
  }
  auto time = time_in(activated_, activated_format_, row);
  if (!time) leave_out(result, std::move(time.error()));
  else if (*time) result.customer.activated = (*time)->day;
}

}  // namespace assent::intake
