// Certificates that a test makes for itself (P-256), valid for a day before and after now.
#pragma once

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>
#include <string>

namespace assent::http {

struct CertificateDeleter {
  void operator()(X509* certificate) const { ::X509_free(certificate); }
  void operator()(EVP_PKEY* key) const { ::EVP_PKEY_free(key); }
};

class MadeCertificate {
 public:
  // Signed by `issuer`, or self-signed. An authority may sign others.
  explicit MadeCertificate(const std::string& name, const MadeCertificate* issuer = nullptr, bool authority = false);

  std::string pem() const;
  std::string key_pem(const char* password = nullptr) const;
  std::string sha256() const;  // base64url without padding
  X509* get() const { return certificate_.get(); }
  EVP_PKEY* key() const { return key_.get(); }

 private:
  std::unique_ptr<EVP_PKEY, CertificateDeleter> key_;
  std::unique_ptr<X509, CertificateDeleter> certificate_;
};

}  // namespace assent::http
