// Members: what a JSON object says under the names that are known, each of one kind. The first one that is of another
// kind is kept as a sentence, which repeats nothing that was sent. Members that nobody asked for can be told. Not
// thread-safe; lives within one reading.
#pragma once

#include "base/instant.hpp"
#include "json/document.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::api {

class Members {
 public:
  // What becomes of members that nobody asks for. To pass them over costs nothing.
  enum class Others : std::uint8_t { told, passed_over };

  // `table`: an object, or nothing, which has no members. `in`: what stands before a name in a sentence, with its dot.
  Members(std::optional<json::Value> table, std::string_view in, Others others = Others::told)
      : table_(table), in_(in), others_(others) {}

  // Each leaves `into` as it was where there is no such member, where it is null, or where it is of another kind.
  void text(std::string_view key, std::string& into);
  void flag(std::string_view key, bool& into);
  void texts(std::string_view key, std::vector<std::string>& into);
  void instant(std::string_view key, std::optional<Instant>& into);
  void date(std::string_view key, std::optional<Date>& into);
  // The object of that name; nothing: there is none.
  std::optional<json::Value> table(std::string_view key);

  // `key` is read by somebody else.
  void read_elsewhere(std::string_view key) { know(key); }

  void fail(std::string_view key, std::string_view expected);
  const std::optional<std::string>& trouble() const { return trouble_; }

  // The first member that was asked for by none of the above, as a sentence; nothing: there is none, or they are passed
  // over. Its name is repeated only if it can be no personal data.
  std::optional<std::string> unknown() const;
  // The same of a table within this one, which has been read.
  void take_unknown_of(const Members& inner);

 private:
  std::optional<json::Value> of(std::string_view key, json::Kind kind, std::string_view expected);
  void know(std::string_view key) {
    if (others_ == Others::told) known_.push_back(key);
  }

  std::optional<json::Value> table_;
  std::string_view in_;
  Others others_;
  std::optional<std::string> trouble_;
  std::vector<std::string_view> known_;
  std::optional<std::string> unknown_inside_;
};

}  // namespace assent::api
