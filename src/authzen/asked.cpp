#include "authzen/asked.hpp"

#include "api/members.hpp"
#include "base/telephones.hpp"

#include <utility>

namespace assent::authzen {
tl::expected<UseQuestion, AskedFault> use_question_of(const Entity& subject, const Action& action,
                                                      const std::optional<json::Value>& context,
                                                      const access::Caller& caller) {
  UseQuestion question;
  app::UseAsked& use = question.query.use;
  use.purpose = action.name;
  use.recipient = subject.type;
  if (subject.type != kCarrier) use.party = subject.id;
  if (caller.role == access::Role::partner && (use.recipient == kCarrier || use.party != caller.partner)) {
    return tl::unexpected(AskedFault{403, "a partner may ask only about its own use"});
  }

  // Members that are not known are ignored: AuthZEN 1.0 leaves them to other uses.
  constexpr auto kOthers = api::Members::Others::passed_over;
  api::Members properties(action.properties, "action.properties.", kOthers);
  properties.text("offer", use.offer);
  properties.texts("information", use.information);
  properties.text("contact_channel", use.contact_channel);
  properties.flag("supervisor_approved", use.supervisor_approved);
  properties.flag("soft_opt_in", use.soft_opt_in);

  api::Members members(context, "context.", kOthers);
  std::string language;
  std::string detail = "full";
  members.text("regime", question.query.regime);
  members.instant("at", question.query.at);
  members.instant("known_at", question.query.known_at);
  members.text("language", language);
  members.text("detail", detail);
  if (!language.empty()) {
    question.language = explanation::language_named(language);
    if (!question.language) members.fail("language", "`en`, `ar` or `fr`");
  }
  if (detail != "full" && detail != "reason") members.fail("detail", "`full` or `reason`");
  question.brief = detail == "reason";

  for (const api::Members* each : {&properties, &members}) {
    if (each->trouble()) return tl::unexpected(AskedFault{400, *each->trouble()});
  }
  return question;
}

tl::expected<service::CustomerName, AskedFault> customer_of(const Entity& resource, const Telephones& telephones) {
  if (resource.type == "account") return service::CustomerName{std::string(resource.id), {}};
  if (resource.type != "telephone") {
    return tl::unexpected(AskedFault{404, "`resource.type` is not `account` or `telephone`"});
  }
  std::string_view number = resource.id;
  if (number.starts_with("tel:")) number.remove_prefix(4);
  auto e164 = telephones.e164(number, "");
  if (!e164) return tl::unexpected(AskedFault{400, "`resource.id` is not a telephone number with its country's code"});
  return service::CustomerName{{}, *std::move(e164)};
}

}  // namespace assent::authzen
