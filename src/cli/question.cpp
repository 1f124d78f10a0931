#include "cli/question.hpp"

#include "app/country.hpp"
#include "base/marks.hpp"
#include "explanation/row_words.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>

namespace assent::cli {
void add_question_options(Command command, Question& question) {
  command.option("--account", question.account, "The customer's account").type_name("ACCOUNT");
  command.option("--telephone", question.telephone, "The customer by telephone number instead").type_name("NUMBER");
  command.option("--country", question.country, "The country of a number without `+`, such as LB").type_name("CC");
  command.option("--regime", question.regime, "The rule pack (default: $ASSENT_REGIME, else tra)").type_name("ID");
  command.option("--purpose", question.use.purpose, "What for (default: marketing)").type_name("NAME");
  command.option("--offer", question.use.offer, "What is offered, as the catalogue names it").type_name("ID");
  command.option("--recipient", question.use.recipient, "The recipient's relation to the carrier (default: carrier)")
      .type_name("RELATION");
  command.option("--party", question.use.party, "The recipient by name, outside the carrier").type_name("NAME");
  command.list("--information", question.use.information,
               "Types of information used, separated by commas (default: contact,services)");
  command
      .option("--contact-channel", question.use.contact_channel,
              "By which channel the customer will be contacted, such as email, sms or call (default: not at all)")
      .type_name("NAME");
  command.flag("--supervisor-approved", question.use.supervisor_approved,
               "A supervisor reviewed and approved it (purpose request_approval)");
  command.flag("--soft-opt-in", question.use.soft_opt_in, "Made under the soft opt-in");
  command.option("--at", question.at, "The instant asked about (default: the present)").type_name("INSTANT");
}

Result<void> check_country(const Telephones& telephones, std::string_view country) {
  return app::check_country(telephones, country, "`--country`");
}

Result<service::CustomerName> customer_of(Invocation& call, const std::string& account, const std::string& telephone,
                                          const std::string& country) {
  TRY(check_country(call.world().telephones, country));
  if (account.empty() == telephone.empty()) {
    return fail(ErrorCode::invalid,
                account.empty() ? "no customer is named" : "the customer is named by account and by telephone",
                "write `--account` or `--telephone`");
  }
  if (!account.empty()) return service::CustomerName{bare_name(account), {}};
  auto e164 = call.world().telephones.e164(telephone, country);
  if (!e164) {
    return fail(ErrorCode::invalid, explanation::to_error(ErrorCode::invalid, e164.error()).message,
                "write it with `+` and the country's number, or name the country with `--country`");
  }
  return service::CustomerName{{}, std::move(*e164)};
}

Result<service::CustomerName> customer_of(Invocation& call, const Question& question) {
  return customer_of(call, question.account, question.telephone, question.country);
}

Result<app::Query> query_of(Invocation& call, const Question& question) {
  app::Query query;
  query.regime = question.regime.empty() ? call.usual_regime() : question.regime;
  query.use = question.use;
  query.at = TRY(optional_instant("--at", question.at));
  return query;
}

}  // namespace assent::cli
