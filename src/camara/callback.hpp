// Callbacks: the addresses to which a customer is sent back after deciding (CAMARA Consent Info 0.2, `callbackUrl`).
// Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace assent::camara {

enum class CallbackKind {
  none,  // no customer is sent there: another scheme of the web or of a program that runs what it is given, a fragment,
         // a user's name, a character that two readers could understand in two ways
  web,   // `https://`
  loopback,  // `http://` of this machine: 127.0.0.1, [::1], localhost
  app        // an app's own scheme: `acme-app://consent`
};

CallbackKind callback_kind(std::string_view url);

// Whether the address is one that the client registered: the same up to a `?`, letter for letter; of loopback
// addresses, any port (RFC 8252, 7.3).
bool is_registered(std::string_view url, const std::vector<std::string>& registered);

// How the capture ended.
enum class CaptureResult { granted, partial_grant, denied, error, timeout };
std::string_view word_of(CaptureResult result);

// The address with `capture_result`, and with `state` unless it is empty; nothing else is added. Precondition: a
// callback.
std::string with_result(std::string_view url, CaptureResult result, std::string_view state);

// Percent-encoded, but for letters, digits and `-._~`.
std::string encoded(std::string_view text);

// What a page may send a form to, for `form-action` of its Content-Security-Policy: `https://acme.example`,
// `acme-app:`.
std::string source_of(std::string_view url);

}  // namespace assent::camara
