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

constexpr std::size_t kMostFields = 64;

// A line of the response's head. A status line begins a new response: one of 1xx may go before.
std::size_t take_field(const char* line, std::size_t size, std::size_t count, void* into) {
  Response& response = *static_cast<Response*>(into);
  std::string_view text(line, size * count);
  if (text.starts_with("HTTP/")) response.headers.clear();
  while (!text.empty() && (text.back() == '\r' || text.back() == '\n' || text.back() == ' ')) text.remove_suffix(1);
  const std::size_t colon = text.find(':');
  if (colon != std::string_view::npos && response.headers.size() < kMostFields) {
    std::string_view value = text.substr(colon + 1);
    while (value.starts_with(' ')) value.remove_prefix(1);
    response.headers.emplace_back(text.substr(0, colon), value);
  }
  return size * count;
}

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

Result<Response> CurlSender::send(const Message& message) {
  if (!curl_is_ready()) return not_delivered("libcurl cannot begin");
  if (connection_->curl == nullptr) connection_->curl = curl_easy_init();
  CURL* const curl = connection_->curl;
  if (curl == nullptr) return not_delivered("there is no memory for it");
  const bool posts = message.method == Method::post;
  Fields fields = message.headers;
  if (posts) fields.emplace_back("Content-Type", message.content_type);
  std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> headers(nullptr, &curl_slist_free_all);
  for (const auto& [name, value] : fields) {
    curl_slist* const longer = curl_slist_append(headers.get(), (name + ": " + value).c_str());
    if (longer == nullptr) return not_delivered("there is no memory for it");
    static_cast<void>(headers.release());
    headers.reset(longer);
  }

  Response response;
  const bool secure = message.address.starts_with("https:");
  std::array<CURLcode, 20> set{};
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
  if (posts) {
    settle(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(message.body.size()));
    settle(CURLOPT_POSTFIELDS, message.body.c_str());
  } else {
    settle(CURLOPT_NOBODY, 1L);
    settle(CURLOPT_CUSTOMREQUEST, "OPTIONS");
  }
  settle(CURLOPT_HEADERFUNCTION, &take_field);
  settle(CURLOPT_HEADERDATA, &response);
  settle(CURLOPT_WRITEFUNCTION, &take_nothing);
  if (!limits_.authorities.empty()) settle(CURLOPT_CAINFO, limits_.authorities.c_str());
  for (const CURLcode each : set) {
    if (each != CURLE_OK) return not_delivered(curl_easy_strerror(each));
  }
  const CURLcode done = curl_easy_perform(curl);
  if (done != CURLE_OK) return not_delivered(curl_easy_strerror(done));
  long status = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  response.status = static_cast<unsigned>(status);
  return response;
}

}  // namespace assent::webhook
