// Settings: which use of customer information is meant by the names of CAMARA's interfaces, which clients may ask about
// it, and how customers are asked (TOML; docs/camara.md has every key). Pure.
//
//   version, dpv, key
//   [capture]    address, carrier, minutes, at_most, per_hours, subscriber_field
//   [[spelling]] camara, dpv
//   [[use]]      id, scopes, purposes, purpose, offer, information, recipient, notice, days
//   [[client]]   partner or caller, uses, callbacks, captures
#pragma once

#include "access/caller.hpp"
#include "app/use_asked.hpp"
#include "base/issue.hpp"
#include "consent/coverage.hpp"
#include "evidence/entry.hpp"

#include <tl/expected.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assent::camara {

// What scopes of CAMARA's APIs and a purpose of the W3C Data Privacy Vocabulary (DPV) mean together.
struct MappedUse {
  std::string id;
  Names scopes;         // `location-verification:verify`
  Names purposes;       // `dpv:DirectMarketing`, as CAMARA writes it
  app::UseAsked asked;  // its party is the client's; an empty recipient: what the partner is in the register
  std::string notice;   // whose text the customer sees who is asked; empty: no customer can be asked
  int days = 0;         // for how many days an approval counts that was captured; 0: it has no end
};

struct Client {
  std::string partner;                 // by its name in the register of partners; or else
  std::string caller;                  // a system of the carrier's, by its id
  std::vector<std::string> uses;       // by their ids; in the order of the settings
  std::vector<std::string> callbacks;  // where customers may be sent back to (callback.hpp)
  evidence::Grade captures =
      evidence::Grade::claimed;  // of an approval that the client says it was given: only `proved` permits

  // In tokens of captures and ids of consents, and in the ledger as the actor.
  const std::string& name() const { return partner.empty() ? caller : partner; }
};

struct CaptureSettings {
  std::string address;           // under which customers reach the server: `https://consent.example`
  std::string carrier;           // the carrier's name, as the page shows it; empty: the page shows none
  int minutes = 15;              // how long a URL works
  int at_most = 3;               // URLs for one customer and client …
  int per_hours = 24;            // … within so many hours
  std::string subscriber_field;  // a header field in which the carrier's network says whose line it is; empty: none
};

struct Settings {
  std::string version;                                         // of this table
  std::string dpv;                                             // of the vocabulary: `2.3`
  std::string key;                                             // the file of the key that seals URLs and ids
  std::vector<std::pair<std::string, std::string>> spellings;  // how CAMARA writes a term, and how DPV does
  std::vector<MappedUse> uses;
  std::vector<Client> clients;
  std::optional<CaptureSettings> capture;  // nothing: customers are not asked

  const MappedUse* use(std::string_view id) const;
  // nullptr: such a caller is no client.
  const Client* client_of(const access::Caller& caller) const;
  const Client* client(std::string_view name) const;
};

// CAMARA's pattern: `dpv:` and letters and digits.
bool is_purpose(std::string_view text);

// `file` is its name, for issues. Every fault is an Issue with line and column.
tl::expected<Settings, Issues> read_settings(std::string_view text, std::string_view file);

}  // namespace assent::camara
