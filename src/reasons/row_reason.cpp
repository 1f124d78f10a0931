#include "reasons/row_reason.hpp"

#include <iterator>

namespace assent::reasons {

RowArgument::RowArgument(std::string_view placeholder, std::string_view text)
    : name(placeholder), value(std::string(text)) {}
RowArgument::RowArgument(std::string_view placeholder, std::uint64_t number) : name(placeholder), value(number) {}
RowArgument::RowArgument(std::string_view placeholder, std::vector<std::string> words)
    : name(placeholder), value(std::move(words)) {}
RowArgument::RowArgument(std::string_view placeholder, RowReasons reasons)
    : name(placeholder), value(std::move(reasons)) {}

bool operator==(const RowArgument& one, const RowArgument& other) {
  return one.name == other.name && one.value == other.value;
}

RowReason mended(Mending done, RowReasons why) { return {done, {{"why", std::move(why)}}}; }

void add(RowReasons& reasons, RowReasons others) {
  reasons.insert(reasons.end(), std::make_move_iterator(others.begin()), std::make_move_iterator(others.end()));
}

}  // namespace assent::reasons
