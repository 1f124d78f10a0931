// What is asked of a server, and what it answers: the same as of an engine in this process, as values. Pure.
#pragma once

#include "base/instant.hpp"
#include "consent/reason.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace assent::client {

// By account, or else by telephone number in E.164 (`+9613…`).
struct Customer {
  std::string account;
  std::string telephone;
};

struct Question {
  std::string purpose = "marketing";
  std::string offer = {};
  std::string recipient = "carrier";
  std::string party = {};
  std::vector<std::string> information = {};
  std::string contact_channel = {};
  bool supervisor_approved = false;
  bool soft_opt_in = false;
  std::string regime = {};  // empty: the server's
  std::optional<Instant> at = {};
  std::optional<Instant> known_at = {};
  std::string language = "en";  // of the explanation
};

struct EvidenceLine {
  std::string entry;
  std::string text;
};

struct Remedy {
  std::vector<std::string> steps;
  std::optional<Instant> instant;
  std::string until_day;
  std::string text;
};

// Deny for `status_unknown`, until a server's response has been read.
struct Decided {
  Outcome outcome = Outcome::deny;
  Reason reason = Reason::status_unknown;
  std::string account = {};  // as asked; of a question by telephone number the server does not say it
  std::optional<Instant> at = {};
  std::optional<Instant> valid_until = {};
  std::string regime = {};
  std::string regime_version = {};
  std::string source_key = {};
  std::string source_text = {};
  std::string source_standing = {};
  std::string headline = {};
  std::string sentence = {};
  std::string meaning = {};
  std::string source = {};
  std::string holds = {};
  std::vector<std::string> findings = {};
  std::vector<EvidenceLine> evidence = {};
  std::vector<Remedy> remedies = {};
  std::string trouble = {};  // why there is no response that counts; empty: there is one
};

struct Brief {
  Outcome outcome = Outcome::deny;
  Reason reason = Reason::status_unknown;
};

enum class ChoiceKind : std::uint8_t { opt_out, opt_in, withdrawal };

struct Choice {
  ChoiceKind kind = ChoiceKind::opt_out;
  std::string by = {};
  std::string evidence = {};
  std::string evidence_sha256 = {};
  std::vector<std::string> scope = {};
  std::string postmarked = {};
  std::string form = {};
  std::vector<std::string> recipients = {};
  std::vector<std::string> parties = {};
  std::vector<std::string> information = {};
  std::vector<std::string> offers = {};
  std::string notice = {};
  std::string notice_version = {};
  std::vector<std::string> defects = {};
  std::vector<std::string> contact_channels = {};
  std::vector<std::string> classes = {};
  std::vector<std::string> categories = {};
  std::string until = {};
  bool provisional = false;  // only of a refusal
};

// The actor is whom the server knows the caller as.
struct Circumstances {
  std::optional<Instant> effective = {};
  std::string channel = {};
  std::string key = {};
  std::string regime = {};
};

struct Recorded {
  std::vector<std::string> entries;
  std::vector<std::string> accounts;
  Instant recorded;
  Instant effective;
  bool repeated = false;
  bool account_unknown = false;
  std::uint64_t carried = 0;
  std::string told;
};

}  // namespace assent::client
