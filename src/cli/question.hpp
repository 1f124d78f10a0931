// Question: which customer, which use, which instant, as options state them; the same for every command that asks.
#pragma once

#include "cli/command.hpp"
#include "cli/invocation.hpp"
#include "consent/use.hpp"
#include "intake/telephones.hpp"
#include "service/customer_file.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace assent {

struct Question {
  std::string account;
  std::string telephone;
  std::string country;
  std::string regime = "tra";
  std::string purpose = "marketing";
  std::string offer;
  std::string recipient = "carrier";
  std::string party;
  std::vector<std::string> information;
  std::string contact_channel;
  bool supervisor_approved = false;
  bool soft_opt_in = false;
  std::string at;
};

void add_question_options(Command command, Question& question);

// invalid: not the ISO 3166-1 alpha-2 code of a country whose numbers are known, as in `LB`. Empty: none, which is
// well.
Result<void> check_country(const Telephones& telephones, std::string_view country);

// invalid: neither or both of account and telephone, or a number that is none.
Result<CustomerName> customer_of(Invocation& call, const std::string& account, const std::string& telephone,
                                 const std::string& country);
Result<CustomerName> customer_of(Invocation& call, const Question& question);

// invalid: a purpose, relation or offer that is not known (with those that are), or a misspelt type of information.
Result<Use> use_of(Invocation& call, const Question& question, const Regime& regime);

// invalid: the regime has no such purpose or relation.
Result<void> check_names(const Use& use, const Regime& regime);

// `--at`, else the present.
Result<Instant> at_of(Invocation& call, const Question& question);

}  // namespace assent
