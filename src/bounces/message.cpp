#include "bounces/message.hpp"

#include "base/ascii.hpp"
#include "base/utf8.hpp"

#include <gmime/gmime.h>

#include <algorithm>
#include <cstddef>
#include <memory>

namespace assent::bounces {
namespace {

constexpr int kDeepest = 12;
constexpr std::size_t kMostParts = 200;

struct ObjectEnd {
  void operator()(void* object) const { ::g_object_unref(object); }
};
template <class T>
using Owned = std::unique_ptr<T, ObjectEnd>;

void start() {
  static const bool started = [] {
    ::g_mime_init();
    return true;
  }();
  static_cast<void>(started);
}

std::string small_text(const char* text) {
  std::string small_one = text == nullptr ? "" : text;
  std::ranges::transform(small_one, small_one.begin(), small);
  return small_one;
}

// Bytes of no known charset: those that are not UTF-8 as replacement characters.
std::string as_utf8(std::string_view bytes) {
  std::string text;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t good = first_not_utf8(bytes.substr(at));
    text += bytes.substr(at, good);
    if (good == std::string_view::npos) break;
    text += "\xEF\xBF\xBD";
    at += good + 1;
  }
  return text;
}

std::string bytes_of(GMimeDataWrapper* content) {
  if (content == nullptr) return {};
  const Owned<GMimeStream> stream(::g_mime_stream_mem_new());
  ::g_mime_data_wrapper_write_to_stream(content, stream.get());
  const GByteArray* bytes = ::g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream.get()));
  return bytes == nullptr ? std::string() : std::string(reinterpret_cast<const char*>(bytes->data), bytes->len);
}

std::string text_of(GMimePart* part) {
  const std::string bytes = bytes_of(::g_mime_part_get_content(part));
  const char* charset = ::g_mime_object_get_content_type_parameter(GMIME_OBJECT(part), "charset");
  if (charset != nullptr && !is_utf8(bytes)) {
    gsize written = 0;
    GError* error = nullptr;
    const std::unique_ptr<char, decltype(&::g_free)> converted(
        ::g_convert_with_fallback(bytes.data(), static_cast<gssize>(bytes.size()), "UTF-8",
                                  ::g_mime_charset_iconv_name(charset), nullptr, nullptr, &written, &error),
        ::g_free);
    if (error != nullptr) ::g_error_free(error);
    if (converted) return with_line_feeds({converted.get(), written});
  } else if (charset != nullptr && small_text(charset).starts_with("iso-2022")) {
    gsize written = 0;
    const std::unique_ptr<char, decltype(&::g_free)> converted(
        ::g_convert(bytes.data(), static_cast<gssize>(bytes.size()), "UTF-8", charset, nullptr, &written, nullptr),
        ::g_free);
    if (converted) return with_line_feeds({converted.get(), written});
  }
  return with_line_feeds(as_utf8(bytes));
}

std::string type_of(GMimeObject* object) {
  GMimeContentType* type = ::g_mime_object_get_content_type(object);
  if (type == nullptr) return "text/plain";
  return small_text(::g_mime_content_type_get_media_type(type)) + "/" +
         small_text(::g_mime_content_type_get_media_subtype(type));
}

void add_parts(GMimeObject* object, int depth, Message& message) {
  if (object == nullptr || depth > kDeepest || message.parts.size() >= kMostParts) return;
  const char* disposition = ::g_mime_object_get_disposition(object);
  const bool attached = small_text(disposition) == "attachment";
  if (GMIME_IS_MULTIPART(object)) {
    const int count = ::g_mime_multipart_get_count(GMIME_MULTIPART(object));
    for (int i = 0; i < count; ++i)
      add_parts(::g_mime_multipart_get_part(GMIME_MULTIPART(object), i), depth + 1, message);
  } else if (GMIME_IS_MESSAGE_PARTIAL(object) || GMIME_IS_PART(object)) {
    message.parts.push_back({type_of(object), text_of(GMIME_PART(object)), attached});
  } else if (GMIME_IS_MESSAGE_PART(object)) {
    GMimeMessage* inner = ::g_mime_message_part_get_message(GMIME_MESSAGE_PART(object));
    std::string text;
    if (inner != nullptr) {
      const std::unique_ptr<char, decltype(&::g_free)> written(::g_mime_object_to_string(GMIME_OBJECT(inner), nullptr),
                                                               ::g_free);
      if (written) text = with_line_feeds(as_utf8(written.get()));
    }
    message.parts.push_back({type_of(object), std::move(text), attached});
  }
}

}  // namespace

std::string_view Message::header(std::string_view name) const {
  const auto found = std::ranges::find(headers, name, &std::pair<std::string, std::string>::first);
  return found == headers.end() ? std::string_view{} : std::string_view(found->second);
}

std::string with_line_feeds(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size());
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    if (bytes[at] != '\r') {
      text += bytes[at] == '\0' ? ' ' : bytes[at];
      continue;
    }
    if (at + 1 < bytes.size() && bytes[at + 1] == '\n') ++at;
    text += '\n';
  }
  return text;
}

Message take_apart(const std::string& bytes) {
  start();
  Message message;
  const Owned<GMimeStream> stream(::g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size()));
  const Owned<GMimeParser> parser(::g_mime_parser_new_with_stream(stream.get()));
  const Owned<GMimeMessage> parsed(::g_mime_parser_construct_message(parser.get(), nullptr));
  if (!parsed) {
    message.parts.push_back({"text/plain", as_utf8(bytes), false});
    return message;
  }
  GMimeHeaderList* headers = ::g_mime_object_get_header_list(GMIME_OBJECT(parsed.get()));
  const int count = ::g_mime_header_list_get_count(headers);
  for (int i = 0; i < count; ++i) {
    GMimeHeader* header = ::g_mime_header_list_get_header_at(headers, i);
    const char* raw = ::g_mime_header_get_raw_value(header);
    const std::unique_ptr<char, decltype(&::g_free)> unfolded(
        ::g_mime_utils_header_decode_text(nullptr, raw == nullptr ? "" : raw), ::g_free);
    std::string value = as_utf8(unfolded ? unfolded.get() : "");
    std::ranges::replace_if(
        value, [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
    value.erase(0, std::min(value.find_first_not_of(' '), value.size()));
    while (!value.empty() && value.back() == ' ') value.pop_back();
    message.headers.emplace_back(small_text(::g_mime_header_get_name(header)), std::move(value));
  }
  GMimeObject* root = ::g_mime_message_get_mime_part(parsed.get());
  if (root != nullptr) {
    message.type = type_of(root);
    message.report_type = small_text(::g_mime_object_get_content_type_parameter(root, "report-type"));
  }
  add_parts(root, 0, message);
  return message;
}

}  // namespace assent::bounces
