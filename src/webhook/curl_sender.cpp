#include "webhook/curl_sender.hpp"

#include <curl/curl.h>

#include <array>
#include <utility>

namespace assent::webhook {
namespace {

// Once in a process, before any connection; never taken back, as others of the process may use the library.
bool curl_is_ready() {
  static const bool ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  return ready;
}

std::size_t take_nothing(const char*, std::size_t size, std::size_t count, void*) { return size * count; }

tl::unexpected<Error> not_delivered(const std::string& why) {
  return fail(ErrorCode::unavailable, "the message was not delivered: " + why, "see that the address can be reached");
}

}  // namespace

struct CurlSender::Connection {
  CURL* curl = nullptr;

  Connection() = default;
  ~Connection() { curl_easy_cleanup(curl); }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
};

CurlSender::CurlSender() : CurlSender(Limits{}) {}
CurlSender::CurlSender(Limits limits) : limits_(std::move(limits)), connection_(std::make_unique<Connection>()) {}
CurlSender::~CurlSender() = default;

Result<unsigned> CurlSender::post(const Message& message) {
  if (!curl_is_ready()) return not_delivered("libcurl cannot begin");
  if (connection_->curl == nullptr) connection_->curl = curl_easy_init();
  CURL* const curl = connection_->curl;
  if (curl == nullptr) return not_delivered("there is no memory for it");
  const std::string type = "Content-Type: " + message.content_type;
  const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> headers(curl_slist_append(nullptr, type.c_str()),
                                                                            &curl_slist_free_all);
  if (headers == nullptr) return not_delivered("there is no memory for it");

  const bool secure = message.address.starts_with("https:");
  std::array<CURLcode, 16> set{};
  std::size_t at = 0;
  const auto settle = [&](CURLoption option, auto value) { set.at(at++) = curl_easy_setopt(curl, option, value); };
  curl_easy_reset(curl);
  settle(CURLOPT_URL, message.address.c_str());
  settle(CURLOPT_PROTOCOLS_STR, secure ? "https" : "http");
  settle(CURLOPT_FOLLOWLOCATION, 0L);
  settle(CURLOPT_NOSIGNAL, 1L);
  settle(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits_.connect.count()));
  settle(CURLOPT_TIMEOUT_MS, static_cast<long>(limits_.all.count()));
  settle(CURLOPT_SSL_VERIFYPEER, 1L);
  settle(CURLOPT_SSL_VERIFYHOST, 2L);
  settle(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  settle(CURLOPT_HTTPHEADER, headers.get());
  settle(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(message.body.size()));
  settle(CURLOPT_POSTFIELDS, message.body.c_str());
  settle(CURLOPT_WRITEFUNCTION, &take_nothing);
  if (!limits_.authorities.empty()) settle(CURLOPT_CAINFO, limits_.authorities.c_str());
  for (const CURLcode each : set) {
    if (each != CURLE_OK) return not_delivered(curl_easy_strerror(each));
  }
  const CURLcode done = curl_easy_perform(curl);
  if (done != CURLE_OK) return not_delivered(curl_easy_strerror(done));
  long status = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  return static_cast<unsigned>(status);
}

}  // namespace assent::webhook
