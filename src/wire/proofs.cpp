#include "wire/proofs.hpp"

#include "evidence/base64.hpp"

#include <boost/json/array.hpp>

#include <utility>

namespace assent {
namespace {

boost::json::array hex_path(const std::vector<Hash>& path) {
  boost::json::array texts;
  for (const Hash& each : path) texts.emplace_back(to_hex(each));
  return texts;
}

}  // namespace

boost::json::object inclusion_json(Position entry, ByteView bytes, const LogHead& head, const std::vector<Hash>& path) {
  return {{"entry", entry_name(entry)},
          {"bytes", to_base64(bytes)},
          {"leaf", to_hex(leaf_hash(bytes))},
          {"log", head.log},
          {"size", head.size},
          {"root", to_hex(head.root)},
          {"path", hex_path(path)}};
}

boost::json::object consistency_json(const LogHead& first, const LogHead& second, const std::vector<Hash>& path) {
  return {{"log", first.log},           {"first_size", first.size},           {"first_root", to_hex(first.root)},
          {"second_size", second.size}, {"second_root", to_hex(second.root)}, {"path", hex_path(path)}};
}

}  // namespace assent
