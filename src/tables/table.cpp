#include "tables/table.hpp"

#include "base/visible.hpp"
#include "tables/width.hpp"

#include <algorithm>
#include <cassert>

namespace assent::tables {
namespace {

constexpr std::size_t kGap = 2;

std::string line_of(const std::vector<std::string>& cells, const std::vector<TableColumn>& columns,
                    const std::vector<std::size_t>& widths) {
  std::string line;
  std::size_t owed = 0;  // blanks before the next text, so that none are at the end of a line
  for (std::size_t at = 0; at < cells.size(); ++at) {
    const std::size_t fill = widths[at] - display_width(cells[at]);
    if (columns[at].align == Align::right) owed += fill;
    if (!cells[at].empty()) {
      line += std::string(owed, ' ') + cells[at];
      owed = 0;
    }
    if (columns[at].align == Align::left) owed += fill;
    owed += kGap;
  }
  return line;
}

std::vector<std::string> lines_in(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t end = std::min(text.find('\n', from), text.size());
    lines.push_back(text.substr(from, end - from));
    from = end + 1;
  }
  return lines;
}

}  // namespace

std::string visible_words(std::string_view words, explanation::Language language) {
  return language == explanation::Language::ar ? visible_lines(words) : visible(words);
}

void Table::row(std::vector<std::string> cells) {
  assert(cells.size() == columns_.size());
  for (std::size_t at = 0; at < cells.size(); ++at) cells[at] = visible_words(cells[at], columns_[at].words);
  rows_.push_back(std::move(cells));
}

std::string Table::text(bool bold) const {
  std::vector<std::string> titles;
  std::vector<std::size_t> widths;
  for (const TableColumn& column : columns_) {
    titles.push_back(column.title);
    widths.push_back(display_width(column.title));
  }
  std::vector<std::vector<std::string>> lines;
  for (const auto& cells : rows_) {
    const std::size_t first = lines.size();
    lines.emplace_back(cells.size());
    for (std::size_t at = 0; at < cells.size(); ++at) {
      std::size_t line = first;
      for (std::string& part : lines_in(wrapped(cells[at], columns_[at].width_most, 0))) {
        if (line == lines.size()) lines.emplace_back(cells.size());
        widths[at] = std::max(widths[at], display_width(part));
        lines[line++][at] = std::move(part);
      }
    }
  }
  const std::string head = line_of(titles, columns_, widths);
  std::string text = bold ? "\x1b[1m" + head + "\x1b[0m\n" : head + "\n";
  for (const auto& cells : lines) text += line_of(cells, columns_, widths) + "\n";
  return text;
}

}  // namespace assent::tables
