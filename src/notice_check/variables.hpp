// Variables: the parts of a notice's text that are filled in: from the carrier and its partners when the notice is
// published, from the customer when it is sent. docs/notices.md gives the grammar. Pure; thread-safe.
//
//   for all, at publication   {carrier} {waiting_days} {partners} {partner:ID} {way:NAME}
//   for each customer         {account} {services} {page}
//
// A brace stands for nothing else.
#pragma once

#include "consent/partner.hpp"
#include "evidence/entry.hpp"
#include "notice_check/carrier_file.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::notice_check {

struct Variable {
  std::string_view name;  // `way`
  std::string_view what;  // `call` of `{way:call}`; empty: none
  std::size_t begin = 0;  // in bytes of the text, of the opening brace
  std::size_t end = 0;    // behind the closing brace
};

// What stands in a text between braces, in its order.
struct VariablesFound {
  std::vector<Variable> variables;
  std::vector<std::size_t> stray;  // braces that are no part of a variable
};
VariablesFound variables_in(std::string_view text);

// The names of all variables; of those, the ones that are filled in for each customer.
const std::vector<std::string_view>& variable_names();
bool is_for_each_customer(std::string_view name);

// What is filled in for all customers.
struct ValuesForAll {
  const CarrierFile* carrier = nullptr;  // none: unknown
  Partners partners{};                   // those that the notice names, as at publication
  int waiting_days = 0;
};

// The partners that a notice is about, among those active at an instant: of its recipients' relations, and of its
// parties if it names some. Ordered by party.
Partners partners_meant(const evidence::NoticePublished& notice, const Partners& at_the_time);

// The value of a variable for all, in that language: names in isolates where the language is written from the right.
// Nothing: it has no value, or it is filled in for each customer.
std::optional<std::string> value_for_all(const Variable& variable, const ValuesForAll& values,
                                         std::string_view language);

// The text with each variable replaced by what `value` gives; those without a value stay as they are.
std::string filled(std::string_view text, const std::function<std::optional<std::string>(const Variable&)>& value);

// The notice as it is published: what is for all is filled in. If it names `{partners}`, it covers these parties only.
evidence::NoticePublished filled_for_all(evidence::NoticePublished notice, const ValuesForAll& values);

}  // namespace assent::notice_check
