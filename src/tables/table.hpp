// Table: rows under titles, every column as wide as its widest cell. Pure.
#pragma once

#include "explanation/language.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace assent {

// What the product says in that language, made visible (base/visible.hpp). In Arabic it is written with isolates, and
// what it names of others has neither these nor line feeds any more (explanation/speech.hpp), so they stay.
std::string visible_words(std::string_view words, Language language);

enum class Align { left, right };

struct TableColumn {
  std::string title;
  Align align = Align::left;
  std::size_t width_most = 60;    // a longer cell goes on in further lines
  Language words = Language::en;  // of its cells, where they are what the product says (visible_words())
};

class Table {
 public:
  explicit Table(std::vector<TableColumn> columns) : columns_(std::move(columns)) {}

  // Each cell is made visible (base/visible.hpp). Precondition: one cell a column.
  void row(std::vector<std::string> cells);
  bool empty() const { return rows_.empty(); }

  // Each line ends in a line feed and in no blank. `bold`: the titles are set off by colour codes.
  std::string text(bool bold = false) const;

 private:
  std::vector<TableColumn> columns_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace assent
