#include "arrow_strings.hpp"

#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <string_view>

namespace nb = nanobind;

// The Arrow C data and stream interfaces, as https://arrow.apache.org/docs/format/CDataInterface.html describes them.
struct ArrowSchema {
  const char* format;
  const char* name;
  const char* metadata;
  std::int64_t flags;
  std::int64_t n_children;
  ArrowSchema** children;
  ArrowSchema* dictionary;
  void (*release)(ArrowSchema*);
  void* private_data;
};
struct ArrowArray {
  std::int64_t length;
  std::int64_t null_count;
  std::int64_t offset;
  std::int64_t n_buffers;
  std::int64_t n_children;
  const void** buffers;
  ArrowArray** children;
  ArrowArray* dictionary;
  void (*release)(ArrowArray*);
  void* private_data;
};
struct ArrowArrayStream {
  int (*get_schema)(ArrowArrayStream*, ArrowSchema*);
  int (*get_next)(ArrowArrayStream*, ArrowArray*);
  const char* (*get_last_error)(ArrowArrayStream*);
  void (*release)(ArrowArrayStream*);
  void* private_data;
};

namespace assent_python {
namespace {

template <class Struct>
struct Released {
  Struct held{};
  Released() = default;
  Released(const Released&) = delete;
  Released& operator=(const Released&) = delete;
  ~Released() {
    if (held.release != nullptr) held.release(&held);
  }
};

template <class Struct>
Struct* in_capsule(nb::handle capsule, const char* name) {
  void* found = PyCapsule_GetPointer(capsule.ptr(), name);
  if (found == nullptr) throw nb::python_error();
  return static_cast<Struct*>(found);
}

bool is_there(const std::uint8_t* validity, std::int64_t place) {
  return validity == nullptr || ((validity[place / 8] >> (place % 8)) & 1) != 0;
}

template <class Offset>
void add(const ArrowArray& array, std::vector<assent_text>& texts) {
  const auto* validity = array.null_count == 0 ? nullptr : static_cast<const std::uint8_t*>(array.buffers[0]);
  const auto* offsets = static_cast<const Offset*>(array.buffers[1]);
  const auto* data = static_cast<const char*>(array.buffers[2]);
  texts.reserve(texts.size() + static_cast<std::size_t>(array.length));
  for (std::int64_t i = array.offset; i < array.offset + array.length; ++i) {
    const bool there = is_there(validity, i);
    texts.push_back(there && data != nullptr
                        ? assent_text{data + offsets[i], static_cast<std::size_t>(offsets[i + 1] - offsets[i])}
                        : assent_text{"", 0});
  }
}

enum class Layout { strings, large_strings, another };

Layout layout_of(const ArrowSchema& schema) {
  const std::string_view format = schema.format;
  if (schema.dictionary != nullptr) return Layout::another;
  if (format == "u") return Layout::strings;
  return format == "U" ? Layout::large_strings : Layout::another;
}

void add(const ArrowArray& array, Layout layout, std::vector<assent_text>& texts) {
  if (array.length == 0) return;
  if (layout == Layout::strings) add<std::int32_t>(array, texts);
  else add<std::int64_t>(array, texts);
}

}  // namespace

bool ArrowStrings::exported_by(nb::handle object) {
  return nb::hasattr(object, "__arrow_c_array__") || nb::hasattr(object, "__arrow_c_stream__");
}

std::unique_ptr<ArrowStrings> ArrowStrings::of(nb::handle object) {
  auto made = std::make_unique<ArrowStrings>();
  if (nb::hasattr(object, "__arrow_c_array__")) {
    const nb::object pair = object.attr("__arrow_c_array__")();
    const nb::object schema = pair[0];
    const nb::object array = pair[1];
    const Layout layout = layout_of(*in_capsule<ArrowSchema>(schema, "arrow_schema"));
    if (layout == Layout::another) return nullptr;
    // Taken over, so that the capsule does not free it.
    auto taken = std::make_shared<Released<ArrowArray>>();
    auto* exported = in_capsule<ArrowArray>(array, "arrow_array");
    taken->held = *exported;
    exported->release = nullptr;
    add(taken->held, layout, made->texts_);
    made->kept_.push_back(std::move(taken));
    return made;
  }
  const nb::object capsule = object.attr("__arrow_c_stream__")();
  auto* stream = in_capsule<ArrowArrayStream>(capsule, "arrow_array_stream");
  const auto check = [&](int failed) {
    if (failed == 0) return;
    const char* why = stream->get_last_error(stream);
    throw std::runtime_error(why == nullptr ? "the column cannot be read" : why);
  };
  Released<ArrowSchema> schema;
  check(stream->get_schema(stream, &schema.held));
  const Layout layout = layout_of(schema.held);
  if (layout == Layout::another) return nullptr;
  while (true) {
    auto piece = std::make_shared<Released<ArrowArray>>();
    check(stream->get_next(stream, &piece->held));
    if (piece->held.release == nullptr) return made;
    add(piece->held, layout, made->texts_);
    made->kept_.push_back(std::move(piece));
  }
}

}  // namespace assent_python
