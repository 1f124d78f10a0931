// The key of each member of an entry's body: the one table that encode(), decode() and check() use.
//
// A body is a CBOR map with its keys in this order. A member with its default value (entry.hpp) is left out unless it
// is `required`. The meaning of a key and a default never change: that would change what old bytes say. Private to this
// module; docs/entry-format.md says the same in words.
#pragma once

#include "consent/kept_account.hpp"
#include "evidence/entry.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>

namespace assent::evidence::layout {

inline constexpr std::int64_t kFormatVersion = 2;
inline constexpr std::uint64_t kEntryItems = 10;
// Entries of format 1 are read, but no longer written.
inline constexpr std::uint64_t kEntryItemsOfFormat1 = 9;
inline constexpr std::uint64_t kKindsOfFormat1 = 11;
inline constexpr std::uint64_t kDayTag = 100;  // RFC 8943: days since 1970-01-01

template <class T, class M>
struct Field {
  std::uint8_t key;
  M T::*member;
  bool required;
};

template <class T, class M>
constexpr Field<T, M> field(std::uint8_t key, M T::*member) {
  return {key, member, false};
}
template <class T, class M>
constexpr Field<T, M> required(std::uint8_t key, M T::*member) {
  return {key, member, true};
}

template <class T>
struct FieldTable;

template <>
struct FieldTable<Evidence> {
  static constexpr auto all = std::tuple{field(1, &Evidence::reference), field(2, &Evidence::sha256)};
};

template <>
struct FieldTable<PostalAddress> {
  static constexpr auto all = std::tuple{field(1, &PostalAddress::lines), field(2, &PostalAddress::country)};
};

template <>
struct FieldTable<About> {
  static constexpr auto all =
      std::tuple{field(1, &About::channels), field(2, &About::classes), field(3, &About::categories)};
};

template <>
struct FieldTable<SealedIdentity> {
  using T = SealedIdentity;
  static constexpr auto all = std::tuple{field(1, &T::key), field(2, &T::box), field(3, &T::telephones)};
};

// Keys 6 to 8 are those of format 1.
template <>
struct FieldTable<CustomerRecorded> {
  using T = CustomerRecorded;
  static constexpr auto all =
      std::tuple{field(1, &T::state),    field(2, &T::kind),          field(3, &T::language),   field(4, &T::time_zone),
                 field(5, &T::services), field(9, &T::source_system), field(10, &T::activated), field(11, &T::sealed)};
};

// The content of the box of a sealed identity.
struct Identity {
  Names telephones;
  Names email_addresses;
  PostalAddress address;
};

template <>
struct FieldTable<Identity> {
  using T = Identity;
  static constexpr auto all =
      std::tuple{field(1, &T::telephones), field(2, &T::email_addresses), field(3, &T::address)};
};

// As CustomerRecorded, with one number and one address.
struct CustomerOfFormat1 {
  CustomerState state = CustomerState::active;
  CustomerKind kind = CustomerKind::residential;
  std::string language;
  std::string time_zone;
  Names services;
  std::string telephone;
  std::string mail;
  PostalAddress address;
};

template <>
struct FieldTable<CustomerOfFormat1> {
  using T = CustomerOfFormat1;
  static constexpr auto all =
      std::tuple{field(1, &T::state),    field(2, &T::kind),      field(3, &T::language), field(4, &T::time_zone),
                 field(5, &T::services), field(6, &T::telephone), field(7, &T::mail),     field(8, &T::address)};
};

template <>
struct FieldTable<NoticePublished> {
  using T = NoticePublished;
  static constexpr auto all =
      std::tuple{field(1, &T::notice),       field(2, &T::version),     field(3, &T::regime),
                 field(4, &T::recipients),   field(5, &T::parties),     field(6, &T::information),
                 field(7, &T::waiting_days), field(8, &T::translation), field(9, &T::texts)};
};

template <>
struct FieldTable<NoticeGivenRecorded> {
  using T = NoticeGivenRecorded;
  static constexpr auto all = std::tuple{field(1, &T::notice), field(2, &T::version), field(3, &T::language),
                                         field(4, &T::channel), required(5, &T::sent)};
};

template <>
struct FieldTable<NoticeDelivery> {
  using T = NoticeDelivery;
  static constexpr auto all = std::tuple{required(1, &T::given), field(2, &T::result), field(3, &T::detail)};
};

template <>
struct FieldTable<OptOutRecorded> {
  using T = OptOutRecorded;
  static constexpr auto all =
      std::tuple{field(1, &T::scope),    field(2, &T::by),    field(3, &T::postmarked), field(4, &T::grade),
                 field(5, &T::evidence), field(6, &T::about), field(7, &T::provisional)};
};

template <>
struct FieldTable<OptInRecorded> {
  using T = OptInRecorded;
  static constexpr auto all =
      std::tuple{field(1, &T::form),    field(2, &T::recipients), field(3, &T::parties),   field(4, &T::information),
                 field(5, &T::offers),  field(6, &T::by),         field(7, &T::notice),    field(8, &T::notice_version),
                 field(9, &T::defects), field(10, &T::grade),     field(11, &T::evidence), field(12, &T::about),
                 field(13, &T::until)};
};

template <>
struct FieldTable<WithdrawalRecorded> {
  using T = WithdrawalRecorded;
  static constexpr auto all = std::tuple{field(1, &T::scope), field(2, &T::by), field(3, &T::evidence),
                                         field(4, &T::about), field(5, &T::provisional)};
};

template <>
struct FieldTable<OneTimeConsentRecorded> {
  using T = OneTimeConsentRecorded;
  static constexpr auto all = std::tuple{required(1, &T::to),   field(2, &T::direction), field(3, &T::channel),
                                         field(4, &T::granted), field(5, &T::missing),   field(6, &T::evidence)};
};

template <>
struct FieldTable<VerificationRecorded> {
  using T = VerificationRecorded;
  static constexpr auto all = std::tuple{field(1, &T::form), field(2, &T::recorded), field(3, &T::evidence)};
};

template <>
struct FieldTable<EmailPermissionRecorded> {
  using T = EmailPermissionRecorded;
  static constexpr auto all = std::tuple{field(1, &T::granted), field(2, &T::evidence), field(3, &T::provisional)};
};

template <>
struct FieldTable<AgreementRecorded> {
  using T = AgreementRecorded;
  static constexpr auto all = std::tuple{field(1, &T::party), required(2, &T::from), required(3, &T::to),
                                         field(4, &T::clauses), field(5, &T::evidence)};
};

template <>
struct FieldTable<CorrectionRecorded> {
  using T = CorrectionRecorded;
  static constexpr auto all = std::tuple{required(1, &T::corrected), field(2, &T::effective),
                                         field(3, &T::confirmed_by), field(4, &T::evidence)};
};

template <>
struct FieldTable<LinkRecorded> {
  using T = LinkRecorded;
  static constexpr auto all =
      std::tuple{field(1, &T::role), field(2, &T::other), field(3, &T::cause), field(4, &T::evidence)};
};

template <>
struct FieldTable<SimulationRecorded> {
  static constexpr auto all = std::tuple{field(1, &SimulationRecorded::purpose)};
};

template <>
struct FieldTable<NumberKeyRecorded> {
  static constexpr auto all = std::tuple{required(1, &NumberKeyRecorded::key)};
};

template <>
struct FieldTable<NoticeSendingRecorded> {
  using T = NoticeSendingRecorded;
  static constexpr auto all =
      std::tuple{field(1, &T::notice), field(2, &T::version),  field(3, &T::language),   field(4, &T::channel),
                 field(5, &T::stage),  field(6, &T::provider), field(7, &T::message_id), field(8, &T::detail)};
};

template <>
struct FieldTable<ContactRecorded> {
  using T = ContactRecorded;
  static constexpr auto all = std::tuple{field(1, &T::contact_channel), field(2, &T::outcome), field(3, &T::campaign),
                                         field(4, &T::message_id)};
};

template <>
struct FieldTable<CampaignRunRecorded> {
  using T = CampaignRunRecorded;
  static constexpr auto all =
      std::tuple{field(1, &T::campaign),    field(2, &T::regime),      field(3, &T::regime_version),
                 field(4, &T::purpose),     field(5, &T::offer),       field(6, &T::recipient),
                 field(7, &T::party),       field(8, &T::information), field(9, &T::contact_channel),
                 required(10, &T::at),      field(11, &T::rows),       field(12, &T::permitted),
                 field(13, &T::refused),    required(14, &T::list),    required(15, &T::permitted_list),
                 field(16, &T::certificate)};
};

template <>
struct FieldTable<ReviewRecorded> {
  using T = ReviewRecorded;
  static constexpr auto all = std::tuple{required(1, &T::reviewed), field(2, &T::outcome), field(3, &T::evidence)};
};

template <>
struct FieldTable<PartnerRecorded> {
  using T = PartnerRecorded;
  static constexpr auto all = std::tuple{field(1, &T::party),   field(2, &T::name),  field(3, &T::recipient),
                                         field(4, &T::country), field(5, &T::state), field(6, &T::evidence)};
};

template <>
struct FieldTable<ErasureRecorded> {
  static constexpr auto all = std::tuple{field(1, &ErasureRecorded::evidence)};
};

template <>
struct FieldTable<PrivacyDocumentRecorded> {
  using T = PrivacyDocumentRecorded;
  static constexpr auto all =
      std::tuple{field(1, &T::type), field(2, &T::id), field(3, &T::state), field(4, &T::sealed)};
};

template <>
struct FieldTable<ReadingRecorded> {
  using T = ReadingRecorded;
  static constexpr auto all =
      std::tuple{field(1, &T::role),    field(2, &T::client),    field(3, &T::interface), field(4, &T::operation),
                 field(5, &T::purpose), field(6, &T::customers), field(7, &T::query)};
};

template <class T>
const T& defaults() {
  static const T value{};
  return value;
}

template <class T, class M>
bool omitted(const Field<T, M>& field, const T& value) {
  return !field.required && value.*field.member == defaults<T>().*field.member;
}

// Calls `visit` with each field of T, in the order of their keys.
template <class T, class Visit>
void for_each_field(Visit&& visit) {
  std::apply([&](const auto&... each) { (visit(each), ...); }, FieldTable<T>::all);
}

// The highest values that the bytes may hold.
inline constexpr CustomerState highest(CustomerState) { return CustomerState::former; }
inline constexpr CustomerKind highest(CustomerKind) { return CustomerKind::business; }
inline constexpr Translation highest(Translation) { return Translation::partial; }
inline constexpr Grade highest(Grade) { return Grade::unknown; }
inline constexpr NoticeDelivery::Result highest(NoticeDelivery::Result) { return NoticeDelivery::Result::returned; }
inline constexpr NoticeSendingRecorded::Stage highest(NoticeSendingRecorded::Stage) {
  return NoticeSendingRecorded::Stage::failed;
}
inline constexpr LinkRecorded::Role highest(LinkRecorded::Role) { return LinkRecorded::Role::successor; }
inline constexpr LinkRecorded::Cause highest(LinkRecorded::Cause) { return LinkRecorded::Cause::split; }
inline constexpr ReviewRecorded::Outcome highest(ReviewRecorded::Outcome) {
  return ReviewRecorded::Outcome::not_a_refusal;
}
inline constexpr PartnerRecorded::State highest(PartnerRecorded::State) { return PartnerRecorded::State::ended; }
inline constexpr PrivacyDocumentRecorded::State highest(PrivacyDocumentRecorded::State) {
  return PrivacyDocumentRecorded::State::deleted;
}

// The carrier-wide kinds: the account is empty for these kinds and for no other.
inline constexpr bool carrier_wide(EntryKind kind) {
  switch (kind) {
    case EntryKind::notice_published:
    case EntryKind::agreement:
    case EntryKind::simulation:
    case EntryKind::number_key:
    case EntryKind::partner: return true;
    case EntryKind::customer:
    case EntryKind::notice_given:
    case EntryKind::notice_delivery:
    case EntryKind::opt_out:
    case EntryKind::opt_in:
    case EntryKind::withdrawal:
    case EntryKind::one_time_consent:
    case EntryKind::verification:
    case EntryKind::email_permission:
    case EntryKind::correction:
    case EntryKind::link:
    case EntryKind::notice_sending:
    case EntryKind::contact:
    case EntryKind::campaign_run:
    case EntryKind::review:
    case EntryKind::erasure:
    case EntryKind::privacy_document:
    case EntryKind::reading: return false;
  }
  return false;
}

inline bool account_fits(const Entry& entry) {
  if (entry.kind() == EntryKind::privacy_document) {
    return is_customers_account(entry.account) || is_carrier_account(entry.account);
  }
  if (entry.kind() == EntryKind::reading) return is_customers_account(entry.account) || entry.account == kReadings;
  return entry.account.empty() == carrier_wide(entry.kind()) &&
         (entry.kind() == EntryKind::campaign_run) == is_carrier_account(entry.account);
}

inline constexpr bool in_range(Instant instant) { return kEarliest <= instant && instant <= kNever; }
inline constexpr Date kFirstDay{std::chrono::floor<std::chrono::days>(kEarliest).time_since_epoch()};
inline constexpr Date kLastDay{std::chrono::floor<std::chrono::days>(kNever).time_since_epoch()};
inline constexpr bool in_range(Date date) { return kFirstDay <= date && date <= kLastDay; }

// The only members with their own order.
bool each_once_sorted(const About& about);
bool each_once_sorted(const CustomerRecorded& body);
bool each_once_sorted(const SealedIdentity& sealed);  // and a box that may be one
bool each_once_sorted(const Identity& identity);
bool each_once_sorted(const NoticePublished& body);
bool each_once_sorted(const PrivacyDocumentRecorded& body);  // a box with a key, and nothing else
template <class T>
bool each_once_sorted(const T&) {
  return true;
}

// What only one of two members may say.
inline bool goes_together(const EmailPermissionRecorded& body) { return !body.granted || !body.provisional; }
template <class T>
bool goes_together(const T&) {
  return true;
}

// The bytes in the box, and back; nothing: they are not such bytes.
Bytes encode_identity(const Identity& identity);
std::optional<Identity> decode_identity(ByteView bytes);

}  // namespace assent::evidence::layout
