#include "regime/pack.hpp"

namespace assent::regime {
namespace {

constexpr int kWaitingDaysMax = 3650;
constexpr int kMailDaysMax = 365;
constexpr int kRenewalYearsMax = 100;

}  // namespace

void read_notice(Pack& pack, written::Section& root) {
  NoticeRules& notice = pack.regime.notice;
  auto section = table_in(pack, root, "notice",
                          {"channels", "permission_channels", "waiting_days", "mail_days", "renewal_years",
                           "language_must_match", "partial_translation", "undelivered", "disclosures"});
  if (section) {
    SourcedValue channels(pack, *section, "channels");
    notice.channels = channels.names(false);
    notice.channels_source = channels.source();

    SourcedValue permission(pack, *section, "permission_channels");
    notice.permission_channels = permission.names(true);
    notice.permission_source = permission.source();
    if (written::Section* value = permission.section())
      pack.declared(*value, "value", "notice channel", notice.channels);

    SourcedValue waiting(pack, *section, "waiting_days");
    notice.waiting_days = waiting.number(1, kWaitingDaysMax);
    notice.waiting_days_source = waiting.source();

    SourcedValue mail(pack, *section, "mail_days", {"channels"});
    notice.mail_days = mail.number(0, kMailDaysMax);
    notice.mail_days_source = mail.source();
    if (written::Section* value = mail.section()) {
      notice.mail_channels = value->needed_names("channels", true);
      pack.declared(*value, "channels", "notice channel", notice.channels);
    }

    SourcedValue renewal(pack, *section, "renewal_years");
    notice.renewal_years = renewal.number(1, kRenewalYearsMax);
    notice.renewal_source = renewal.source();

    SourcedValue language(pack, *section, "language_must_match");
    notice.language_must_match = language.flag();
    notice.language_source = language.source();

    notice.translation_source = read_citation(pack, *section, "partial_translation");
    notice.delivery_source = read_citation(pack, *section, "undelivered");
    notice.disclosures_source = read_citation(pack, *section, "disclosures");
  }

  for (written::Section& each : tables_in(pack, root, "disclosure", {"name", "channels", "source", "standing"})) {
    RequiredDisclosure disclosure;
    disclosure.disclosure = each.name("name");
    pack.once(each, "disclosure", disclosure.disclosure);
    disclosure.channels = each.optional_names("channels");
    pack.declared(each, "channels", "notice channel", notice.channels);
    disclosure.source = pack.sourced(each);
    notice.disclosures.push_back(std::move(disclosure));
  }
}

}  // namespace assent::regime
