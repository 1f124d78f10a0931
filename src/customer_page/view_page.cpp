#include "customer_page/view_page.hpp"

#include "api/html.hpp"
#include "api/html_page.hpp"
#include "customer_page/answers.hpp"
#include "customer_page/markup.hpp"
#include "explanation/script.hpp"

#include <algorithm>

namespace assent::customer_page {
namespace {

// The texts of notices that stand in the page, in bytes; the rest is a link away. So the page stays small.
constexpr std::size_t kTextsMost = 16'000;

std::string encoded_name(std::string_view text) {
  constexpr std::string_view kFigures = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z') ||
                       byte == '-' || byte == '_' || byte == '.';
    if (plain) out += c;
    else (out += '%') += {kFigures[byte >> 4], kFigures[byte & 15]};
  }
  return out;
}

std::string name_shown(const Markup& page, const StandingShown& standing) {
  if (standing.kind.empty()) return page.say(Word::our_own);
  return standing.who.empty() ? api::escaped(standing.kind) : bdi(standing.who);
}

void add_term(Markup& page, Word term, const std::string& html) {
  if (!html.empty()) page.element("dt", page.say(term)).element("dd", html);
}

void add_standing(Markup& page, const StandingShown& standing, std::size_t number) {
  const std::string id = "who-" + std::to_string(number);
  const std::string name = name_shown(page, standing);
  page.add("<section class=\"card\" aria-labelledby=\"" + id + "\">\n").element("h3", name, "id=\"" + id + "\"");
  if (!standing.who.empty()) page.element("p", api::escaped(standing.kind), "class=\"small\"");
  page.element("p", page.say(standing.allowed ? Word::now_allowed : Word::now_not_allowed),
               standing.allowed ? "class=\"state yes\"" : "class=\"state no\"");
  page.add("<dl>\n");
  add_term(page, Word::now_why, api::escaped(standing.why));
  add_term(page, Word::now_information, api::escaped(standing.information));
  add_term(page, Word::now_purpose, api::escaped(standing.purpose));
  std::string lines;
  for (const std::string& each : standing.rests_on) lines += (lines.empty() ? "" : "<br>") + api::escaped(each);
  add_term(page, Word::now_rests_on, lines);
  add_term(page, Word::now_until, api::escaped(standing.until));
  page.add("</dl>\n");
  if (!standing.refused) {
    page.add("<form method=\"post\">\n")
        .hidden_language()
        .button(kRefuseField, standing.relation, page.say(Word::refuse_this, {{"name", name}}), true)
        .add("</form>\n");
  }
  page.add("</section>\n");
}

// Kinds of which there is no company, and that may do nothing, stand together at the end.
void add_standings(Markup& page, const std::vector<StandingShown>& standings) {
  std::string nobody;
  std::size_t number = 0;
  for (const StandingShown& each : standings) {
    if (!each.kind.empty() && each.who.empty() && !each.allowed) nobody += "<li>" + api::escaped(each.kind) + "</li>\n";
    else add_standing(page, each, ++number);
  }
  if (nobody.empty()) return;
  page.add("<section class=\"card\" aria-labelledby=\"who-nobody\">\n")
      .element("h3", page.say(Word::now_other_kinds), "id=\"who-nobody\"")
      .element("p", page.say(Word::now_not_allowed), "class=\"state no\"")
      .element("ul", "\n" + nobody)
      .paragraph(Word::nobody_now)
      .add("</section>\n");
}

std::size_t size_of(const evidence::NoticeText& text) {
  std::size_t size = text.subject.size();
  for (const evidence::NoticeBlock& each : text.blocks) size += each.text.size();
  return size;
}

void add_notice(Markup& page, const app::ShownNotice& shown, bool open) {
  const evidence::NoticeText& text = shown.text_in({std::string(explanation::to_string(page.language()))});
  page.add(open ? "<details open class=\"card\">\n" : "<details class=\"card\">\n")
      .element("summary", page.say(Word::allow_read, {{"name", bdi(text.subject)}}));
  page.add("<div class=\"text\" lang=\"" + api::escaped(text.language) + "\" dir=\"" +
           std::string(explanation::direction_of(text.language)) + "\">\n")
      .element("h3", api::escaped(text.subject));
  for (const evidence::NoticeBlock& each : text.blocks) page.element("p", api::escaped(each.text));
  std::string fields;
  api::append_hidden(fields, kTextField, app::text_id(shown.notice, text));
  page.add("</div>\n<form method=\"post\">\n")
      .hidden_language()
      .add(fields)
      .button(kAllowField, shown.notice.notice, page.say(Word::allow_send))
      .add("</form>\n</details>\n");
}

void add_notices(Markup& page, const ViewPage& view) {
  page.add("<section class=\"part\" id=\"allow\">\n").element("h2", page.say(Word::allow_title));
  page.paragraph(view.overview.notices.empty() ? Word::allow_none : Word::allow_lead);
  std::size_t size = 0;
  // The one that was asked for is there whatever its size.
  for (const bool asked_for : {true, false}) {
    for (const app::ShownNotice& each : view.overview.notices) {
      if ((each.notice.notice == view.notice) != asked_for) continue;
      const evidence::NoticeText& text = each.text_in({std::string(explanation::to_string(view.language))});
      size += size_of(text);
      if (asked_for || size <= kTextsMost) {
        add_notice(page, each, asked_for);
      } else {
        const std::string address = "?lang=" + std::string(explanation::to_string(view.language)) +
                                    "&notice=" + encoded_name(each.notice.notice) + "#allow";
        page.element("p", "<a class=\"go\" href=\"" + api::escaped(address) + "\">" +
                              page.say(Word::allow_read, {{"name", bdi(text.subject)}}) + "</a>");
      }
    }
  }
  page.add("</section>\n");
}

void add_record(Markup& page, const Overview& overview) {
  std::string services;
  for (const std::string& each : overview.services) services += (services.empty() ? "" : " · ") + api::escaped(each);
  page.add("<section class=\"part\">\n").element("h2", page.say(Word::record_title)).add("<dl>\n");
  add_term(page, Word::record_services, services.empty() ? page.say(Word::record_no_services) : services);
  page.add("</dl>\n</section>\n");
}

void add_campaigns(Markup& page, const Overview& overview) {
  page.add("<section class=\"part\">\n").element("h2", page.say(Word::campaigns_title));
  if (overview.campaigns.empty()) page.paragraph(Word::campaigns_none);
  else page.paragraph(Word::campaigns_lead).add("<ul>\n");
  for (const CampaignShown& each : overview.campaigns) {
    page.element("li",
                 bdi(each.time) + " – " + bdi(each.name) +
                     (each.partner.empty() ? std::string()
                                           : " – " + page.say(Word::campaigns_for, {{"name", bdi(each.partner)}})));
  }
  page.add(overview.campaigns.empty() ? "</section>\n" : "</ul>\n</section>\n");
}

void add_life(Markup& page, const ViewPage& view) {
  const Overview& overview = view.overview;
  const std::string language(explanation::to_string(view.language));
  page.add("<section class=\"part\" id=\"history\">\n").element("h2", page.say(Word::history_title));
  page.paragraph(Word::history_lead).add("<ol class=\"life\">\n");
  for (const LifeShown& each : overview.life) {
    const std::string number = receipt_number(each.position);
    page.element("li", "<span class=\"when\">" + bdi(each.time) + "</span><br>" + api::escaped(each.what) +
                           "<br><a href=\"" + api::escaped(std::string(view.receipt_path) + number) +
                           "\" class=\"go\">" + page.say(Word::history_receipt, {{"receipt", bdi(number)}}) + "</a>");
  }
  page.add("</ol>\n");
  if (overview.older) {
    page.element("p", "<a class=\"go\" href=\"?lang=" + language + "&amp;before=" + std::to_string(*overview.older) +
                          "#history\">" + page.say(Word::history_older) + "</a>");
  }
  if (!overview.first_page) {
    page.element("p",
                 "<a class=\"go\" href=\"?lang=" + language + "#history\">" + page.say(Word::history_newer) + "</a>");
  }
  page.add("</section>\n");
}

void add_done(Markup& page, Done done) {
  switch (done) {
    case Done::nothing: return;
    case Done::refused:
      page.add("<div class=\"done\" role=\"status\">\n").paragraph(Word::view_done_refused).add("</div>\n");
      return;
    case Done::allowed:
      page.add("<div class=\"done\" role=\"status\">\n").paragraph(Word::view_done_allowed).add("</div>\n");
      return;
    case Done::text_changed:
      page.add("<div class=\"bad\" role=\"alert\">\n").paragraph(Word::allow_changed).add("</div>\n");
      return;
  }
}

void add_code_form(Markup& page, int minutes) {
  page.element("p", page.say(Word::code_sent, {{"minutes", std::to_string(minutes)}}))
      .add("<form method=\"post\">\n")
      .hidden_language()
      .element("label", page.say(Word::code_enter), "class=\"over\" for=\"code\"")
      .element("p", page.say(Word::code_hint), "class=\"small\" id=\"code-hint\"")
      .add(
          "<input type=\"text\" id=\"code\" name=\"code\" dir=\"ltr\" inputmode=\"numeric\" "
          "autocomplete=\"one-time-code\" maxlength=\"32\" aria-describedby=\"code-hint\" required>\n<div>")
      .element("button", page.say(Word::code_open), "type=\"submit\"")
      .add("</div>\n</form>\n");
}

void add_send_form(Markup& page, Word send) {
  const auto channel = [&](std::string_view value, Word label, bool picked) {
    page.element("label", "<input type=\"radio\" name=\"" + std::string(kSendField) + "\" value=\"" +
                              std::string(value) + "\"" + (picked ? " checked" : "") + "> <span>" + page.say(label) +
                              "</span>");
  };
  page.add("<form method=\"post\">\n").hidden_language().add("<fieldset>\n").element("legend", page.say(Word::code_by));
  channel("sms", Word::code_by_sms, true);
  channel("email", Word::code_by_email, false);
  page.add("</fieldset>\n")
      .element("button", page.say(send),
               send == Word::code_send ? "type=\"submit\"" : "type=\"submit\" class=\"second\"")
      .add("</form>\n");
}

void add_alert(Markup& page, Word word) {
  page.add("<div class=\"bad\" role=\"alert\">\n").paragraph(word).add("</div>\n");
}

}  // namespace

http::Response page_of(const ViewPage& view) {
  Markup page(view.language, view.carrier);
  page.languages().top(Word::view_title);
  add_done(page, view.done);
  page.paragraph(Word::view_lead, "class=\"lead\"")
      .add("<form method=\"post\" class=\"main\">\n")
      .hidden_language()
      .button(kRefuseField, kAll, page.say(Word::refuse_all))
      .add("</form>\n")
      .paragraph(Word::refuse_all_means);
  page.add("<section class=\"part\" id=\"now\">\n").element("h2", page.say(Word::now_title));
  add_standings(page, view.overview.standings);
  page.add("</section>\n");
  add_notices(page, view);
  add_record(page, view.overview);
  add_campaigns(page, view.overview);
  add_life(page, view);
  page.element("p", page.say(Word::view_ends, {{"time", bdi(view.overview.until)}}), "class=\"small\"")
      .add("</main>\n");
  return page.response(view.done == Done::text_changed ? 409 : 200, Word::view_title);
}

http::Response page_of(const CodePage& shown) {
  Markup page(shown.language, shown.carrier);
  if (shown.step == CodeStep::ask) page.languages();
  page.top(Word::code_title);
  unsigned status = 200;
  switch (shown.step) {
    case CodeStep::ask:
      page.paragraph(Word::code_lead);
      add_send_form(page, Word::code_send);
      break;
    case CodeStep::sent:
      add_code_form(page, shown.minutes);
      add_send_form(page, Word::code_again);
      break;
    case CodeStep::wrong:
      status = 422;
      add_alert(page, Word::code_wrong);
      add_code_form(page, shown.minutes);
      add_send_form(page, Word::code_again);
      break;
    case CodeStep::too_often:
      status = 429;
      add_alert(page, Word::code_too_often);
      break;
    case CodeStep::not_sent:
      status = 503;
      add_alert(page, Word::code_not_sent);
      add_send_form(page, Word::code_again);
      break;
  }
  page.add("</main>\n");
  return page.response(status, Word::code_title);
}

}  // namespace assent::customer_page
