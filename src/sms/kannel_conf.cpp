#include "sms/kannel_conf.hpp"

#include "base/marks.hpp"
#include "base/number.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <vector>

namespace assent::sms {
namespace {

constexpr std::size_t kUserAndPasswordMost = 57;  // a line of base64

struct Value {
  std::string text;
  int line = 0;
};

struct Group {
  std::string name;
  int line = 0;
  std::map<std::string, Value, std::less<>> values;

  const Value* find(std::string_view key) const {
    const auto found = values.find(key);
    return found == values.end() ? nullptr : &found->second;
  }
  std::string text(std::string_view key) const {
    const Value* const value = find(key);
    return value == nullptr ? std::string() : value->text;
  }
  int line_of(std::string_view key) const {
    const Value* const value = find(key);
    return value == nullptr ? line : value->line;
  }
  // As Kannel reads truth: `true`, `yes`, `on`, `1`.
  bool is_true(std::string_view key) const {
    std::string word = plain_word(text(key));
    return word == "true" || word == "yes" || word == "on" || word == "1";
  }
  std::vector<std::string> list(std::string_view key) const {
    std::vector<std::string> names;
    std::string_view rest = find(key) == nullptr ? std::string_view() : std::string_view(find(key)->text);
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find_first_of(";,"), rest.size());
      if (const auto each = trimmed(rest.substr(0, end)); !each.empty()) names.emplace_back(each);
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return names;
  }
};

class Check {
 public:
  Check(std::string_view file, const KannelAsked& asked) : file_(file), asked_(asked) {}

  Issues check(std::string_view text) {
    read(text);
    users();
    services();
    boxes();
    std::stable_sort(issues_.begin(), issues_.end(), [](const Issue& a, const Issue& b) { return a.line < b.line; });
    return std::move(issues_);
  }

 private:
  void add(int line, std::string problem, std::string mend) {
    issues_.push_back({file_, line, 0, std::move(problem), std::move(mend)});
  }

  void read(std::string_view text) {
    int line = 0;
    while (!text.empty()) {
      ++line;
      const std::size_t end = std::min(text.find('\n'), text.size());
      read_line(trimmed(text.substr(0, end)), line);
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }

  void read_line(std::string_view line_text, int line) {
    if (line_text.empty() || line_text.starts_with('#')) return;
    const std::size_t sign = line_text.find('=');
    if (sign == std::string_view::npos) {
      add(line, "a line is no `key = value`", "mend it: Kannel does not start with it");
      return;
    }
    const std::string key(trimmed(line_text.substr(0, sign)));
    std::string_view value = trimmed(line_text.substr(sign + 1));
    if (value.size() > 1 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
    if (key == "include") {
      add(line, "what `include` names is not read here", "check the whole configuration as one file");
    } else if (key == "group") {
      groups_.push_back({std::string(value), line, {}});
    } else if (!groups_.empty()) {
      groups_.back().values[key] = {std::string(value), line};
    }
  }

  std::vector<const Group*> named(std::string_view name) const {
    std::vector<const Group*> found;
    for (const Group& each : groups_) {
      if (each.name == name) found.push_back(&each);
    }
    return found;
  }

  void users() {
    bool any = false;
    for (const Group* each : named("sendsms-user")) {
      if (!asked_.user.empty() && each->text("username") != asked_.user) continue;
      any = true;
      user(*each);
    }
    if (any) return;
    add(0, asked_.user.empty() ? "there is no group `sendsms-user`" : "there is no `sendsms-user` of that name",
        "add one with `username`, `password`, `max-messages` and `concatenation = true`");
  }

  void user(const Group& group) {
    const auto most = group.find("max-messages") == nullptr ? std::optional<std::size_t>(1)
                                                            : number_in<std::size_t>(group.text("max-messages"));
    if (!most || *most < asked_.parts_most) {
      add(group.line_of("max-messages"),
          "a text of " + std::to_string(asked_.parts_most) +
              " parts would be cut without an error: `max-messages` is " + (most ? std::to_string(*most) : "no number"),
          "write `max-messages = " + std::to_string(std::max<std::size_t>(asked_.parts_most, 10)) + "`");
    }
    if (!group.is_true("concatenation")) {
      add(group.line_of("concatenation"), "parts arrive as loose messages: `concatenation` is not true",
          "write `concatenation = true`");
    }
    for (const char* const key : {"header", "footer", "split-suffix", "faked-sender"}) {
      if (group.find(key) == nullptr) continue;
      add(group.line_of(key), "`" + std::string(key) + "` changes what customers get", "leave it out");
    }
  }

  void services() {
    std::vector<const Group*> catching;
    for (const Group* each : named("sms-service")) {
      const bool all = each->is_true("catch-all") || each->text("keyword") == "default";
      if (all) {
        catching.push_back(each);
        continue;
      }
      add(each->line, "a service with a keyword takes every text that begins with it: \"yesterday\" is `yes`",
          "leave it to the catch-all service, which passes every text on");
    }
    if (catching.empty()) {
      add(0, "there is no catch-all `sms-service`: what customers write goes nowhere",
          "add one with `keyword = default`, `catch-all = true`, `post-url` and `send-sender = true`");
    }
    for (const Group* each : catching) service(*each);
  }

  void service(const Group& group) {
    if (group.find("post-url") == nullptr) {
      const bool get = group.find("get-url") != nullptr;
      add(get ? group.line_of("get-url") : group.line,
          get ? "`get-url` puts numbers and texts into URLs, and `%a` spoils Arabic"
              : "the catch-all service passes nothing on",
          "write `post-url = \"http://kannel:KEY@127.0.0.1:8080/v1/sms/messages?id=%I\"`");
    } else {
      address(group);
    }
    if (!group.is_true("send-sender")) {
      add(group.line_of("send-sender"), "the sender is not passed on: nobody knows who refuses",
          "write `send-sender = true`");
    }
    if (!group.is_true("catch-all")) {
      add(group.line_of("catch-all"), "a text with a keyword that no service has may be lost",
          "write `catch-all = true`");
    }
    if (group.text("max-messages") != "0") {
      add(group.line_of("max-messages"), "the gateway answers customers itself, such as \"Could not fetch content\"",
          "write `max-messages = 0`: the server sends its own confirmation");
    }
    connections(group);
  }

  void address(const Group& group) {
    const std::string url = group.text("post-url");
    const bool plain = url.starts_with("http://");
    const std::string_view rest = std::string_view(url).substr(std::min<std::size_t>(url.size(), plain ? 7 : 8));
    const std::size_t end = std::min(rest.find('/'), rest.size());
    const std::string_view authority = rest.substr(0, end);
    const std::size_t at = authority.find('@');
    const std::string_view host = authority.substr(at == std::string_view::npos ? 0 : at + 1);
    if (at != std::string_view::npos && at > kUserAndPasswordMost) {
      add(group.line_of("post-url"),
          "user and password have over 57 letters: Kannel breaks the line, and no server takes the request",
          "write a short name, and of the API key what stands behind `ak_<id>_`");
    }
    const bool here = host.starts_with("127.") || host.starts_with("localhost") || host.starts_with("[::1]");
    if (plain && !here) {
      add(group.line_of("post-url"), "texts, numbers and the key go to another machine without TLS",
          "use `https://`, or a server on this machine");
    }
    for (const std::string_view escape : {"%p", "%P", "%a", "%b", "%r", "%k", "%s", "%S", "%q", "%Q"}) {
      if (url.find(escape) == std::string::npos) continue;
      add(group.line_of("post-url"),
          "`" + std::string(escape) + "` puts a number or a text into a URL, which is logged",
          "leave it out: the number is in a header field, the text in the body");
    }
  }

  void connections(const Group& group) {
    std::vector<std::string> known;
    for (const Group* each : named("smsc")) known.push_back(each->text("smsc-id"));
    const auto accepted = group.list("accepted-smsc");
    for (const std::string& each : accepted) {
      if (std::find(known.begin(), known.end(), each) != known.end()) continue;
      add(group.line_of("accepted-smsc"), "`accepted-smsc` names a connection that there is not", "name an `smsc-id`");
    }
    for (const std::string& each : accepted.empty() ? std::vector<std::string>() : known) {
      if (std::find(accepted.begin(), accepted.end(), each) != accepted.end()) continue;
      add(group.line_of("accepted-smsc"),
          "a connection is not among `accepted-smsc`: what customers write there is lost",
          "add its `smsc-id`, or leave `accepted-smsc` out");
    }
  }

  void boxes() {
    const auto routes = named("smsbox-route");
    for (const Group* each : named("smsbox")) {
      const std::string id = each->text("smsbox-id");
      const bool routed =
          std::any_of(routes.begin(), routes.end(), [&](const Group* route) { return route->text("smsbox-id") == id; });
      if (!id.empty() && !routed) {
        add(each->line_of("smsbox-id"), "a named SMS box without a route gets no replies",
            "add a group `smsbox-route` with its `smsbox-id`, or leave the name out");
      }
      if (number_in<std::size_t>(each->text("http-request-retry")).value_or(0) == 0) {
        add(each->line_of("http-request-retry"), "a text is lost if the server does not respond once",
            "write `http-request-retry = 100` and `http-queue-delay = 5`");
      }
    }
    if (named("smsbox").empty()) add(0, "there is no group `smsbox`", "add one: it sends and receives");
  }

  std::string file_;
  const KannelAsked& asked_;
  std::vector<Group> groups_;
  Issues issues_;
};

}  // namespace

Issues check_kannel(std::string_view text, std::string_view file, const KannelAsked& asked) {
  return Check(file, asked).check(text);
}

}  // namespace assent::sms
