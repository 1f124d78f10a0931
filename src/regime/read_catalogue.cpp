#include "regime/read.hpp"
#include "written/section.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace assent::regime {
namespace {

constexpr std::size_t kCatalogueBytesMax = 4 * 1024 * 1024;

class CatalogueReader {
 public:
  explicit CatalogueReader(std::string_view file) : findings_(file) {}

  tl::expected<Catalogue, Issues> read(const written::Written& written) {
    written::Section root(findings_, written, "", {"categories", "offers"});
    catalogue_.categories = root.needed_names("categories", false);
    declared_.insert(catalogue_.categories.begin(), catalogue_.categories.end());
    candidates_.assign(declared_.begin(), declared_.end());
    if (const written::Written* offers = root.needed("offers", written::Written::Kind::list)) {
      if (offers->items.empty()) findings_.add(offers->place, "`offers` is empty", "add at least one offer");
      for (const written::Written& offer : offers->items) read_offer(offer);
    }
    if (!findings_.empty()) return tl::unexpected(std::move(findings_).in_order());
    std::sort(catalogue_.offers.begin(), catalogue_.offers.end(),
              [](const Offer& a, const Offer& b) { return a.id < b.id; });
    return std::move(catalogue_);
  }

 private:
  void read_offer(const written::Written& written) {
    written::Section section(findings_, written, "offers " + std::to_string(++offers_seen_),
                             {"id", "class", "category", "enhances"});
    Offer offer;
    offer.id = section.name("id");
    offer.offer_class = section.name("class");
    offer.category = section.optional_name("category");
    offer.enhances = section.optional_names("enhances");
    once(section, offer.id);
    if (!offer.category.empty()) declared(*section.find("category"));
    if (!offer.enhances.empty())
      for (const written::Written& item : section.find("enhances")->items)
        if (item.kind == written::Written::Kind::text && written::is_name(item.text)) declared(item);
    catalogue_.offers.push_back(std::move(offer));
  }

  void once(written::Section& section, const std::string& id) {
    if (id.empty()) return;
    const written::Place here = section.find("id")->place;
    const auto [at, fresh] = line_of_.try_emplace(id, here.line);
    if (!fresh)
      section.add(here,
                  "the offer " + written::quoted(id) + " stands in line " + std::to_string(at->second) + " already",
                  "leave one of them out");
  }

  void declared(const written::Written& category) {
    if (!declared_.contains(category.text))
      findings_.add(
          category.place, "the category " + written::quoted(category.text) + " is not among `categories`",
          candidates_.empty() ? "add it there" : written::suggestion(category.text, candidates_) + ", or add it there");
  }

  written::Findings findings_;
  Catalogue catalogue_;
  std::set<std::string> declared_;
  std::vector<std::string_view> candidates_;
  std::map<std::string, int> line_of_;
  int offers_seen_ = 0;
};

}  // namespace

tl::expected<Catalogue, Issues> read_catalogue(std::string_view text, std::string_view file) {
  if (text.size() > kCatalogueBytesMax)
    return tl::unexpected(Issues{
        {std::string(file), 0, 0, "the catalogue is larger than 4 mebibytes", "name the file of one offer catalogue"}});
  const auto written = file.ends_with(".json") ? written::read_json(text, file) : written::read_toml(text, file);
  if (!written) return tl::unexpected(Issues{written.error()});
  return CatalogueReader(file).read(*written);
}

}  // namespace assent::regime
