#include "base/utf8.hpp"
#include "evidence/entry.hpp"
#include "evidence/entry_layout.hpp"

#include <fmt/format.h>

#include <type_traits>

namespace assent::evidence {
namespace {

// Each gives what is wrong with a value, or nullptr.
using Fault = const char*;

Fault fault_of(const std::string& text) { return is_utf8(text) ? nullptr : "a text is not UTF-8"; }
Fault fault_of(bool) { return nullptr; }
Fault fault_of(int) { return nullptr; }
Fault fault_of(std::uint64_t) { return nullptr; }
Fault fault_of(const Position&) { return nullptr; }
Fault fault_of(const Hash&) { return nullptr; }
Fault fault_of(const std::optional<Hash>&) { return nullptr; }
Fault fault_of(const Bytes&) { return nullptr; }
Fault fault_of(const NumberHash&) { return nullptr; }
Fault fault_of(const std::optional<QueryHash>&) { return nullptr; }
Fault fault_of(const std::optional<SealedIdentity>& sealed);
Fault fault_of(Instant instant) { return layout::in_range(instant) ? nullptr : "an instant is out of range"; }
Fault fault_of(const std::optional<Instant>& instant) { return instant ? fault_of(*instant) : nullptr; }
Fault fault_of(Date date) { return layout::in_range(date) ? nullptr : "a date is out of range"; }
Fault fault_of(const std::optional<Date>& date) { return date ? fault_of(*date) : nullptr; }

Fault fault_of(const std::variant<Instant, Date>& sent) {
  return std::visit([](auto each) { return fault_of(each); }, sent);
}

template <class E>
  requires std::is_enum_v<E>
Fault fault_of(E value) {
  return value <= layout::highest(E{}) ? nullptr : "a code is unknown";
}

Fault fault_of(const NoticeBlock& block);
Fault fault_of(const NoticeText& text);

template <class T>
Fault fault_of(const std::vector<T>& list) {
  for (const T& each : list) {
    if (const Fault fault = fault_of(each)) return fault;
  }
  return nullptr;
}

Fault fault_of(const NoticeBlock& block) {
  const Fault fault = fault_of(block.disclosure);
  return fault != nullptr ? fault : fault_of(block.text);
}

Fault fault_of(const NoticeText& text) {
  if (const Fault fault = fault_of(text.language)) return fault;
  if (const Fault fault = fault_of(text.subject)) return fault;
  return fault_of(text.blocks);
}

Fault fault_of(const Coverage& coverage) {
  if (coverage.any && !coverage.names.empty()) return "a coverage is both everything and a list";
  return fault_of(coverage.names);
}

template <class T>
  requires requires { layout::FieldTable<T>::all; }
Fault fault_of(const T& value) {
  Fault fault = nullptr;
  layout::for_each_field<T>([&](const auto& field) {
    if (fault == nullptr) fault = fault_of(value.*field.member);
  });
  if (fault == nullptr && !layout::each_once_sorted(value)) fault = "a list is not in order";
  return fault == nullptr && !layout::goes_together(value) ? "a permission is provisional" : fault;
}

Fault fault_of(const std::optional<SealedIdentity>& sealed) { return sealed ? fault_of(*sealed) : nullptr; }

// Before it is sealed.
Fault fault_of(const CustomerRecorded& customer) {
  if (const Fault fault = fault_of(customer.telephones)) return fault;
  if (const Fault fault = fault_of(customer.email_addresses)) return fault;
  if (const Fault fault = fault_of(customer.address)) return fault;
  return fault_of<CustomerRecorded>(customer);
}

Fault fault_of(const PrivacyDocumentRecorded& document) {
  if (const Fault fault = fault_of(document.text)) return fault;
  return fault_of<PrivacyDocumentRecorded>(document);
}

Fault fault_of(const Entry& entry) {
  if (!layout::account_fits(entry)) return "the account does not fit the kind";
  for (const std::string* text : {&entry.account, &entry.actor, &entry.channel, &entry.key, &entry.run}) {
    if (const Fault fault = fault_of(*text)) return fault;
  }
  for (const Instant instant : {entry.effective, entry.recorded}) {
    if (const Fault fault = fault_of(instant)) return fault;
  }
  return std::visit([](const auto& body) { return fault_of(body); }, entry.body);
}

}  // namespace

Result<void> check(const Entry& entry) {
  if (const Fault fault = fault_of(entry)) {
    return fail(ErrorCode::invalid, fmt::format("this {} cannot be recorded: {}", to_string(entry.kind()), fault),
                "mend the input; nothing was recorded");
  }
  return {};
}

}  // namespace assent::evidence
