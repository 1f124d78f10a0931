// Caller: who sends a request, as their token, key or certificate has shown. Pure.
#pragma once

#include "access/scope.hpp"
#include "base/result.hpp"

#include <string>

namespace assent::access {

struct Caller {
  std::string id;  // stands in the ledger as the actor; never a customer's number or address
  Role role = Role::service;
  Scopes scopes;          // never more than grants(role)
  std::string partner;    // of a partner: the name in the register of partners. Empty else
  std::string telephone;  // E.164; of a three-legged token: whose it is. Empty else
  std::string account;    // of a customer's own token, or a partner's three-legged one, where it names one. Empty else
  std::string client = {};  // of a token: the program that has it. Empty else

  bool may(Scope scope) const { return scopes.has(scope) && (scope == Scope::anybody || grants(role, scope)); }

  friend bool operator==(const Caller&, const Caller&) = default;
};

// Whether the caller can be given a key, or be known by a certificate: they have an id of one word, no scope that
// their role does not grant, a partner if and only if they are one, and they are no customer. invalid: what is wrong.
Result<void> check_lasting(const Caller& caller);

}  // namespace assent::access
