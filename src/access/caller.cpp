#include "access/caller.hpp"

#include "written/section.hpp"

namespace assent::access {

Result<void> check_lasting(const Caller& caller) {
  if (!written::is_name(caller.id)) {
    return fail(ErrorCode::invalid, "a caller's id is missing, or is not one word",
                "name who it is, without blanks, such as `crm`");
  }
  const std::string who = "the caller " + written::quoted(caller.id);
  if (caller.role == Role::customer) {
    return fail(ErrorCode::invalid, who + " has the role `customer`", "give another role: customers come with tokens");
  }
  if ((caller.scopes & scopes_of(caller.role)) != caller.scopes) {
    return fail(ErrorCode::invalid,
                who + " has a scope that the role " + written::quoted(to_string(caller.role)) + " does not grant",
                "leave the scope out, or give another role");
  }
  if (caller.role == Role::partner && !written::is_name(caller.partner)) {
    return fail(ErrorCode::invalid, who + " is a partner without a name in the register of partners",
                "add `partner` with that name");
  }
  if (caller.role != Role::partner && !caller.partner.empty()) {
    return fail(ErrorCode::invalid, who + " names a partner and has another role than `partner`",
                "leave `partner` out, or give the role `partner`");
  }
  if (!caller.telephone.empty() || !caller.account.empty()) {
    return fail(ErrorCode::invalid, who + " is bound to one customer", "leave the telephone number and account out");
  }
  return {};
}

}  // namespace assent::access
