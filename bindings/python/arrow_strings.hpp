// Columns of strings that export Arrow's C data interface, read without copying.
#pragma once

#include <assent/c.h>
#include <nanobind/nanobind.h>

#include <functional>
#include <memory>
#include <vector>

namespace assent_python {

// Keeps the memory of the texts.
class ArrowStrings {
 public:
  // Whether the object exports an array or a stream of arrays.
  static bool exported_by(nanobind::handle object);

  // Nothing: its values are not strings, or they have a layout that is not read here (views, dictionaries). A missing
  // value is an empty text. Raises what the exporter raises.
  static std::unique_ptr<ArrowStrings> of(nanobind::handle object);

  const std::vector<assent_text>& texts() const { return texts_; }

 private:
  std::vector<assent_text> texts_;
  std::vector<std::shared_ptr<void>> kept_;
};

}  // namespace assent_python
