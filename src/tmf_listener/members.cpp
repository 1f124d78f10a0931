#include "tmf_listener/members.hpp"

#include "tmf_listener/mapping.hpp"

namespace assent::tmf_listener {

using json::Kind;
using json::Tree;

tl::unexpected<Error> wrong_kind(std::string_view member, std::string_view wanted) {
  return fail(ErrorCode::invalid, "`" + std::string(member) + "` is not " + std::string(wanted),
              "send it as the standard describes it; nothing was recorded");
}

const Tree* member_of(const Tree& table, std::string_view key) {
  const Tree* const member = table.find(key);
  return member == nullptr || member->is(Kind::null) ? nullptr : member;
}

Result<std::vector<const Tree*>> objects_in(const Tree& table, std::string_view key) {
  std::vector<const Tree*> objects;
  const Tree* const list = member_of(table, key);
  if (list == nullptr) return objects;
  if (!list->is(Kind::list)) return wrong_kind(key, "a list");
  for (const Tree& each : list->items) {
    if (!each.is(Kind::table)) return wrong_kind(key, "a list of objects");
    objects.push_back(&each);
  }
  return objects;
}

Result<std::optional<std::string>> status_in(const Tree& table) {
  const Tree* const status = member_of(table, "status");
  if (status == nullptr) return std::nullopt;
  if (!status->is(Kind::text)) return wrong_kind("status", "a text");
  return plain(status->text);
}

}  // namespace assent::tmf_listener
