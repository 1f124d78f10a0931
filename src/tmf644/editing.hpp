// Editing: what a document says after a client's change of it. Pure.
#pragma once

#include "base/result.hpp"
#include "json/tree.hpp"
#include "tmf644/document.hpp"
#include "tmf644/resource.hpp"

#include <cstddef>
#include <string_view>

namespace assent::tmf644 {

inline constexpr std::size_t kMostDocumentBytes = std::size_t{64} << 10;

// The client sees the document as that version shows it. `operations`: the change is a JSON Patch, else it is merged.
// A change to nothing gives the content as it is kept.
//
//   invalid   the change cannot be applied, changes `id` or `href`, or leaves a document with a fault
//   conflict  a test of the JSON Patch failed
Result<json::Tree> edited(const Document& before, Version version, std::string_view address, const json::Tree& change,
                          bool operations);

}  // namespace assent::tmf644
