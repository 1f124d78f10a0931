// Table: rows under titles, every column as wide as its widest cell. Pure.
#pragma once

#include "explanation/language.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace assent::tables {

// The product's own words in that language, made visible (base/visible.hpp). In Arabic they are written with isolates,
// which stay: explanation/speech.hpp has removed isolates and line feeds from the text of others.
std::string visible_words(std::string_view words, explanation::Language language);

enum class Align { left, right };

struct TableColumn {
  std::string title;
  Align align = Align::left;
  std::size_t width_most = 60;  // a longer cell continues on the next lines
  explanation::Language words =
      explanation::Language::en;  // of its cells, if they are the product's own words (visible_words())
};

class Table {
 public:
  explicit Table(std::vector<TableColumn> columns) : columns_(std::move(columns)) {}

  // Each cell is made visible (base/visible.hpp). Precondition: one cell for each column.
  void row(std::vector<std::string> cells);
  bool empty() const { return rows_.empty(); }

  // Each line ends in a line feed, with no blank before it. `bold`: the titles have colour codes.
  std::string text(bool bold = false) const;

 private:
  std::vector<TableColumn> columns_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace assent::tables
