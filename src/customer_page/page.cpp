#include "customer_page/page.hpp"

#include <iterator>
#include <utility>

namespace assent::customer_page {

void Page::use(std::shared_ptr<const SetUp> set_up) {
  const std::lock_guard lock(mutex_);
  set_up_ = std::move(set_up);
}

std::shared_ptr<const SetUp> Page::set_up() const {
  const std::lock_guard lock(mutex_);
  return set_up_;
}

std::vector<api::Route> routes_of(Page& page) {
  std::vector<api::Route> all = refusal_routes(page);
  std::vector<api::Route> more = view_routes(page);
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  return all;
}

}  // namespace assent::customer_page
