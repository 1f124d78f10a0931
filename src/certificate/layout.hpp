// Layout: the words and keys of a certificate's text, for the writer and the reader alike. Private to this module.
#pragma once

#include <string_view>

namespace assent::certificate::layout {

inline constexpr std::string_view kFirstLine = "assent scrub certificate v2";
inline constexpr std::string_view kNone = "none";
inline constexpr std::string_view kNever = "never";
inline constexpr std::string_view kEverything = "everything recorded";
inline constexpr std::string_view kAccounts = "accounts";
inline constexpr std::string_view kTelephones = "telephones";
inline constexpr std::string_view kBytes = " bytes, sha256 ";
inline constexpr std::string_view kEntries = " entries, root ";

}  // namespace assent::certificate::layout
