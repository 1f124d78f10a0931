#include "client/bodies.hpp"

#include "json/write.hpp"

namespace assent::client {
namespace {

// An object that grows member by member.
class Written {
 public:
  explicit Written(std::string& out) : out_(out) { out_ += '{'; }

  std::string& begin(std::string_view key) {
    if (!first_) out_ += ',';
    first_ = false;
    json::append_text(out_, key);
    out_ += ':';
    return out_;
  }
  // What is not said is left out.
  void text(std::string_view key, std::string_view value) {
    if (!value.empty()) json::append_text(begin(key), value);
  }
  void flag(std::string_view key, bool value) {
    if (value) begin(key) += "true";
  }
  void texts(std::string_view key, const std::vector<std::string>& values) {
    if (values.empty()) return;
    begin(key) += '[';
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (i > 0) out_ += ',';
      json::append_text(out_, values[i]);
    }
    out_ += ']';
  }
  void instant(std::string_view key, const std::optional<Instant>& value) {
    if (value) json::append_text(begin(key), to_string(*value));
  }
  void end() { out_ += '}'; }

 private:
  std::string& out_;
  bool first_ = true;
};

void add_use(Written& body, const Question& question, bool brief) {
  Written subject(body.begin("subject"));
  subject.text("type", question.recipient);
  subject.text("id", question.party.empty() ? std::string_view("assent-client") : question.party);
  subject.end();

  Written action(body.begin("action"));
  action.text("name", question.purpose);
  Written properties(action.begin("properties"));
  properties.text("offer", question.offer);
  properties.texts("information", question.information);
  properties.text("contact_channel", question.contact_channel);
  properties.flag("supervisor_approved", question.supervisor_approved);
  properties.flag("soft_opt_in", question.soft_opt_in);
  properties.end();
  action.end();

  Written context(body.begin("context"));
  context.text("regime", question.regime);
  context.instant("at", question.at);
  context.instant("known_at", question.known_at);
  if (!brief) context.text("language", question.language);
  context.text("detail", brief ? "reason" : "full");
  context.end();
}

}  // namespace

std::string evaluation_body(const Customer& customer, const Question& question, bool brief) {
  std::string out;
  Written body(out);
  add_use(body, question, brief);
  Written resource(body.begin("resource"));
  resource.text("type", customer.account.empty() ? "telephone" : "account");
  resource.text("id", customer.account.empty() ? customer.telephone : customer.account);
  resource.end();
  body.end();
  return out;
}

std::string evaluations_body(std::span<const std::string_view> accounts, const Question& question, bool brief) {
  std::string out;
  std::size_t size = 512;
  for (const std::string_view each : accounts) size += each.size() + 48;
  out.reserve(size);
  Written body(out);
  add_use(body, question, brief);
  body.begin("evaluations") += '[';
  bool first = true;
  for (const std::string_view each : accounts) {
    out += first ? R"({"resource":{"type":"account","id":)" : R"(,{"resource":{"type":"account","id":)";
    json::append_text(out, each);
    out += "}}";
    first = false;
  }
  out += ']';
  body.end();
  return out;
}

std::string_view path_of(ChoiceKind kind) {
  switch (kind) {
    case ChoiceKind::opt_out: return "/v1/opt-outs";
    case ChoiceKind::opt_in: return "/v1/opt-ins";
    case ChoiceKind::withdrawal: return "/v1/withdrawals";
  }
  return "";
}

std::string choice_body(const Customer& customer, const Choice& choice, const Circumstances& circumstances) {
  std::string out;
  Written body(out);
  body.text("account", customer.account);
  body.text("telephone", customer.telephone);
  body.text("by", choice.by);
  if (!choice.evidence.empty() || !choice.evidence_sha256.empty()) {
    Written evidence(body.begin("evidence"));
    evidence.text("reference", choice.evidence);
    evidence.text("sha256", choice.evidence_sha256);
    evidence.end();
  }
  if (choice.kind == ChoiceKind::opt_in) {
    body.text("form", choice.form);
    body.texts("recipients", choice.recipients);
    body.texts("parties", choice.parties);
    body.texts("information", choice.information);
    body.texts("offers", choice.offers);
    body.text("notice", choice.notice);
    body.text("notice_version", choice.notice_version);
    body.texts("defects", choice.defects);
    body.text("until", choice.until);
  } else {
    body.texts("scope", choice.scope);
    body.text("postmarked", choice.postmarked);
    body.flag("provisional", choice.provisional);
  }
  body.texts("contact_channels", choice.contact_channels);
  body.texts("classes", choice.classes);
  body.texts("categories", choice.categories);
  body.instant("effective", circumstances.effective);
  body.text("channel", circumstances.channel.empty() ? std::string_view("library") : circumstances.channel);
  body.text("regime", circumstances.regime);
  body.end();
  return out;
}

}  // namespace assent::client
