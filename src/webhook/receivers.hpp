// Receivers: which addresses of others the server may call. Pure.
//
// Whoever registers an address names it in a request; the carrier's settings say with what such addresses may begin. So
// a request cannot make the server call a machine that the carrier did not name.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace assent::webhook {

// With what an address may begin; each is_beginning().
using Receivers = std::vector<std::string>;

// Whether `text` may stand among the receivers: `https://` or `http://`, a host, and a slash behind it, so that no
// longer host begins with it. No user, only printable characters of ASCII; without TLS only this machine (127.0.0.1,
// localhost,
// [::1]).
bool is_beginning(std::string_view text);

// Whether the server may call `address`: it begins as one of the receivers, has at most 2,048 printable characters of
// ASCII without `"` and `\`, and no segment `.` or `..` (also not as %2e), with which it would leave the receiver's
// path.
bool may_be_called(std::string_view address, const Receivers& receivers);

}  // namespace assent::webhook
