// What was recorded, and what it changed, as JSON: docs/schema/recorded.schema.json, recorded-of-number, link,
// correction, review, erasure. `language` is that of the words.
#pragma once

#include "explanation/language.hpp"
#include "regime/regime.hpp"
#include "service/acknowledgement.hpp"
#include "service/correct.hpp"
#include "service/erase.hpp"
#include "service/links.hpp"
#include "service/review.hpp"

#include <boost/json/object.hpp>

#include <string_view>
#include <vector>

namespace assent::wire {

boost::json::object json_of(const service::Acknowledgement& done, const regime::Regime& regime,
                            explanation::Language language = explanation::Language::en);
// One object for each account that has the number, and one for what is kept for the account that gets it.
std::vector<boost::json::object> json_of(const service::RefusalsOfNumber& done, const regime::Regime& regime,
                                         explanation::Language language = explanation::Language::en);
// `cause` as it was given.
boost::json::object json_of(const service::LinkDone& done, const service::Link& link, std::string_view cause);
boost::json::object json_of(const service::Corrected& done, explanation::Language language = explanation::Language::en);
boost::json::object json_of(const service::Reviewed& done, explanation::Language language = explanation::Language::en);
boost::json::object json_of(const service::Erased& done);

}  // namespace assent::wire
