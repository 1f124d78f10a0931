// Offer catalogues: the default one, in both formats, and every kind of fault at its place.
#include "texts.hpp"

#include <gmock/gmock.h>

namespace assent::catalogue_test {

using namespace regime;
namespace {

using testing::ElementsAre;

TEST(Catalogue, ReadsTheSameInBothFormats) {
  const auto toml = read_catalogue(text_of("catalogues/default.toml"), "default.toml");
  const auto json = read_catalogue(text_of("tests/regime/data/catalogue.json"), "catalogue.json");
  ASSERT_TRUE(toml) << lines(toml.error());
  ASSERT_TRUE(json) << lines(json.error());
  EXPECT_EQ(toml->categories, json->categories);
  EXPECT_EQ(toml->offers, json->offers);
}

TEST(Catalogue, HasTheOffersOfTheCases) {
  const auto catalogue = read_catalogue(text_of("catalogues/default.toml"), "default.toml");
  ASSERT_TRUE(catalogue) << lines(catalogue.error());
  EXPECT_THAT(catalogue->categories, ElementsAre("local", "long_distance", "mobile", "voip", "internet"));
  EXPECT_THAT(
      catalogue->offers,
      ElementsAre(Offer{"call_waiting", "adjunct", "", {"local", "mobile"}},
                  Offer{"caller_id", "adjunct", "", {"local", "mobile"}}, Offer{"handset", "equipment", "", {}},
                  Offer{"insurance", "other", "", {}}, Offer{"internet", "information_service", "internet", {}},
                  Offer{"long_distance", "telecom", "long_distance", {}}, Offer{"mobile_plan", "telecom", "mobile", {}},
                  Offer{"second_line", "telecom", "local", {}},
                  Offer{"speed_dialing", "adjunct", "", {"local", "mobile"}}, Offer{"travel_site", "other", "", {}},
                  Offer{"voice_mail", "information_service", "", {"local", "mobile"}}));
  ASSERT_NE(catalogue->find("voice_mail"), nullptr);
  EXPECT_EQ(catalogue->find("voice_mail")->offer_class, "information_service");
  EXPECT_EQ(catalogue->find("yacht"), nullptr);
}

struct Fault {
  std::string name;
  std::string file;
  std::string text;
  std::string issues;
};

void PrintTo(const Fault& fault, std::ostream* out) { *out << fault.name; }

class CatalogueFault : public testing::TestWithParam<Fault> {};

TEST_P(CatalogueFault, IsFoundAtItsPlace) {
  const Fault& fault = GetParam();
  const auto catalogue = read_catalogue(fault.text, fault.file);
  ASSERT_FALSE(catalogue);
  EXPECT_EQ(lines(catalogue.error()), fault.issues);
}

const std::vector<Fault> kFaults = {
    {"OfferTwice", "c.toml",
     "categories = [\"local\"]\n[[offers]]\nid = \"a\"\nclass = \"telecom\"\n[[offers]]\nid = \"a\"\nclass = "
     "\"other\"\n",
     "c.toml:6:6: the offer `a` stands in line 3 already; leave one of them out\n"},
    {"UndeclaredCategory", "c.toml",
     "categories = [\"local\"]\n[[offers]]\nid = \"a\"\nclass = \"telecom\"\ncategory = \"locl\"\n",
     "c.toml:5:12: the category `locl` is not among `categories`; write `local`, or add it there\n"},
    {"UndeclaredEnhancement", "c.toml",
     "categories = [\"local\"]\n[[offers]]\nid = \"a\"\nclass = \"telecom\"\nenhances = [\"local\", \"mobile\"]\n",
     "c.toml:5:22: the category `mobile` is not among `categories`; write `local`, or add it there\n"},
    {"MissingClass", "c.toml", "categories = [\"local\"]\n[[offers]]\nid = \"a\"\n",
     "c.toml:2:1: `offers 1.class` is missing; add `class`\n"},
    {"MissingId", "c.toml", "categories = [\"local\"]\n[[offers]]\nclass = \"other\"\n",
     "c.toml:2:1: `offers 1.id` is missing; add `id`\n"},
    {"UnknownKey", "c.toml", "categories = [\"local\"]\n[[offers]]\nid = \"a\"\nclas = \"other\"\nprice = 3\n",
     "c.toml:4:1: unknown key `clas` in `offers 1`; write `class`\n"
     "c.toml:5:1: unknown key `price` in `offers 1`; leave it out; known here: `id`, `class`, `category`, "
     "`enhances`\n"},
    {"NoCategories", "c.toml", "categories = []\n[[offers]]\nid = \"a\"\nclass = \"other\"\ncategory = \"local\"\n",
     "c.toml:1:14: `categories` is empty; list at least one name\n"
     "c.toml:5:12: the category `local` is not among `categories`; add it there\n"},
    {"NoOffers", "c.toml", "categories = [\"local\"]\noffers = []\n",
     "c.toml:2:10: `offers` is empty; add at least one offer\n"},
    {"Empty", "c.toml", "",
     "c.toml:1:1: `categories` is missing; add `categories`\nc.toml:1:1: `offers` is missing; add `offers`\n"},
    {"EmptyEnhances", "c.toml", "categories = [\"local\"]\n[[offers]]\nid = \"a\"\nclass = \"other\"\nenhances = []\n",
     "c.toml:5:12: `offers 1.enhances` is empty; list at least one name, or leave the key out\n"},
    {"TomlSyntax", "c.toml", "categories = [\"local\"\n[[offers]]\n",
     "c.toml:2:1: error while parsing array: expected comma or closing `]`, saw `[`; mend the TOML here; nothing after "
     "it was read\n"},

    {"JsonSyntax", "c.json", "{\n \"categories\": [\"local\",],\n \"offers\": []}",
     "c.json:2:25: the JSON is not well formed here; mend the JSON here; nothing after it was read\n"},
    {"JsonCutOff", "c.json", "{\"categories\": [\"local\"],\n \"offers\": [",
     "c.json:2:12: the JSON is cut off; add what is missing at the end\n"},
    {"JsonEmpty", "c.json", "", "c.json:1:1: the JSON is cut off; add what is missing at the end\n"},
    {"JsonGoesOn", "c.json", "{}\n\n x", "c.json:3:2: more follows the end of the JSON; leave it out\n"},
    {"JsonKeyTwice", "c.json", "{\"categories\": [\"local\"],\n \"categories\": []}",
     "c.json:2:2: the key `categories` stands twice in one table; leave one of them out\n"},
    {"JsonNotUtf8", "c.json", "{\"categories\": [\"lo\xff\"]}",
     "c.json:1:20: the JSON is not UTF-8 here; write it in UTF-8\n"},
    {"JsonTooDeep", "c.json", std::string(40, '['),
     "c.json:1:33: the JSON has too many levels here; write it with fewer levels\n"},
    {"JsonNoTable", "c.json", " [1]", "c.json:1:2: the whole is a list, not a table; write a table\n"},
    {"JsonNumber", "c.json", "12", "c.json:1:1: the whole is a whole number, not a table; write a table\n"},
    {"JsonPlacesCountCharacters", "c.json",
     "{\"categories\": [\"محلي\"], \"offers\": [{\"id\": \"a\", \"class\": \"other\", \"category\": \"local\"}]}",
     "c.json:1:79: the category `local` is not among `categories`; write `محلي`, or add it there\n"},
    {"JsonWrongKinds", "c.json",
     "{\"categories\": [true, null],\n \"offers\": [{\"id\": 1.5, \"class\": 18446744073709551615},\n  [],\n  {\"id\": "
     "\"\", \"class\": "
     "\"a b\", \"category\": -3}]}",
     "c.json:1:17: `categories` is true or false, not text; write text in quotes\n"
     "c.json:1:23: `categories` is of a kind that is not used here, not text; write text in quotes\n"
     "c.json:2:20: `offers 1.id` is of a kind that is not used here, not text; write text in quotes\n"
     "c.json:2:34: `offers 1.class` is of a kind that is not used here, not text; write text in quotes\n"
     "c.json:3:3: `offers 2` is a list, not a table; write a table\n"
     "c.json:4:10: `offers 3.id` is empty; write one word, without blanks\n"
     "c.json:4:23: `offers 3.class` is `a b`, which is not a name; write one word, without blanks\n"
     "c.json:4:42: `offers 3.category` is a whole number, not text; write text in quotes\n"},
};

INSTANTIATE_TEST_SUITE_P(Faults, CatalogueFault, testing::ValuesIn(kFaults),
                         [](const auto& each) { return each.param.name; });

TEST(Catalogue, TooLargeIsRefusedUnread) {
  const auto catalogue = read_catalogue(std::string(4 * 1024 * 1024 + 1, ' '), "c.toml");
  ASSERT_FALSE(catalogue);
  EXPECT_EQ(lines(catalogue.error()),
            "c.toml: the catalogue is larger than 4 mebibytes; name the file of one offer catalogue\n");
}

}  // namespace
}  // namespace assent::catalogue_test
