#include "issuer_keys/fetched_keys.hpp"

#include <curl/curl.h>

#include <array>
#include <utility>

namespace assent::issuer_keys {
namespace {

// Once in a process, before any connection; never taken back, as others of the process may use the library.
bool curl_is_ready() {
  static const bool ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  return ready;
}

struct Received {
  std::string text;
  bool too_much = false;
};

std::size_t take(const char* bytes, std::size_t size, std::size_t count, void* to) {
  Received& received = *static_cast<Received*>(to);
  received.too_much = size * count > access::kMostKeySetBytes - received.text.size();
  if (received.too_much) return 0;  // ends the transfer
  received.text.append(bytes, size * count);
  return size * count;
}

tl::unexpected<Error> missing(const std::string& why) {
  return fail(ErrorCode::unavailable, "the issuer's keys cannot be fetched: " + why,
              "see that `keys_address` is right and can be reached from here");
}

}  // namespace

struct FetchedKeys::Connection {
  CURL* curl = nullptr;
  curl_slist* headers = nullptr;

  Connection() = default;
  ~Connection() {
    curl_slist_free_all(headers);
    curl_easy_cleanup(curl);
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
};

FetchedKeys::FetchedKeys() : FetchedKeys(Limits{}) {}
FetchedKeys::FetchedKeys(Limits limits) : limits_(std::move(limits)), connection_(std::make_unique<Connection>()) {}
FetchedKeys::~FetchedKeys() = default;

Result<std::string> FetchedKeys::fetch(const std::string& address) {
  if (!access::may_have_keys(address)) {
    return fail(ErrorCode::invalid, "keys cannot be fetched from such an address",
                "write one that begins with `https://`");
  }
  if (!curl_is_ready()) return missing("libcurl cannot begin");
  Connection& connection = *connection_;
  if (connection.curl == nullptr) connection.curl = curl_easy_init();
  if (connection.headers == nullptr) {
    connection.headers = curl_slist_append(nullptr, "Accept: application/jwk-set+json, application/json");
  }
  CURL* const curl = connection.curl;
  if (curl == nullptr || connection.headers == nullptr) return missing("there is no memory for it");

  const bool secure = address.starts_with("https:");
  Received received;
  std::array<CURLcode, 16> set{};
  std::size_t at = 0;
  const auto settle = [&](CURLoption option, auto value) { set.at(at++) = curl_easy_setopt(curl, option, value); };
  curl_easy_reset(curl);
  settle(CURLOPT_URL, address.c_str());
  settle(CURLOPT_PROTOCOLS_STR, secure ? "https" : "http");
  settle(CURLOPT_FOLLOWLOCATION, 0L);
  settle(CURLOPT_NOSIGNAL, 1L);
  settle(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits_.connect.count()));
  settle(CURLOPT_TIMEOUT_MS, static_cast<long>(limits_.all.count()));
  settle(CURLOPT_SSL_VERIFYPEER, 1L);
  settle(CURLOPT_SSL_VERIFYHOST, 2L);
  settle(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  settle(CURLOPT_HTTPHEADER, connection.headers);
  settle(CURLOPT_WRITEFUNCTION, &take);
  settle(CURLOPT_WRITEDATA, static_cast<void*>(&received));
  settle(CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(access::kMostKeySetBytes));
  if (!secure) settle(CURLOPT_NOPROXY, "*");  // this machine itself
  if (!limits_.authorities.empty()) settle(CURLOPT_CAINFO, limits_.authorities.c_str());
  for (const CURLcode each : set) {
    if (each != CURLE_OK) return missing(curl_easy_strerror(each));
  }

  const CURLcode done = curl_easy_perform(curl);
  if (received.too_much || done == CURLE_FILESIZE_EXCEEDED) return missing("they are longer than a mebibyte");
  if (done != CURLE_OK) return missing(curl_easy_strerror(done));
  long status = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  if (status != 200) return missing("the answer is " + std::to_string(status));
  return std::move(received.text);
}

}  // namespace assent::issuer_keys
