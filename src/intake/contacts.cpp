#include "intake/contacts.hpp"

#include "base/quantity.hpp"
#include "intake/profile.hpp"
#include "intake/refusal_law.hpp"

#include <algorithm>
#include <utility>

namespace assent::intake {
namespace {

void add(Names& names, std::string name) {
  if (!contains(names, name)) names.push_back(std::move(name));
}

void keep(std::optional<RowFault>& fault, tl::unexpected<RowFault> another) {
  if (!fault) fault = std::move(another.value());
}

tl::unexpected<RowFault> no_number(const Cell& cell, TelephoneFault why) {
  return cell.fault(reasons::CellFault::telephone, {{"number", reasons::RowReasons{why}}});
}

// The parts of one number with blanks between them. If no country is named for it, it begins with its country's code.
std::string number_of(const std::vector<Cell>& columns, Row row, std::string_view country) {
  std::string number;
  for (const Cell& cell : columns) {
    const std::string_view part = cell.text(row);
    if (part.empty()) continue;
    if (!number.empty()) number += ' ';
    number += part;
  }
  if (number.empty() || !country.empty() || number.starts_with('+')) return number;
  return '+' + (number.starts_with("00") ? number.substr(2) : number);
}

// What the row says in those columns, each with its cell.
template <class Visit>
void each_text(const std::vector<Cell>& columns, char separator, Row row, Visit visit) {
  for (const Cell& cell : columns) {
    for (std::string_view rest = cell.text(row); !rest.empty();) {
      const std::size_t end = separator == '\0' ? rest.size() : std::min(rest.find(separator), rest.size());
      const std::string_view text = trimmed(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
      if (!text.empty()) visit(cell, text);
    }
  }
}

}  // namespace

Contacts Contacts::bind(const std::vector<ContactRule>& rules, Binder& binder) {
  Contacts contacts;
  for (const ContactRule& rule : rules) {
    Bound& bound = contacts.all_.emplace_back();
    for (const CellRule& column : rule.columns) bound.columns.push_back(binder.bind(column));
    bound.joined = rule.joined;
    bound.separator = rule.separator;
    bound.country = binder.bind(rule.country);
  }
  return contacts;
}

Contacts::Read Contacts::telephones(Row row, const Telephones& telephones) const {
  Read read;
  for (const Bound& each : all_) {
    const std::string_view country = each.country.text(row);
    const auto joined = [&] { return telephones.e164(number_of(each.columns, row, country), country); };
    if (each.joined) {
      if (number_of(each.columns, row, country).empty()) continue;
      auto number = joined();
      if (number) add(read.found, *std::move(number));
      else keep(read.fault, no_number(each.columns.front(), number.error()));
      continue;
    }
    std::optional<RowFault> fault;
    bool any = false;
    each_text(each.columns, each.separator, row, [&](const Cell& cell, std::string_view text) {
      auto number = telephones.e164(text, country);
      any = any || number.has_value();
      if (!number) return keep(fault, no_number(cell, number.error()));
      add(read.found, *std::move(number));
      if (is_quantity(text)) {
        keep(read.fault, cell.fault(reasons::CellFault::telephone_without_fraction));
      }
    });
    if (fault && each.columns.size() > 1) {
      if (auto number = joined()) {
        add(read.found, *std::move(number));
        if (!any) fault.reset();
      }
    }
    if (fault && !read.fault) read.fault = std::move(fault);
  }
  return read;
}

Contacts::Read Contacts::email_addresses(Row row) const {
  Read read;
  const auto take = [&](const Cell& cell, std::string_view address) {
    if (is_email_address(address)) add(read.found, std::string(address));
    else keep(read.fault, cell.fault(reasons::CellFault::no_email_address));
  };
  for (const Bound& each : all_) {
    if (!each.joined) {
      each_text(each.columns, each.separator, row, take);
      continue;
    }
    std::string address;
    for (const Cell& cell : each.columns) {
      const std::string_view part = cell.text(row);
      const bool apart =
          !address.empty() && address.find('@') == std::string::npos && !part.empty() && part.front() != '@';
      address += apart ? "@" + std::string(part) : std::string(part);
    }
    if (!address.empty()) take(each.columns.front(), address);
  }
  return read;
}

}  // namespace assent::intake
