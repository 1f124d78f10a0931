// Signs by which a message without sound fields is told: who wrote it, and what it is. Pure.
#pragma once

#include "bounces/message.hpp"

#include <string>
#include <string_view>

namespace assent::bounces {

// It comes from a mail system itself: an empty return path, a sender such as MAILER-DAEMON, a subject that says so.
bool is_from_mail_system(const Message& message);

// A machine answers in a person's name: absent, received, confirm first (RFC 3834 and its forerunners, `vacation`).
bool is_auto_reply(const Message& message);

// It is written by a mail system: its sender says so, or its form.
bool is_written_by_mail_system(const Message& message);

// A complaint of the days before RFC 5965.
bool is_complaint_in_words(const Message& message);

// It has the subject that a mail program gives to what it sends to an address of List-Unsubscribe. Some mark it as
// automatic (Apple's), though a person has asked for it.
bool asks_to_unsubscribe(const Message& message);

// It only warns: the relay goes on trying.
bool is_warning(const Message& message);

// In its words, it was passed to a server that does not report (Exim).
bool says_not_reported(const Message& message);

// What a mail system wrote itself, without what it returns. Small letters are not made.
std::string report_words(const Message& message);

// The part of it that says a failure; empty: it says none.
std::string failure_words(const Message& message);

// The same of a text.
std::string failure_words_in(std::string_view wrapped);

// A text up to where what was sent begins.
std::string before_returned(std::string words);

}  // namespace assent::bounces
