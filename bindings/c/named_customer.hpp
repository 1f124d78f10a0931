// A customer and a question, as C callers write them.
#pragma once

#include "app/query.hpp"
#include "boundary.hpp"

namespace assent::boundary {

// invalid: neither or both of account and telephone, an unknown country, or not a telephone number.
Result<service::CustomerName> customer_in(const assent_customer* given, const Telephones& telephones);

// invalid: an instant out of range.
Result<app::Query> query_in(const assent_question& given);

}  // namespace assent::boundary
