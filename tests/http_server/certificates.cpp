#include "http_server/certificates.hpp"

#include <openssl/bio.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>

namespace assent::http {
namespace {

constexpr long kDay = 24L * 60 * 60;

std::string text_of(BIO* bio) {
  char* bytes = nullptr;
  const long size = ::BIO_get_mem_data(bio, &bytes);
  std::string text(bytes, static_cast<std::size_t>(size));
  ::BIO_free_all(bio);
  return text;
}

void extend(X509* certificate, X509* issuer, int which, const char* value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  ::X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  X509_EXTENSION* const extension = ::X509V3_EXT_conf_nid(nullptr, &context, which, value);
  ::X509_add_ext(certificate, extension, -1);
  ::X509_EXTENSION_free(extension);
}

}  // namespace

MadeCertificate::MadeCertificate(const std::string& name, const MadeCertificate* issuer, bool authority)
    : key_(EVP_EC_gen("P-256")), certificate_(::X509_new()) {
  static std::atomic<long> serial{1};
  X509* const it = certificate_.get();
  ::X509_set_version(it, X509_VERSION_3);
  ::ASN1_INTEGER_set(::X509_get_serialNumber(it), serial++);
  ::X509_gmtime_adj(::X509_getm_notBefore(it), -kDay);
  ::X509_gmtime_adj(::X509_getm_notAfter(it), kDay);
  X509_NAME* const subject = ::X509_get_subject_name(it);
  const auto add = [&](const char* field, const std::string& value) {
    ::X509_NAME_add_entry_by_txt(subject, field, MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(value.data()),
                                 static_cast<int>(value.size()), -1, 0);
  };
  add("O", "Carrier, Ltd.");
  add("CN", name);
  X509* const from = issuer ? issuer->get() : it;
  ::X509_set_issuer_name(it, ::X509_get_subject_name(from));
  ::X509_set_pubkey(it, key_.get());
  if (authority) extend(it, from, NID_basic_constraints, "critical,CA:TRUE");
  ::X509_sign(it, issuer ? issuer->key() : key_.get(), ::EVP_sha256());
}

std::string MadeCertificate::pem() const {
  BIO* const bio = ::BIO_new(::BIO_s_mem());
  ::PEM_write_bio_X509(bio, certificate_.get());
  return text_of(bio);
}

std::string MadeCertificate::key_pem(const char* password) const {
  BIO* const bio = ::BIO_new(::BIO_s_mem());
  if (password) {
    ::PEM_write_bio_PKCS8PrivateKey(bio, key_.get(), ::EVP_aes_256_cbc(), password,
                                    static_cast<int>(std::strlen(password)), nullptr, nullptr);
  } else {
    ::PEM_write_bio_PrivateKey(bio, key_.get(), nullptr, nullptr, 0, nullptr, nullptr);
  }
  return text_of(bio);
}

std::string MadeCertificate::sha256() const {
  std::array<unsigned char, 32> hash{};
  ::X509_digest(certificate_.get(), ::EVP_sha256(), hash.data(), nullptr);
  std::array<unsigned char, 45> text{};
  const int size = ::EVP_EncodeBlock(text.data(), hash.data(), static_cast<int>(hash.size()));
  std::string out(text.begin(), text.begin() + size);
  std::ranges::replace(out, '+', '-');
  std::ranges::replace(out, '/', '_');
  out.erase(out.find_last_not_of('=') + 1);
  return out;
}

}  // namespace assent::http
