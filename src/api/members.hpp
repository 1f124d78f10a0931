// Members: what a JSON object says under the names that are known, each of one kind. The first one that is of another
// kind is kept as a sentence, which repeats nothing that was sent. Not thread-safe; lives within one reading.
#pragma once

#include "base/instant.hpp"
#include "json/document.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::api {

class Members {
 public:
  // `table`: an object, or nothing, which has no members. `in`: what stands before a name in a sentence, with its dot.
  Members(std::optional<json::Value> table, std::string_view in) : table_(table), in_(in) {}

  // Each leaves `into` as it was where there is no such member, where it is null, or where it is of another kind.
  void text(std::string_view key, std::string& into);
  void flag(std::string_view key, bool& into);
  void texts(std::string_view key, std::vector<std::string>& into);
  void instant(std::string_view key, std::optional<Instant>& into);
  void date(std::string_view key, std::optional<Date>& into);
  // The object of that name; nothing: there is none.
  std::optional<json::Value> table(std::string_view key);

  void fail(std::string_view key, std::string_view expected);
  const std::optional<std::string>& trouble() const { return trouble_; }

 private:
  std::optional<json::Value> of(std::string_view key, json::Kind kind, std::string_view expected);

  std::optional<json::Value> table_;
  std::string_view in_;
  std::optional<std::string> trouble_;
};

}  // namespace assent::api
