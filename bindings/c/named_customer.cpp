#include "named_customer.hpp"

#include "base/marks.hpp"
#include "explanation/row_words.hpp"
#include "wording/words.hpp"

namespace assent::boundary {

Result<service::CustomerName> customer_in(const assent_customer* given, const Telephones& telephones) {
  const auto customer = TRY(taken(given, "customer"));
  std::string account = bare_name(text_of(customer.account));
  const std::string_view telephone = text_of(customer.telephone);
  const std::string_view country = text_of(customer.country);
  if (account.empty() == telephone.empty()) {
    return fail(ErrorCode::invalid,
                account.empty() ? "no customer is named" : "the customer is named by account and by telephone",
                "give an account or a telephone number");
  }
  if (!account.empty()) return service::CustomerName{std::move(account), {}};
  if (!country.empty() && !telephones.knows_country(country)) {
    return fail(ErrorCode::invalid, "the country is " + wording::shown(country) + ", which is not a country's code",
                "write two capital letters from ISO 3166-1, such as `LB`");
  }
  auto e164 = telephones.e164(telephone, country);
  if (!e164) {
    return fail(ErrorCode::invalid, explanation::to_error(ErrorCode::invalid, e164.error()).message,
                "write it with `+` and the country's number, or name the country");
  }
  return service::CustomerName{{}, *std::move(e164)};
}

Result<app::Query> query_in(const assent_question& given) {
  app::Query query;
  const auto take = [](std::string& into, const char* text) {
    if (!text_of(text).empty()) into = text;
  };
  take(query.regime, given.regime);
  take(query.use.purpose, given.purpose);
  take(query.use.offer, given.offer);
  take(query.use.recipient, given.recipient);
  take(query.use.party, given.party);
  take(query.use.contact_channel, given.contact_channel);
  query.use.information = strings_of(given.information);
  query.use.supervisor_approved = given.supervisor_approved != 0;
  query.use.soft_opt_in = given.soft_opt_in != 0;
  query.at = TRY(instant_in(given.at));
  query.known_at = TRY(instant_in(given.known_at));
  return query;
}

}  // namespace assent::boundary
