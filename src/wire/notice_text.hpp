// The words of notices as JSON: docs/schema/notice-check.schema.json, notice-reviewed, notice-text.
#pragma once

#include "explanation/language.hpp"
#include "notice_check/check.hpp"
#include "notice_check/shown.hpp"
#include "service/notices.hpp"

#include <boost/json/object.hpp>

#include <string_view>
#include <vector>

namespace assent::wire {

boost::json::object notice_check_json(std::string_view file, const notice_check::Checked& checked,
                                      explanation::Language language);

boost::json::object notice_review_json(const service::NoticeReceipt& receipt, const evidence::NoticePublished& notice,
                                       const evidence::Hash& sha256, bool approved);

boost::json::object json_of(const notice_check::ShownNotice& shown);
// What an account was sent of it.
boost::json::object notice_givings_json(std::string_view notice, std::string_view account,
                                        const std::vector<notice_check::ShownGiving>& givings);

}  // namespace assent::wire
