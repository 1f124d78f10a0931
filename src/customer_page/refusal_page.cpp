#include "customer_page/refusal_page.hpp"

#include "api/html.hpp"
#include "customer_page/markup.hpp"

namespace assent::customer_page {
namespace {

std::string list_of_names(const Recipient& recipient) {
  std::string names;
  for (const std::string& each : recipient.names) {
    if (!names.empty()) names += " · ";
    names += bdi(each);
  }
  return names;
}

std::string title_of(const Markup& page, const Recipient& recipient) {
  if (recipient.relation == kCarrier) return page.say(Word::our_own);
  return api::escaped(words_of_relation(recipient.relation, page.language()));
}

void add_recipient(Markup& page, const Recipient& recipient, std::size_t number, bool picked) {
  const std::string id = "names-" + std::to_string(number);
  const bool has_names = recipient.relation != kCarrier;
  page.add("<div class=\"pick\">\n")
      .element("label", "<input type=\"checkbox\" name=\"" + std::string(kScopeField) + "\" value=\"" +
                            api::escaped(recipient.relation) + "\"" +
                            (has_names ? " aria-describedby=\"" + id + "\"" : "") + (picked ? " checked" : "") +
                            "> <span>" + title_of(page, recipient) + "</span>");
  if (has_names) {
    const std::string names = list_of_names(recipient);
    page.element("p", names.empty() ? page.say(Word::nobody_now) : names, "id=\"" + id + "\"");
  }
  page.add("</div>\n");
}

void add_part(Markup& page, const RefusalPage& shown) {
  page.add("<section class=\"part\" id=\"part\">\n").element("h2", page.say(Word::refuse_part));
  if (shown.none_picked) {
    page.add("<div class=\"bad\" role=\"alert\">\n").paragraph(Word::refuse_part_none).add("</div>\n");
  }
  page.paragraph(Word::refuse_part_how).paragraph(Word::refuse_part_kind, "class=\"small\"");
  if (shown.signalled) page.paragraph(Word::signal_seen);
  page.add("<form method=\"post\">\n").hidden_language().add("<fieldset>\n");
  page.element("legend", page.say(Word::refuse_part_legend));
  // Kinds of which there is no company come last.
  std::size_t number = 0;
  for (const bool somebody : {true, false}) {
    for (const Recipient& each : shown.recipients) {
      if ((each.relation == kCarrier || !each.names.empty()) != somebody) continue;
      add_recipient(page, each, ++number, shown.signalled && each.relation != kCarrier);
    }
  }
  page.add("</fieldset>\n")
      .button(kRefuseField, kPart, page.say(Word::refuse_part_send), true)
      .add("</form>\n</section>\n");
}

// The recipients of these relations as a list.
void add_list(Markup& page, const Recipients& recipients, const Coverage& scope) {
  page.add("<ul>\n");
  for (const Recipient& each : recipients) {
    if (!scope.covers(each.relation)) continue;
    const std::string names = list_of_names(each);
    page.element("li", title_of(page, each) + (names.empty() ? "" : ": " + names));
  }
  page.add("</ul>\n");
}

Word words_of(News news) {
  switch (news) {
    case News::not_known: return Word::not_known;
    case News::ended: return Word::ended;
    case News::failed: return Word::failed;
    case News::not_recorded: return Word::not_recorded;
    case News::codes_not_sent_here: return Word::code_not_here;
  }
  return Word::failed;
}

}  // namespace

http::Response page_of(const RefusalPage& shown) {
  Markup page(shown.language, shown.carrier);
  page.languages().top(Word::refuse_title).paragraph(Word::refuse_lead, "class=\"lead\"");
  page.add("<form method=\"post\" class=\"main\">\n")
      .hidden_language()
      .button(kRefuseField, kAll, page.say(Word::refuse_all))
      .add("</form>\n")
      .paragraph(Word::refuse_all_means)
      .paragraph(Word::refuse_free);
  add_part(page, shown);
  if (shown.codes_are_sent) page.way_to_view(Word::see_all);
  page.paragraph(Word::nothing_shown, "class=\"small\"").add("</main>\n");
  return page.response(shown.none_picked ? 422 : 200, Word::refuse_title);
}

http::Response page_of(const RefusedPage& shown) {
  Markup page(shown.language, shown.carrier);
  page.top(Word::refused_title).add("<div class=\"done\" role=\"status\">\n");
  if (shown.scope.any) {
    page.element("p", "<strong>" + page.say(Word::refused_all) + "</strong>");
  } else {
    page.element("p", "<strong>" + page.say(Word::refused_part) + "</strong>");
    add_list(page, shown.recipients, shown.scope);
    if (shown.by_signal) page.paragraph(Word::refused_signal);
  }
  page.element("p", page.say(Word::refused_receipt, {{"time", bdi(shown.time)}, {"receipt", bdi(shown.receipt)}}))
      .add("</div>\n");
  if (!shown.in_doubt.empty()) {
    page.add("<div class=\"bad\" role=\"alert\">\n").paragraph(Word::refused_in_doubt);
    add_list(page, shown.recipients, Coverage::only(shown.in_doubt));
    page.add("</div>\n");
  }
  page.paragraph(Word::refuse_free);
  if (shown.codes_are_sent) page.paragraph(Word::refused_undo).way_to_view(Word::see_all);
  page.add("</main>\n");
  return page.response(200, Word::refused_title);
}

http::Response news_of(News news, explanation::Language language, std::string_view carrier, unsigned status) {
  Markup page(language, carrier);
  page.top(Word::view_title).paragraph(words_of(news)).add("</main>\n");
  return page.response(status, Word::view_title);
}

}  // namespace assent::customer_page
