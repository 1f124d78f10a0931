// Caller: who sends a request, as their token, key or certificate has shown. Pure.
#pragma once

#include "access/scope.hpp"

#include <string>

namespace assent::access {

struct Caller {
  std::string id;  // stands in the ledger as the actor; never a customer's number or address
  Role role = Role::service;
  Scopes scopes;          // never more than grants(role)
  std::string partner;    // of a partner: the name in the register of partners. Empty else
  std::string telephone;  // E.164; of a three-legged token: whose it is. Empty else
  std::string account;    // of a customer's own token, where it names one. Empty else

  bool may(Scope scope) const { return scopes.has(scope) && (scope == Scope::anybody || grants(role, scope)); }
};

}  // namespace assent::access
