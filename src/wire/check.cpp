#include "wire/check.hpp"

#include <boost/json/array.hpp>

#include <utility>

namespace assent::wire {
namespace {

namespace json = boost::json;

}  // namespace

json::object check_json(std::string_view file, const Issues& issues) {
  json::array array;
  for (const Issue& issue : issues) {
    array.push_back(json::object{{"file", issue.file},
                                 {"line", issue.line},
                                 {"column", issue.column},
                                 {"problem", issue.problem},
                                 {"mend", issue.mend}});
  }
  return {{"file", file}, {"ok", issues.empty()}, {"issues", std::move(array)}};
}

}  // namespace assent::wire
