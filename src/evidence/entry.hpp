// Entry: one event, as the ledger keeps it for ever; and its canonical bytes.
//
// An entry has exactly one encoding, and every accepted string of bytes is the encoding of exactly one entry
// (docs/entry-format.md gives the grammar). The hash is over the bytes, so a changed bit is found. Pure; thread-safe.
#pragma once

#include "base/instant.hpp"
#include "base/result.hpp"
#include "consent/about.hpp"
#include "consent/coverage.hpp"
#include "consent/customer.hpp"
#include "consent/history.hpp"
#include "consent/position.hpp"
#include "evidence/hash.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace assent::evidence {

// The proof of an event: where it is kept, and its hash. Both can be empty or absent.
struct Evidence {
  std::string reference;       // a recording's number, a scan's path: never personal data
  std::optional<Hash> sha256;  // of the kept object

  friend bool operator==(const Evidence&, const Evidence&) = default;
};

// How good the proof of an imported approval is. Only `proved` can grant.
enum class Grade : std::uint8_t { proved, claimed, unknown };

struct PostalAddress {
  Names lines;
  std::string country;  // ISO 3166-1 alpha-2

  friend bool operator==(const PostalAddress&, const PostalAddress&) = default;
};

// The hash of a telephone number under a key outside the ledger (evidence/identity.hpp).
using NumberHash = std::array<std::uint8_t, 16>;

// The hash of what was asked, under the same key: equal questions have equal hashes, and a person
// without the key cannot try questions against it.
using QueryHash = std::array<std::uint8_t, 16>;

// What identifies a customer, as the entry's bytes have it: encrypted under a key of the customer's own, which can be
// destroyed (evidence/identity.hpp).
struct SealedIdentity {
  std::uint64_t key = 0;               // which of the account's keys, from 1; 0: the box is empty
  Bytes box;                           // empty: only the hashes are left of what identified the customer
  std::vector<NumberHash> telephones;  // each once, the main one first

  friend bool operator==(const SealedIdentity&, const SealedIdentity&) = default;
};

// The whole profile of a customer from the effective instant on, until the next one.
//
// A ledger gives telephones, e-mail addresses and the postal address as they were recorded, and `sealed` is absent.
// After the key was destroyed, it gives a pseudonym for each telephone number and no address (close()). Only the
// results of decode() have `sealed`.
struct CustomerRecorded {
  CustomerState state = CustomerState::active;
  CustomerKind kind = CustomerKind::residential;
  std::string language;
  std::string time_zone;
  Names services;         // sorted, each once
  Names telephones;       // E.164 or pseudonyms, the main one first, each once
  Names email_addresses;  // addresses, the main one first, each once
  PostalAddress address;
  std::string source_system = {};      // the source of the customer's row; empty: not stated
  std::optional<Date> activated = {};  // the day on which the customer became one; none: not stated
  std::optional<SealedIdentity> sealed = {};

  friend bool operator==(const CustomerRecorded&, const CustomerRecorded&) = default;
};

// The exact text of one notice version in one language, block by block.
struct NoticeBlock {
  std::string disclosure;  // what it discloses, such as `purposes`; empty: running text
  std::string text;

  friend bool operator==(const NoticeBlock&, const NoticeBlock&) = default;
};
struct NoticeText {
  std::string language;
  std::string subject;
  std::vector<NoticeBlock> blocks;

  friend bool operator==(const NoticeText&, const NoticeText&) = default;
};

// Carrier-wide (the entry's account is empty).
struct NoticePublished {
  std::string notice;  // the notice's name
  std::string version;
  std::string regime;  // the pack that it was checked against
  Coverage recipients;
  Coverage parties;
  Coverage information;
  int waiting_days = 30;
  Translation translation = Translation::none;
  std::vector<NoticeText> texts;  // sorted by language, each once

  friend bool operator==(const NoticePublished&, const NoticePublished&) = default;
};

struct NoticeGivenRecorded {
  std::string notice;
  std::string version;
  std::string language;
  std::string channel;  // how it was given: `mail`, `email`, `sms`, `oral`, `portal`
  std::variant<Instant, Date> sent;

  friend bool operator==(const NoticeGivenRecorded&, const NoticeGivenRecorded&) = default;
};

// The effective instant is when the result became known to the carrier.
struct NoticeDelivery {
  Position given;  // of the NoticeGivenRecorded
  enum class Result : std::uint8_t { delivered, bounced, returned } result = Result::delivered;
  std::string detail;  // a status code such as `5.1.1`; never an address

  friend bool operator==(const NoticeDelivery&, const NoticeDelivery&) = default;
};

// The effective instant is when the refusal was received (clamped to the recorded instant).
struct OptOutRecorded {
  Coverage scope = Coverage::everything();
  std::string by = "owner";
  std::optional<Date> postmarked;
  Grade grade = Grade::proved;  // a refusal counts whatever its grade
  Evidence evidence;
  About about{};             // names sorted, each once
  bool provisional = false;  // no person has read it yet (ReviewRecorded); it counts all the same

  friend bool operator==(const OptOutRecorded&, const OptOutRecorded&) = default;
};

struct OptInRecorded {
  std::string form = "electronic";
  Coverage recipients = Coverage::only({"carrier"});
  Coverage parties = Coverage::everything();
  Coverage information = Coverage::everything();
  Coverage offers = Coverage::everything();
  std::string by = "owner";
  std::string notice;  // name of the notice given before; empty: none
  std::string notice_version;
  Names defects;
  Grade grade = Grade::proved;
  Evidence evidence;
  About about{};                // names sorted, each once
  std::optional<Date> until{};  // the last local day on which it counts; none: no end

  friend bool operator==(const OptInRecorded&, const OptInRecorded&) = default;
};

struct WithdrawalRecorded {
  Coverage scope = Coverage::everything();
  std::string by = "owner";
  Evidence evidence;
  About about{};             // names sorted, each once
  bool provisional = false;  // the same

  friend bool operator==(const WithdrawalRecorded&, const WithdrawalRecorded&) = default;
};

// The effective instant is the call's beginning.
struct OneTimeConsentRecorded {
  Instant to;
  std::string direction;  // `inbound`, `outbound`
  std::string channel = "phone";
  bool granted = true;
  Names missing;
  Evidence evidence;

  friend bool operator==(const OneTimeConsentRecorded&, const OneTimeConsentRecorded&) = default;
};

struct VerificationRecorded {
  std::string form;
  bool recorded = false;
  Evidence evidence;

  friend bool operator==(const VerificationRecorded&, const VerificationRecorded&) = default;
};

// The customer permits, or no longer permits, notices by e-mail (47 CFR 64.2008(d)(3)(i)).
struct EmailPermissionRecorded {
  bool granted = true;
  Evidence evidence;
  bool provisional = false;  // only if it is taken back

  friend bool operator==(const EmailPermissionRecorded&, const EmailPermissionRecorded&) = default;
};

// Carrier-wide.
struct AgreementRecorded {
  std::string party;
  Date from;
  Date to;
  Names clauses;
  Evidence evidence;

  friend bool operator==(const AgreementRecorded&, const AgreementRecorded&) = default;
};

// An earlier entry of the same account is wrong. Both stay on record: for a known-at instant before the correction was
// recorded, the ledger gives the same decisions as before. Counts from its recorded instant.
struct CorrectionRecorded {
  Position corrected;
  std::optional<Instant> effective;  // when the event really happened; none: never
  std::string confirmed_by;          // the second person, if one is needed; empty: none was needed
  Evidence evidence;

  friend bool operator==(const CorrectionRecorded&, const CorrectionRecorded&) = default;
};

// The account continues another one, or is continued by another: renumbered, merged or split. Refusals carry over (they
// are recorded again for the successor, under a key made from the first entry); approvals do not.
struct LinkRecorded {
  enum class Role : std::uint8_t {
    predecessor,
    successor
  } role = Role::predecessor;  // what `other` is to this account
  std::string other;           // an account
  enum class Cause : std::uint8_t { renumbered, merged, split } cause = Cause::renumbered;
  Evidence evidence;

  friend bool operator==(const LinkRecorded&, const LinkRecorded&) = default;
};

// Carrier-wide, the first entry of a simulation: the ledger accepts any clock.
struct SimulationRecorded {
  std::string purpose;

  friend bool operator==(const SimulationRecorded&, const SimulationRecorded&) = default;
};

// Carrier-wide: the key under which refusals from numbers that no account on record has are kept. The first one counts.
struct NumberKeyRecorded {
  Hash key{};

  friend bool operator==(const NumberKeyRecorded&, const NumberKeyRecorded&) = default;
};

// What became of a notice on its way to the customer, before it counts as given. No decision rests on it.
struct NoticeSendingRecorded {
  std::string notice;
  std::string version;
  std::string language;
  std::string channel;
  enum class Stage : std::uint8_t { queued, handed_over, failed } stage = Stage::queued;
  std::string provider;    // the party that should deliver it; empty: the carrier itself
  std::string message_id;  // the provider's name for the message; empty: none yet
  std::string detail;      // the provider's code or words; no personal data

  friend bool operator==(const NoticeSendingRecorded&, const NoticeSendingRecorded&) = default;
};

// The customer was contacted at the effective instant. No decision of today's packs rests on it.
struct ContactRecorded {
  std::string contact_channel;  // `email`, `sms`, `call`, …
  std::string outcome;          // `reached`, `no_answer`, `declined`, …
  std::string campaign;         // its name; empty: none
  std::string message_id;       // the provider's name for the message or call; empty: none

  friend bool operator==(const ContactRecorded&, const ContactRecorded&) = default;
};

// A list was made for a campaign: which customers may be contacted, for what, and how many (47 CFR 64.2009(c)). Kept
// under kCampaignRuns (consent/kept_account.hpp); the entry's actor ran it.
struct CampaignRunRecorded {
  std::string campaign;  // its name
  std::string regime;
  std::string regime_version;
  std::string purpose;
  std::string offer;  // its id; empty: nothing is offered
  std::string recipient;
  std::string party;
  Names information;
  std::string contact_channel;
  Instant at{};            // decided about
  std::uint64_t rows = 0;  // of the list that was scrubbed
  std::uint64_t permitted = 0;
  std::uint64_t refused = 0;          // the rest was unchanged since an earlier run, and was not written
  Hash list{};                        // SHA-256 of the list that was scrubbed
  Hash permitted_list{};              // of the permitted list
  std::optional<Hash> certificate{};  // of the certificate as written; none: none was made

  friend bool operator==(const CampaignRunRecorded&, const CampaignRunRecorded&) = default;
};

// What a person found who read a provisional refusal of the same account. Either it is a refusal, and no longer
// provisional; or it is not, and no longer counts. For a known-at instant before the review was recorded, the ledger
// gives the same decisions as before. The entry's actor is the reviewer. Counts from its recorded instant.
struct ReviewRecorded {
  Position reviewed;
  enum class Outcome : std::uint8_t { confirmed, not_a_refusal } outcome = Outcome::confirmed;
  Evidence evidence;

  friend bool operator==(const ReviewRecorded&, const ReviewRecorded&) = default;
};

// Carrier-wide: who a party is, from the effective instant on. The latest entry of a party counts. No decision of
// today's packs rests on it.
struct PartnerRecorded {
  std::string party;      // as uses and agreements name it
  std::string name;       // as customers will read it
  std::string recipient;  // its relation to the carrier: `joint_venture_partner`, `independent_contractor`, …
  std::string country;    // ISO 3166-1 alpha-2; empty: not stated
  enum class State : std::uint8_t { active, ended } state = State::active;
  Evidence evidence;

  friend bool operator==(const PartnerRecorded&, const PartnerRecorded&) = default;
};

// The customer's identity was erased on order: the keys of the account's entries before this one were destroyed. The
// entry's actor destroyed them. No decision rests on it.
struct ErasureRecorded {
  Evidence evidence;  // of the order

  friend bool operator==(const ErasureRecorded&, const ErasureRecorded&) = default;
};

// A document about privacy that another system keeps here, as it was from the effective instant on: a profile, an
// agreement, a specification. What it says about choices stands in entries of their own, appended together with it; no
// decision rests on the document itself. It belongs to a customer's account, or to one of the carrier's own.
//
// A ledger gives the text as it was recorded, and `sealed` is absent. After the key was destroyed, and in closed
// entries, the text is empty (close()). Only the results of decode() have `sealed`.
struct PrivacyDocumentRecorded {
  std::string type;  // what it is, as the system's interface names it: `partyPrivacyProfile`
  std::string id;    // its name among documents of that type; tells nothing about anybody
  enum class State : std::uint8_t { kept, deleted } state = State::kept;
  std::string text = {};  // JSON; empty of a document that was deleted
  std::optional<SealedIdentity> sealed = {};

  friend bool operator==(const PrivacyDocumentRecorded&, const PrivacyDocumentRecorded&) = default;
};

// What is on record about customers was given to a caller. A decision is no reading. Of one
// customer: an entry of the account. Of a search or a list: kept under kReadings (consent/kept_account.hpp). The
// entry's actor is who asked. No decision rests on it. It holds no personal data.
struct ReadingRecorded {
  std::string role;                  // of who asked: `agent`, `compliance`, …
  std::string client;                // the program by which they asked, as it has shown itself; empty: it has not
  std::string interface;             // by which they asked: `own`, `authzen`, `tmf644`, …
  std::string operation;             // of that interface: `account_history`, …
  std::string purpose = {};          // what for, as they stated it; empty: they did not
  std::uint64_t customers = 1;       // how many were given away
  std::optional<QueryHash> query{};  // of what was asked; none: the account says it

  friend bool operator==(const ReadingRecorded&, const ReadingRecorded&) = default;
};

using Body =
    std::variant<CustomerRecorded, NoticePublished, NoticeGivenRecorded, NoticeDelivery, OptOutRecorded, OptInRecorded,
                 WithdrawalRecorded, OneTimeConsentRecorded, VerificationRecorded, EmailPermissionRecorded,
                 AgreementRecorded, CorrectionRecorded, LinkRecorded, SimulationRecorded, NumberKeyRecorded,
                 NoticeSendingRecorded, ContactRecorded, CampaignRunRecorded, ReviewRecorded, PartnerRecorded,
                 ErasureRecorded, PrivacyDocumentRecorded, ReadingRecorded>;

// The kinds, with their numbers in the bytes. A number is never reused. It is always Body's index + 1.
enum class EntryKind : std::uint8_t {
  customer = 1,
  notice_published = 2,
  notice_given = 3,
  notice_delivery = 4,
  opt_out = 5,
  opt_in = 6,
  withdrawal = 7,
  one_time_consent = 8,
  verification = 9,
  email_permission = 10,
  agreement = 11,
  correction = 12,
  link = 13,
  simulation = 14,
  number_key = 15,
  notice_sending = 16,
  contact = 17,
  campaign_run = 18,
  review = 19,
  partner = 20,
  erasure = 21,
  privacy_document = 22,
  reading = 23,
};
static_assert(std::variant_size_v<Body> == static_cast<std::size_t>(EntryKind::reading), "Body's index + 1");

std::string_view to_string(EntryKind kind);

struct Entry {
  std::string account;  // empty: carrier-wide
  Instant effective;    // from when it counts
  Instant recorded;     // when the ledger accepted it; given by the ledger
  std::string actor;    // who recorded it: a staff member's id, a system's name
  std::string channel;  // how it came in: `shop`, `call_centre`, `web`, `import`, `cli`, …
  std::string key;      // the caller's idempotency key; empty: none
  Body body;
  std::string run{};  // the import that recorded it; empty: not an import

  EntryKind kind() const { return static_cast<EntryKind>(body.index() + 1); }

  friend bool operator==(const Entry&, const Entry&) = default;
};

// Whether the entry may be recorded. `invalid`: the account is empty but the kind belongs to an account (or is not
// empty but the kind is carrier-wide: notice_published, agreement, simulation, number_key, partner; or is not one of
// the carrier's own accounts for campaign_run; or is one of those for a kind that belongs to customers; or is neither a
// customer's nor kReadings for reading); a text is not
// UTF-8; an instant or date is outside years 0001 to 9999; a coverage that is `any` has names; texts, services or what
// a choice is about are not sorted, each once; what a choice is about has more than 64 names, or a name that is empty
// or has more than 64 bytes; or a granted permission is provisional.
Result<void> check(const Entry& entry);

// Preconditions: check(entry); what identifies a customer is sealed (evidence/identity.hpp). The numbers and addresses
// of a sealed profile are ignored.
Bytes encode(const Entry& entry);

// `damaged`: encode() cannot have written it: a wrong length, an unknown kind, a number out of range, a field out of
// order, bytes left over. Never reads past `bytes`, whatever they are.
Result<Entry> decode(ByteView bytes);

// Only the entry's kind; what follows it is not read. `damaged` if decode() fails before that point.
Result<EntryKind> decode_kind(ByteView bytes);

// Only the entry's account; what follows it is not read. `damaged` if decode() fails before that point.
Result<std::string> decode_account(ByteView bytes);

// Only the entry's kind. Fails as decode_account().
Result<EntryKind> decode_kind(ByteView bytes);

}  // namespace assent::evidence
