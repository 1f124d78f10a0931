// A customer as C names him, and a question as C asks it.
#pragma once

#include "app/query.hpp"
#include "boundary.hpp"

namespace assent::boundary {

// invalid: neither or both of account and telephone, a country that is none, or a number that is none.
Result<CustomerName> customer_in(const assent_customer* given, const Telephones& telephones);

// invalid: an instant out of range.
Result<Query> query_in(const assent_question& given);

}  // namespace assent::boundary
