// Question: which customer, which use, which instant, as options state them. It is the same for every command that
// asks.
#pragma once

#include "app/query.hpp"
#include "app/use_asked.hpp"
#include "base/telephones.hpp"
#include "cli/command.hpp"
#include "cli/invocation.hpp"
#include "service/customer_file.hpp"

#include <string>
#include <string_view>

namespace assent::cli {

struct Question {
  std::string account;
  std::string telephone;
  std::string country;
  std::string regime;  // empty: the configured one
  app::UseAsked use;
  std::string at;
};

void add_question_options(Command command, Question& question);

// `--country`: invalid as check_country() (app/country.hpp).
Result<void> check_country(const Telephones& telephones, std::string_view country);

// invalid: neither or both of account and telephone, or not a telephone number.
Result<service::CustomerName> customer_of(Invocation& call, const std::string& account, const std::string& telephone,
                                          const std::string& country);
Result<service::CustomerName> customer_of(Invocation& call, const Question& question);

// The question, without its known-at instant. invalid: `--at` is not an instant.
Result<app::Query> query_of(Invocation& call, const Question& question);

}  // namespace assent::cli
