#include "email/dkim.hpp"

#include "base/ascii.hpp"
#include "evidence/base64.hpp"

#include <fmt/format.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>

namespace assent::email {
namespace {

// Signed where they are there.
constexpr std::array<std::string_view, 13> kSigned = {"from",
                                                      "reply-to",
                                                      "to",
                                                      "subject",
                                                      "date",
                                                      "message-id",
                                                      "list-unsubscribe",
                                                      "list-unsubscribe-post",
                                                      "auto-submitted",
                                                      "content-type",
                                                      "content-transfer-encoding",
                                                      "content-language",
                                                      "mime-version"};
// Named once more than they are there, so that nobody adds another one (RFC 6376, 8.15).
constexpr std::array<std::string_view, 8> kNoSecond = {
    "from", "reply-to", "to", "subject", "date", "message-id", "list-unsubscribe", "list-unsubscribe-post"};

bool is_blank_character(char c) { return c == ' ' || c == '\t'; }

struct BioEnd {
  void operator()(BIO* bio) const { ::BIO_free(bio); }
};
struct KeyContextEnd {
  void operator()(EVP_PKEY_CTX* context) const { ::EVP_PKEY_CTX_free(context); }
};
struct DigestContextEnd {
  void operator()(EVP_MD_CTX* context) const { ::EVP_MD_CTX_free(context); }
};

int no_password(char*, int, int, void*) { return -1; }

// Whether a line in the body is already as the relaxed form has it: no blank at its end, no tab, no two blanks.
bool is_relaxed(std::string_view line) {
  if (line.empty()) return true;
  if (is_blank_character(line.back()) || std::memchr(line.data(), '\t', line.size()) != nullptr) return false;
  return line.find("  ") == std::string_view::npos;
}

std::string relaxed_line(std::string_view line) {
  std::string relaxed;
  bool blank = false;
  for (const char c : line) {
    if (is_blank_character(c)) {
      blank = true;
      continue;
    }
    if (blank) relaxed += ' ';
    blank = false;
    relaxed += c;
  }
  return relaxed;
}

struct HeaderLine {
  std::string name;  // small
  std::string_view line;
};

std::vector<HeaderLine> header_lines(std::string_view headers) {
  std::vector<HeaderLine> lines;
  for (std::size_t at = 0; at < headers.size();) {
    std::size_t end = headers.find("\r\n", at);
    while (end != std::string_view::npos && end + 2 < headers.size() && is_blank_character(headers[end + 2])) {
      end = headers.find("\r\n", end + 2);
    }
    end = std::min(end, headers.size());
    const std::string_view line = headers.substr(at, end - at);
    std::string name(line.substr(0, std::min(line.find(':'), line.size())));
    while (!name.empty() && is_blank_character(name.back())) name.pop_back();
    std::ranges::transform(name, name.begin(), small);
    lines.push_back({std::move(name), line});
    at = end + 2;
  }
  return lines;
}

bool is_dns_name(std::string_view text) {
  return !text.empty() && text.size() <= 253 && text.front() != '.' && text.back() != '.' &&
         std::ranges::all_of(text,
                             [](char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '.' || c == '_'; });
}

// Base 64, folded: a line of a header holds no more than 998 characters, and 76 is usual.
std::string folded_base64(evidence::ByteView bytes) {
  const std::string text = evidence::to_base64(bytes);
  std::string folded;
  for (std::size_t at = 0; at < text.size(); at += 72) {
    if (at > 0) folded += "\r\n ";
    folded += text.substr(at, 72);
  }
  return folded;
}

}  // namespace

Result<DkimKey> DkimKey::read(std::string_view pem) {
  const std::unique_ptr<BIO, BioEnd> bio(
      ::BIO_new_mem_buf(pem.data(), static_cast<int>(std::min<std::size_t>(pem.size(), 1U << 20U))));
  std::shared_ptr<EVP_PKEY> key(::PEM_read_bio_PrivateKey(bio.get(), nullptr, no_password, nullptr), ::EVP_PKEY_free);
  ::ERR_clear_error();
  const std::string mend =
      "make one with `openssl genpkey -algorithm ed25519`, or with `-algorithm rsa -pkeyopt rsa_keygen_bits:2048`";
  if (!key) return fail(ErrorCode::invalid, "the DKIM key is no private key in PEM without a password", mend);
  switch (::EVP_PKEY_get_base_id(key.get())) {
    case EVP_PKEY_ED25519: return DkimKey(std::move(key), DkimAlgorithm::ed25519_sha256);
    case EVP_PKEY_RSA: {
      const int bits = ::EVP_PKEY_get_bits(key.get());
      if (bits < 2048 || bits > 4096) {
        return fail(ErrorCode::invalid, fmt::format("the DKIM key has {} bits, and must have 2048 to 4096", bits),
                    mend);
      }
      return DkimKey(std::move(key), DkimAlgorithm::rsa_sha256);
    }
    default: return fail(ErrorCode::invalid, "the DKIM key is neither Ed25519 nor RSA", mend);
  }
}

std::string DkimKey::dns_record() const {
  switch (algorithm_) {
    case DkimAlgorithm::ed25519_sha256: {
      std::array<std::uint8_t, 32> bytes{};
      std::size_t size = bytes.size();
      ::EVP_PKEY_get_raw_public_key(key_.get(), bytes.data(), &size);
      return "v=DKIM1; k=ed25519; p=" + evidence::to_base64(bytes);
    }
    case DkimAlgorithm::rsa_sha256: {
      unsigned char* encoded = nullptr;
      const int size = ::i2d_PUBKEY(key_.get(), &encoded);
      std::string record =
          "v=DKIM1; k=rsa; p=" + evidence::to_base64({encoded, static_cast<std::size_t>(std::max(size, 0))});
      ::OPENSSL_free(encoded);
      return record;
    }
  }
  return {};
}

std::string DkimKey::sign(const evidence::Hash& hash) const {
  std::array<std::uint8_t, 512> signature{};
  std::size_t size = signature.size();
  bool done = false;
  switch (algorithm_) {
    case DkimAlgorithm::ed25519_sha256: {
      const std::unique_ptr<EVP_MD_CTX, DigestContextEnd> context(::EVP_MD_CTX_new());
      done = ::EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key_.get()) == 1 &&
             ::EVP_DigestSign(context.get(), signature.data(), &size, hash.data(), hash.size()) == 1;
      break;
    }
    case DkimAlgorithm::rsa_sha256: {
      const std::unique_ptr<EVP_PKEY_CTX, KeyContextEnd> context(::EVP_PKEY_CTX_new(key_.get(), nullptr));
      done = ::EVP_PKEY_sign_init(context.get()) == 1 &&
             ::EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PADDING) == 1 &&
             ::EVP_PKEY_CTX_set_signature_md(context.get(), ::EVP_sha256()) == 1 &&
             ::EVP_PKEY_sign(context.get(), signature.data(), &size, hash.data(), hash.size()) == 1;
      break;
    }
  }
  return done ? folded_base64({signature.data(), size}) : std::string();
}

Result<DkimSigner> DkimSigner::make(std::string domain, std::vector<DkimSelector> keys) {
  if (!is_dns_name(domain)) {
    return fail(ErrorCode::invalid, "`" + domain + "` is no domain that can sign",
                "write it in ASCII, such as example.com");
  }
  if (keys.empty()) return fail(ErrorCode::invalid, "there is no DKIM key", "name at least one");
  for (const DkimSelector& each : keys) {
    if (!is_dns_name(each.selector)) {
      return fail(ErrorCode::invalid, "`" + each.selector + "` is no DKIM selector",
                  "use letters and digits, such as 2026a");
    }
  }
  return DkimSigner(std::move(domain), std::move(keys));
}

std::string DkimSigner::sign(std::string_view headers, std::string_view body, Instant now) const {
  const std::vector<HeaderLine> lines = header_lines(headers);
  std::string names;
  std::string covered;
  for (const std::string_view name : kSigned) {
    // Several of one name are taken from the last to the first (5.4.2).
    for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
      if (line->name != name) continue;
      names += names.empty() ? "" : ":";
      names += name;
      covered += relaxed_header(line->line) + "\r\n";
    }
  }
  for (const std::string_view name : kNoSecond) names += ":" + std::string(name);

  const std::string body_hash = evidence::to_base64(relaxed_body_hash(body));
  std::string signatures;
  for (const DkimSelector& each : keys_) {
    std::string header =
        fmt::format("DKIM-Signature: v=1; a={}; c=relaxed/relaxed; d={};\r\n s={}; t={};\r\n bh={};\r\n h=",
                    each.key.algorithm() == DkimAlgorithm::rsa_sha256 ? "rsa-sha256" : "ed25519-sha256", domain_,
                    each.selector, std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count(), body_hash);
    std::size_t column = 3;
    for (std::size_t at = 0; at < names.size();) {
      const std::size_t end = std::min(names.find(':', at), names.size() - 1) + 1;
      if (column + end - at > 74) {
        header += "\r\n  ";
        column = 2;
      }
      header.append(names, at, end - at);
      column += end - at;
      at = end;
    }
    header += ";\r\n b=";
    evidence::Sha256Stream stream;
    stream.update(evidence::view_of(covered));
    stream.update(evidence::view_of(relaxed_header(header)));
    signatures += header + each.key.sign(stream.finish()) + "\r\n";
  }
  return signatures;
}

evidence::Hash relaxed_body_hash(std::string_view body) {
  evidence::Sha256Stream stream;
  // Empty lines wait until a line follows: those at the end do not count.
  std::size_t empty_lines = 0;
  // What waits to be hashed as it is.
  std::size_t begin = 0;
  std::size_t end = 0;
  const auto hash_waiting = [&] {
    if (end > begin) stream.update(evidence::view_of(body.substr(begin, end - begin)));
  };
  for (std::size_t at = 0; at < body.size();) {
    const std::size_t line_end = std::min(body.find("\r\n", at), body.size());
    const std::string_view line = body.substr(at, line_end - at);
    const std::size_t next = std::min(line_end + 2, body.size());
    const bool ended = line_end + 2 <= body.size();
    if (ended && is_relaxed(line)) {
      if (line.empty()) {
        ++empty_lines;
      } else {
        // Empty lines between two that stay as they are stay, too.
        if (at - end != 2 * empty_lines || end == begin) {
          hash_waiting();
          for (; empty_lines > 0; --empty_lines) stream.update(evidence::view_of("\r\n"));
          begin = at;
        }
        empty_lines = 0;
        end = next;
      }
    } else {
      hash_waiting();
      begin = end = next;
      const std::string relaxed = relaxed_line(line);
      if (relaxed.empty()) {
        ++empty_lines;
      } else {
        for (; empty_lines > 0; --empty_lines) stream.update(evidence::view_of("\r\n"));
        stream.update(evidence::view_of(relaxed));
        stream.update(evidence::view_of("\r\n"));
      }
    }
    at = next;
  }
  hash_waiting();
  return stream.finish();
}

std::string relaxed_header(std::string_view line) {
  const std::size_t colon = std::min(line.find(':'), line.size());
  std::string relaxed(line.substr(0, colon));
  std::ranges::transform(relaxed, relaxed.begin(), small);
  while (!relaxed.empty() && is_blank_character(relaxed.back())) relaxed.pop_back();
  relaxed += ':';
  bool blank = false;
  const std::size_t name = relaxed.size();
  for (const char c : line.substr(std::min(colon + 1, line.size()))) {
    if (c == '\r' || c == '\n') continue;
    if (is_blank_character(c)) {
      blank = true;
      continue;
    }
    if (blank && relaxed.size() > name) relaxed += ' ';
    blank = false;
    relaxed += c;
  }
  return relaxed;
}

}  // namespace assent::email
