// The inclusion and consistency vectors of transparency-dev/merkle, each named after an attack; nearly all must fail.
#include "evidence/tree.hpp"

#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <boost/json.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace assent::vectors_test {

using namespace evidence;
namespace {

namespace json = boost::json;

Bytes from_base64(std::string_view text) {
  Bytes bytes(text.size());
  const int size = EVP_DecodeBlock(bytes.data(), view_of(text).data(), static_cast<int>(text.size()));
  EXPECT_GE(size, 0) << text;
  const auto padding = text.size() - text.find_last_not_of('=') - 1;
  bytes.resize(static_cast<std::size_t>(size) - padding);
  return bytes;
}

// Some vectors have a text where a hash belongs, because it does not matter there, or as an attack. Different texts
// become different hashes.
Hash hash_at(const json::value& value) {
  const Bytes bytes = from_base64(value.as_string());
  if (bytes.size() != Hash{}.size()) return sha256_prefixed('?', bytes);
  Hash hash;
  std::copy(bytes.begin(), bytes.end(), hash.begin());
  return hash;
}

std::vector<Hash> proof_of(const json::object& vector) {
  std::vector<Hash> proof;
  if (vector.at("proof").is_null()) return proof;
  for (const auto& each : vector.at("proof").as_array()) proof.push_back(hash_at(each));
  return proof;
}

std::uint64_t number(const json::object& vector, const char* name) {
  return vector.at(name).to_number<std::uint64_t>();
}

// An attack with nothing at all where a hash belongs cannot be tried on functions that take hashes: it fails earlier.
bool lacks_a_hash(const json::object& vector) {
  return std::any_of(vector.begin(), vector.end(), [](const auto& each) {
    return each.key() != "desc" && each.value().is_string() && each.value().as_string().empty();
  });
}

bool holds(const json::object& vector, const std::string& kind) {
  if (lacks_a_hash(vector)) return false;
  if (kind == "inclusion") {
    return verify_inclusion(number(vector, "leafIdx"), number(vector, "treeSize"), hash_at(vector.at("leafHash")),
                            proof_of(vector), hash_at(vector.at("root")));
  }
  return verify_consistency(number(vector, "size1"), number(vector, "size2"), hash_at(vector.at("root1")),
                            hash_at(vector.at("root2")), proof_of(vector));
}

// Runs a folder of vectors; gives how many there were.
int run(const std::string& kind) {
  int count = 0;
  const std::string folder = ASSENT_SOURCE_DIR "/tests/evidence/vectors/merkle/" + kind;
  for (const auto& file : std::filesystem::recursive_directory_iterator(folder)) {
    if (file.path().extension() != ".json") continue;
    std::stringstream text;
    text << std::ifstream(file.path()).rdbuf();
    const json::value parsed = json::parse(text.str());
    const json::object& vector = parsed.as_object();
    EXPECT_EQ(holds(vector, kind), !vector.at("wantErr").as_bool()) << file.path();
    ++count;
  }
  return count;
}

TEST(MerkleVectors, Inclusion) { EXPECT_EQ(run("inclusion"), 98); }
TEST(MerkleVectors, Consistency) { EXPECT_EQ(run("consistency"), 98); }

}  // namespace
}  // namespace assent::vectors_test
