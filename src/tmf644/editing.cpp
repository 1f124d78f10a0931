#include "tmf644/editing.hpp"

#include "json/patch.hpp"
#include "tmf644/rendering.hpp"
#include "tmf644/versions.hpp"

#include <string>
#include <utility>

namespace assent::tmf644 {
namespace {

using json::Kind;
using json::Tree;

constexpr std::size_t kMostDepth = 30;  // with room for the list around documents

Result<Tree> by_merging(const Tree& now, const Tree& patch) {
  if (!patch.is(Kind::table)) {
    return fail(ErrorCode::invalid, "the change is not an object", "send the members that change");
  }
  return json::merged(now, patch);
}

// Version 5's examples send a single operation without a list.
Result<Tree> by_operations(const Tree& now, const Tree& patch) {
  Tree list = json::list_tree();
  if (patch.is(Kind::table)) list.items.push_back(patch);
  else list = patch;
  auto done = json::patched(now, list, {kMostDocumentBytes, kMostDepth});
  if (done) return *std::move(done);
  const std::string number = std::to_string(done.error().operation + 1);
  switch (done.error().kind) {
    case json::PatchFault::Kind::malformed: break;
    case json::PatchFault::Kind::no_such_place:
      return fail(ErrorCode::invalid, "operation " + number + " is about a place that there is not", "mend its path");
    case json::PatchFault::Kind::test_failed:
      return fail(ErrorCode::conflict, "the test in operation " + number + " failed", "get the document again");
    case json::PatchFault::Kind::too_large:
      return fail(ErrorCode::invalid, "with operation " + number + " the document is too large", "send less");
  }
  return fail(ErrorCode::invalid, "operation " + number + " is no operation of JSON Patch", "see RFC 6902");
}

}  // namespace

Result<Tree> edited(const Document& before, Version version, std::string_view address, const Tree& change,
                    bool operations) {
  const Tree now = shown(before, version, address);
  Tree content = TRY(operations ? by_operations(now, change) : by_merging(now, change));
  for (const std::string_view fixed : {"id", "href"}) {
    const Tree* const sent = content.find(fixed);
    if (sent == nullptr || *sent != *now.find(fixed)) {
      return fail(ErrorCode::invalid, "`" + std::string(fixed) + "` cannot be changed", "leave it out");
    }
    content.remove(fixed);
  }
  // What the ledger says, and not the sender, is not kept as theirs.
  const Tree stored = in_version(version, before.resource, before.content);
  for (const std::string_view ours : {"creationDate", "lastUpdate"}) {
    const Tree* const there = content.find(ours);
    if (stored.find(ours) == nullptr && there != nullptr && *there == *now.find(ours)) content.remove(ours);
  }
  if (const auto fault = fault_in(before.resource, version, content)) {
    return fail(ErrorCode::invalid, *fault, "nothing was recorded; send it right");
  }
  return content == stored ? before.content : std::move(content);
}

}  // namespace assent::tmf644
