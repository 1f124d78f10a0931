#include "wire/proofs.hpp"

#include "evidence/base64.hpp"

#include <boost/json/array.hpp>

#include <utility>

namespace assent::wire {
namespace {

boost::json::array hex_path(const std::vector<evidence::Hash>& path) {
  boost::json::array texts;
  for (const evidence::Hash& each : path) texts.emplace_back(evidence::to_hex(each));
  return texts;
}

}  // namespace

boost::json::object inclusion_json(Position entry, evidence::ByteView bytes, const ledger::LogHead& head,
                                   const std::vector<evidence::Hash>& path) {
  return {{"entry", entry_name(entry)},
          {"bytes", evidence::to_base64(bytes)},
          {"leaf", evidence::to_hex(evidence::leaf_hash(bytes))},
          {"log", head.log},
          {"size", head.size},
          {"root", evidence::to_hex(head.root)},
          {"path", hex_path(path)}};
}

boost::json::object consistency_json(const ledger::LogHead& first, const ledger::LogHead& second,
                                     const std::vector<evidence::Hash>& path) {
  return {{"log", first.log},
          {"first_size", first.size},
          {"first_root", evidence::to_hex(first.root)},
          {"second_size", second.size},
          {"second_root", evidence::to_hex(second.root)},
          {"path", hex_path(path)}};
}

}  // namespace assent::wire
