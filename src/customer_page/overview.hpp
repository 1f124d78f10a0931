// Overview: everything that the whole page shows about one customer, read at one instant, in words of one language.
#pragma once

#include "app/engine.hpp"
#include "app/shown_text.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "customer_page/page.hpp"
#include "explanation/language.hpp"
#include "service/life.hpp"

#include <optional>
#include <string>
#include <vector>

namespace assent::customer_page {

// What one recipient may do now. All texts are plain.
struct StandingShown {
  std::string relation;  // for a refusal
  std::string who;       // the company's name; empty: the relation's words stand for it
  std::string kind;      // the relation in words; empty: it is the carrier itself
  bool allowed = false;
  bool refused = false;  // because the customer refused: there is nothing more to refuse
  std::string information;
  std::string purpose;
  std::vector<std::string> rests_on;  // "notice of 2026-01-15 (mail)"
  std::string why;
  std::string until;
};

struct CampaignShown {
  std::string name;
  std::string partner;  // who got the information, as customers read it; empty: the carrier used it itself
  std::string time;     // local
};

struct LifeShown {
  Position position;
  std::string time;  // local
  std::string what;
};

struct Overview {
  std::string language_on_record;
  std::vector<StandingShown> standings;
  std::vector<std::string> services;  // in words
  std::vector<app::ShownNotice> notices;
  std::vector<CampaignShown> campaigns;  // the newest first, at most 20
  std::vector<LifeShown> life;           // the newest first, at most 20
  std::optional<std::uint64_t> older;    // the index before which the next page of the life begins; none: it is all
  bool first_page = true;                // of the life
  std::string until;                     // local: when the page closes
};

struct OverviewAsked {
  std::string account;
  std::optional<std::uint64_t> before;  // of the life: only entries before that index
  Instant ends;                         // of the session
};

//   not_found             no such customer is on record
//   unavailable, damaged  as the ledger
Result<Overview> overview_of(const Page& page, const OverviewAsked& asked, explanation::Language language, Instant now);

// The language on record; empty: none, or it cannot be read.
std::string language_on_record(const app::Engine& engine, const std::string& account);

}  // namespace assent::customer_page
