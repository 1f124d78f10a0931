#include "access/public_key.hpp"

#include "access/openssl.hpp"
#include "access/weak_modulus.hpp"
#include "evidence/base64.hpp"
#include "evidence/signature.hpp"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>

#include <algorithm>
#include <string>
#include <utility>

namespace assent::access {

using evidence::Bytes;
namespace {

constexpr std::size_t kLeastModulusBits = 2048;
constexpr std::size_t kMostModulusBits = 8192;

enum class Family { rsa, pss, ecdsa, eddsa };

// What an algorithm asks of its keys and signatures.
struct Demand {
  Family family;
  const EVP_MD* (*hash)();
  std::string_view curve;      // `crv`
  const char* group;           // the same, as OpenSSL calls it
  std::size_t coordinate = 0;  // bytes
};

Demand demand_of(Algorithm algorithm) {
  switch (algorithm) {
    case Algorithm::rs256: return {Family::rsa, EVP_sha256, "", nullptr};
    case Algorithm::rs384: return {Family::rsa, EVP_sha384, "", nullptr};
    case Algorithm::rs512: return {Family::rsa, EVP_sha512, "", nullptr};
    case Algorithm::ps256: return {Family::pss, EVP_sha256, "", nullptr};
    case Algorithm::ps384: return {Family::pss, EVP_sha384, "", nullptr};
    case Algorithm::ps512: return {Family::pss, EVP_sha512, "", nullptr};
    case Algorithm::es256: return {Family::ecdsa, EVP_sha256, "P-256", "P-256", 32};
    case Algorithm::es384: return {Family::ecdsa, EVP_sha384, "P-384", "P-384", 48};
    case Algorithm::es512: return {Family::ecdsa, EVP_sha512, "P-521", "P-521", 66};
    case Algorithm::eddsa:
    case Algorithm::ed25519: return {Family::eddsa, nullptr, "Ed25519", nullptr, 32};
  }
  return {Family::eddsa, nullptr, "", nullptr};
}

std::string_view key_type_of(Family family) {
  switch (family) {
    case Family::rsa:
    case Family::pss: return "RSA";
    case Family::ecdsa: return "EC";
    case Family::eddsa: return "OKP";
  }
  return "";
}

// Whether the member is absent, or the text.
bool absent_or(const json::Value& jwk, std::string_view member, std::string_view text) {
  const auto value = jwk.find(member);
  return !value || (value->is(json::Kind::text) && value->text() == text);
}

bool is_text(const json::Value& jwk, std::string_view member, std::string_view text) {
  return jwk.find(member).has_value() && absent_or(jwk, member, text);
}

// RFC 7517, 4.3.
bool operations_allow(const json::Value& jwk) {
  const auto operations = jwk.find("key_ops");
  if (!operations) return true;
  if (!operations->is(json::Kind::list)) return false;
  for (const auto& each : *operations) {
    if (each.value.is(json::Kind::text) && each.value.text() == "verify") return true;
  }
  return false;
}

// Of base64url without leading zero bytes (RFC 7518, 2: Base64urlUInt; some write one all the same). Empty: none.
Bytes whole_number(const json::Value& jwk, std::string_view member) {
  const auto value = jwk.find(member);
  if (!value || !value->is(json::Kind::text)) return {};
  Bytes bytes = evidence::from_base64url(value->text()).value_or(Bytes{});
  bytes.erase(bytes.begin(), std::ranges::find_if(bytes, [](std::uint8_t byte) { return byte != 0; }));
  return bytes;
}

// Of exactly this many bytes (RFC 7518, 6.2.1.2). Empty: it is not.
Bytes coordinate(const json::Value& jwk, std::string_view member, std::size_t bytes) {
  const auto value = jwk.find(member);
  if (!value || !value->is(json::Kind::text)) return {};
  Bytes read = evidence::from_base64url(value->text()).value_or(Bytes{});
  if (read.size() != bytes) read.clear();
  return read;
}

std::size_t bits_of(const Bytes& number) {
  std::size_t bits = number.size() * 8;
  for (std::uint8_t first = number.front(); first < 0x80; first = static_cast<std::uint8_t>(first << 1)) --bits;
  return bits;
}

std::shared_ptr<EVP_PKEY> key_from(const char* type, OSSL_PARAM_BLD* values) {
  const OpenSsl<OSSL_PARAM, OSSL_PARAM_free> parameters(OSSL_PARAM_BLD_to_param(values));
  const OpenSsl<EVP_PKEY_CTX, EVP_PKEY_CTX_free> context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
  EVP_PKEY* key = nullptr;
  if (!parameters || !context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1) {
    EVP_PKEY_free(key);
    return nullptr;
  }
  return {key, EVP_PKEY_free};
}

std::shared_ptr<EVP_PKEY> rsa_key(const json::Value& jwk) {
  const Bytes modulus = whole_number(jwk, "n");
  const Bytes exponent = whole_number(jwk, "e");
  if (modulus.empty() || bits_of(modulus) < kLeastModulusBits || bits_of(modulus) > kMostModulusBits) return nullptr;
  if (exponent.empty() || exponent.size() > 4 || exponent.back() % 2 == 0 || exponent == Bytes{1}) return nullptr;
  if (modulus.back() % 2 == 0 || shows_its_primes(modulus)) return nullptr;
  const OpenSsl<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free> values(OSSL_PARAM_BLD_new());
  const OpenSsl<BIGNUM, BN_free> n(BN_bin2bn(modulus.data(), static_cast<int>(modulus.size()), nullptr));
  const OpenSsl<BIGNUM, BN_free> e(BN_bin2bn(exponent.data(), static_cast<int>(exponent.size()), nullptr));
  if (!values || !n || !e || OSSL_PARAM_BLD_push_BN(values.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) != 1 ||
      OSSL_PARAM_BLD_push_BN(values.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) != 1) {
    return nullptr;
  }
  return key_from("RSA", values.get());
}

std::shared_ptr<EVP_PKEY> ec_key(const json::Value& jwk, const Demand& demand) {
  const Bytes x = coordinate(jwk, "x", demand.coordinate);
  const Bytes y = coordinate(jwk, "y", demand.coordinate);
  if (x.empty() || y.empty()) return nullptr;
  Bytes point{POINT_CONVERSION_UNCOMPRESSED};
  point.insert(point.end(), x.begin(), x.end());
  point.insert(point.end(), y.begin(), y.end());
  const OpenSsl<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free> values(OSSL_PARAM_BLD_new());
  if (!values || OSSL_PARAM_BLD_push_utf8_string(values.get(), OSSL_PKEY_PARAM_GROUP_NAME, demand.group, 0) != 1 ||
      OSSL_PARAM_BLD_push_octet_string(values.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()) != 1) {
    return nullptr;
  }
  auto key = key_from("EC", values.get());
  if (!key) return nullptr;
  const OpenSsl<EVP_PKEY_CTX, EVP_PKEY_CTX_free> context(EVP_PKEY_CTX_new_from_pkey(nullptr, key.get(), nullptr));
  return context && EVP_PKEY_public_check(context.get()) == 1 ? key : nullptr;
}

// r and s as OpenSSL wants them. Empty: they are none.
Bytes der_of(evidence::ByteView signature, std::size_t bytes) {
  if (signature.size() != 2 * bytes) return {};
  const OpenSsl<ECDSA_SIG, ECDSA_SIG_free> pair(ECDSA_SIG_new());
  OpenSsl<BIGNUM, BN_free> r(BN_bin2bn(signature.data(), static_cast<int>(bytes), nullptr));
  OpenSsl<BIGNUM, BN_free> s(BN_bin2bn(signature.data() + bytes, static_cast<int>(bytes), nullptr));
  if (!pair || !r || !s || BN_is_zero(r.get()) || BN_is_zero(s.get())) return {};
  if (ECDSA_SIG_set0(pair.get(), r.get(), s.get()) != 1) return {};
  static_cast<void>(r.release());
  static_cast<void>(s.release());
  const int size = i2d_ECDSA_SIG(pair.get(), nullptr);
  if (size <= 0) return {};
  Bytes der(static_cast<std::size_t>(size));
  std::uint8_t* to = der.data();
  i2d_ECDSA_SIG(pair.get(), &to);
  return der;
}

bool digest_verify(EVP_PKEY* key, const Demand& demand, evidence::ByteView message, evidence::ByteView signature) {
  const OpenSsl<EVP_MD_CTX, EVP_MD_CTX_free> context(EVP_MD_CTX_new());
  EVP_PKEY_CTX* settings = nullptr;
  if (!context || EVP_DigestVerifyInit(context.get(), &settings, demand.hash(), nullptr, key) != 1) return false;
  if (demand.family == Family::pss && (EVP_PKEY_CTX_set_rsa_padding(settings, RSA_PKCS1_PSS_PADDING) != 1 ||
                                       EVP_PKEY_CTX_set_rsa_pss_saltlen(settings, RSA_PSS_SALTLEN_DIGEST) != 1)) {
    return false;
  }
  return EVP_DigestVerify(context.get(), signature.data(), signature.size(), message.data(), message.size()) == 1;
}

}  // namespace

std::optional<PublicKey> PublicKey::read(const json::Value& jwk, Algorithm algorithm) {
  const NoOpenSslErrors quiet;
  const Demand demand = demand_of(algorithm);
  if (!jwk.is(json::Kind::table) || !is_text(jwk, "kty", key_type_of(demand.family)) ||
      !absent_or(jwk, "alg", to_string(algorithm)) || !absent_or(jwk, "use", "sig") || !operations_allow(jwk)) {
    return std::nullopt;
  }
  if (jwk.find("d")) return std::nullopt;  // anyone who has read it can sign
  if (!demand.curve.empty() && !is_text(jwk, "crv", demand.curve)) return std::nullopt;
  if (demand.family == Family::eddsa) {
    const Bytes point = coordinate(jwk, "x", demand.coordinate);
    if (point.empty()) return std::nullopt;
    evidence::Hash key;
    std::ranges::copy(point, key.begin());
    return PublicKey(algorithm, key);
  }
  auto key = demand.family == Family::ecdsa ? ec_key(jwk, demand) : rsa_key(jwk);
  if (!key) return std::nullopt;
  return PublicKey(algorithm, std::move(key));
}

bool PublicKey::verify(evidence::ByteView message, evidence::ByteView signature) const {
  const NoOpenSslErrors quiet;
  const Demand demand = demand_of(algorithm_);
  switch (demand.family) {
    case Family::eddsa: return evidence::ed25519_verify(ed25519_, message, signature);
    case Family::ecdsa: {
      const Bytes der = der_of(signature, demand.coordinate);
      return !der.empty() && digest_verify(key_.get(), demand, message, der);
    }
    case Family::rsa:
    case Family::pss:
      return signature.size() == static_cast<std::size_t>(EVP_PKEY_get_size(key_.get())) &&
             digest_verify(key_.get(), demand, message, signature);
  }
  return false;
}

}  // namespace assent::access
