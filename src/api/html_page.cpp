#include "api/html_page.hpp"

#include "api/html.hpp"
#include "evidence/base64.hpp"
#include "evidence/hash.hpp"

namespace assent::api {
namespace {

// Contrasts are at least 7 to 1 for text and 3 to 1 for borders, in both schemes; targets are at least 44 pixels high.
// Distances are logical (start, end), so a page from the right is the mirror of one from the left.
constexpr std::string_view kPageStyle =
    ":root{color-scheme:light "
    "dark;--ink:#16191d;--paper:#eef1f4;--card:#fff;--soft:#f1f4f7;--rule:#ccd3da;--line:#5c6670;"
    "--act:#0b3d78;--on-act:#fff;--bad:#8c1010;--good:#0b5228}"
    "@media(prefers-color-scheme:dark){:root{--ink:#f2f4f6;--paper:#0d1013;--card:#171b1f;--soft:#22272c;--rule:#"
    "3a424a;"
    "--line:#aab4be;--act:#a9d0ff;--on-act:#0b1520;--bad:#ffb4ab;--good:#8fe0ac}}"
    "*{box-sizing:border-box}"
    "body{margin:0;background:var(--paper);color:var(--ink);font:1.125rem/1.6 system-ui,\"Noto Sans\",\"Noto Sans "
    "Arabic\",sans-serif}"
    "main,nav,header{max-width:44rem;margin:0 auto;padding:1rem}"
    "nav,header{padding-block:.5rem}"
    "main{background:var(--card);border-block-start:.375rem solid var(--act);border-radius:.5rem;padding:1.25rem}"
    "h1{font-size:1.75rem;line-height:1.25;margin:.5rem 0 1rem}"
    "h2{font-size:1.3rem;line-height:1.3;margin:0 0 .75rem}"
    "h3{font-size:1.125rem;line-height:1.4;margin:0 0 .5rem}"
    "form+p.small,section+p.small{margin-block-start:1.5rem}form+form{margin-block-start:2rem}"
    "p,ul,ol,dl{margin:0 0 1rem;overflow-wrap:anywhere}"
    "ul,ol{padding-inline-start:1.5rem}"
    ".carrier{font-weight:700;margin:0}"
    ".lead{font-size:1.2rem}"
    ".text{background:var(--soft);border-radius:.5rem;padding:1rem;margin:0 0 1rem}"
    ".text p:last-child{margin:0}"
    "section.part{border-block-start:1px solid var(--rule);margin-block-start:2rem;padding-block-start:1.5rem}"
    ".card{border:1px solid var(--rule);border-radius:.5rem;padding:1rem;margin:0 0 1rem}"
    ".card>:last-child{margin-block-end:0}"
    ".pick h3{margin:0}.pick p{margin:0 0 .5rem;font-size:1rem}"
    ".state{display:inline-block;border:2px solid;border-radius:1rem;padding:0 .75rem;font-weight:700;margin:0 0 "
    ".75rem}"
    ".yes{color:var(--good)}.no{color:var(--bad)}"
    "dt{font-weight:700}dd{margin:0 0 .5rem}"
    "@media(min-width:40rem){dl{display:grid;grid-template-columns:minmax(8rem,max-content) 1fr;gap:.25rem "
    "1.5rem}dd{margin:0}}"
    "fieldset{border:2px solid var(--line);border-radius:.5rem;margin:0 0 2rem;padding:.5rem 1rem 1rem;min-width:0}"
    "legend{font-weight:700;padding:0 .5rem}"
    "label{display:flex;align-items:center;gap:.75rem;min-height:2.75rem;padding:.25rem 0;cursor:pointer}"
    "label.over{display:block;min-height:0;font-weight:700}"
    "input[type=radio],input[type=checkbox]{width:1.5rem;height:1.5rem;margin:0;flex:none;accent-color:var(--act)}"
    "input[type=text]{font:inherit;font-size:1.5rem;letter-spacing:.2em;width:100%;max-width:14rem;min-height:3rem;"
    "padding:.25rem .75rem;border:2px solid var(--line);border-radius:.5rem;background:var(--card);color:inherit;"
    "margin:0 0 1rem}"
    "button{font:inherit;font-weight:700;min-height:3rem;padding:.5rem 1.5rem;border:2px solid var(--act);"
    "border-radius:.5rem;background:var(--act);color:var(--on-act);cursor:pointer;max-width:100%;text-align:center}"
    "button.second{background:transparent;color:var(--act)}"
    "form.main{margin:0 0 1rem}form.main button{width:100%;min-height:3.5rem;font-size:1.25rem}"
    "a{color:var(--act)}"
    "a:focus-visible,button:focus-visible,input:focus-visible,summary:focus-visible,[tabindex]:focus-visible{outline:"
    "3px "
    "solid var(--act);outline-offset:3px}"
    "nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;list-style:none;margin:0;padding:0}"
    "nav a,nav span,.go{display:inline-block;padding-block:.5rem;min-height:2.75rem}"
    "nav span{font-weight:700}"
    "summary{cursor:pointer;font-weight:700;min-height:2.75rem;padding-block:.5rem;color:var(--act)}"
    "ol.life{list-style:none;padding:0}"
    "ol.life li{border-inline-start:.25rem solid var(--rule);padding-inline-start:1rem;margin:0 0 1rem}"
    ".when,.small{font-size:1rem}"
    ".bad,.done{border:2px solid var(--bad);border-radius:.5rem;padding:1rem;margin:0 0 1.5rem}"
    ".done{border-color:var(--good);background:var(--soft)}"
    ".bad h2,.wrong{color:var(--bad)}"
    ".done h2{color:var(--good)}"
    ".bad>:last-child,.done>:last-child{margin-block-end:0}"
    ".wrong{font-weight:700}"
    "@media print{:root{--ink:#000;--paper:#fff;--card:#fff;--soft:#fff;--rule:#666;--line:#000;--bad:#000;--good:#000;"
    "--act:#000;color-scheme:light}body{font-size:12pt}nav,button,input[type=text]{display:none}main{padding:0;border:"
    "0}"
    ".card,li,.done,.text{break-inside:avoid}a{text-decoration:none}}";

}  // namespace

http::Response html_page(unsigned status, const HtmlPage& page) {
  static const std::string kPolicy = "default-src 'none'; style-src 'sha256-" +
                                     evidence::to_base64(evidence::sha256(evidence::view_of(kPageStyle))) +
                                     "'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
  http::Response response;
  response.status = status;
  // Browsers check where a form's answer leads, too.
  response.headers = {{"Content-Type", "text/html; charset=utf-8"},
                      {"Content-Language", std::string(page.language)},
                      {"Cache-Control", "no-store"},
                      {"Content-Security-Policy", page.goes_to.empty() ? kPolicy : kPolicy + " " + page.goes_to},
                      {"Referrer-Policy", "no-referrer"},
                      {"X-Frame-Options", "DENY"},
                      {"X-Robots-Tag", "noindex, nofollow"}};
  std::string out;
  out.reserve(page.body.size() + kPageStyle.size() + 512);
  out += "<!doctype html>\n<html lang=\"";
  out += page.language;
  out += "\" dir=\"";
  out += page.direction;
  out +=
      "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, "
      "initial-scale=1\">\n<title>";
  append_escaped(out, page.title);
  out += "</title>\n<style>";
  out += kPageStyle;
  out += "</style>\n</head>\n<body>\n";
  out += page.body;
  out += "</body>\n</html>\n";
  response.body = std::move(out);
  return response;
}

void append_languages(std::string& out, std::string_view label, const std::vector<LanguageLink>& links) {
  out += "<nav aria-label=\"";
  append_escaped(out, label);
  out += "\">\n<ul>\n";
  for (const LanguageLink& each : links) {
    const std::string tag(each.language);
    if (each.address.empty()) {
      out += "<li><span aria-current=\"true\" lang=\"" + tag + "\">" + std::string(each.name) + "</span></li>\n";
      continue;
    }
    out += "<li><a href=\"" + escaped(each.address) + "\" hreflang=\"" + tag + "\" lang=\"" + tag + "\" dir=\"" +
           std::string(each.direction) + "\">" + std::string(each.name) + "</a></li>\n";
  }
  out += "</ul>\n</nav>\n";
}

void append_hidden(std::string& out, std::string_view name, std::string_view value) {
  out += "<input type=\"hidden\" name=\"";
  append_escaped(out, name);
  out += "\" value=\"";
  append_escaped(out, value);
  out += "\">\n";
}

}  // namespace assent::api
