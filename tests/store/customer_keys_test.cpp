// The laws of the customers' keys, for every store of them, and what the key file promises in addition.
#include "ledger/contract_drafts.hpp"
#include "scratch.hpp"
#include "store/connection.hpp"
#include "store/memory_customer_keys.hpp"
#include "store/memory_ledger.hpp"
#include "store/sqlite_customer_keys.hpp"
#include "store/sqlite_ledger.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace assent::customer_keys_test {

using namespace store;
namespace {

using namespace testing_drafts;
using testing::ElementsAre;

void make_file(const Scratch& scratch) {
  const auto made = SqliteCustomerKeys::create(scratch.file(), system_seed);
  EXPECT_TRUE(made) << to_string(made.error());
}

std::unique_ptr<SqliteCustomerKeys> opened(const Scratch& scratch) {
  return std::move(SqliteCustomerKeys::open(scratch.file(), {}, system_seed).value());
}

struct Kind {
  friend void PrintTo(const Kind& each, std::ostream* out) { *out << each.name; }

  std::string name;
  std::unique_ptr<ledger::CustomerKeys> (*make)(const Scratch&);
};

class CustomerKeysContract : public testing::TestWithParam<Kind> {
 protected:
  CustomerKeysContract() : keys_(GetParam().make(scratch_)) {}

  std::vector<evidence::IdentityKey> of(std::vector<std::string_view> accounts) {
    return keys_->of_each(accounts).value();
  }
  std::optional<evidence::IdentityKey> found(std::string_view account, std::uint64_t number) {
    const ledger::KeyName name{account, number};
    return keys_->find({&name, 1}).value().front();
  }

  Scratch scratch_;
  std::unique_ptr<ledger::CustomerKeys> keys_;
};

TEST_P(CustomerKeysContract, AnAccountKeepsItsKeyAndHasItForItself) {
  const auto keys = of({"B", "A", "B"});
  ASSERT_EQ(keys.size(), 3U);
  EXPECT_EQ(keys[0], keys[2]);
  EXPECT_NE(keys[0].key, keys[1].key);
  EXPECT_EQ(keys[0].number, 1U);
  EXPECT_EQ(of({"A"}).front(), keys[1]);
  EXPECT_EQ(found("A", 1), keys[1]);
}

TEST_P(CustomerKeysContract, ADestroyedKeyIsGoneAndTheNextOneHasAnotherNumber) {
  const auto first = of({"A", "B"});
  EXPECT_EQ(keys_->destroy("A").value(), 1U);
  EXPECT_EQ(found("A", 1), std::nullopt);
  EXPECT_EQ(found("B", 1), first[1]);
  EXPECT_EQ(keys_->destroy("A").value(), 0U);
  const auto second = of({"A"}).front();
  EXPECT_EQ(second.number, 2U);
  EXPECT_NE(second.key, first[0].key);
  EXPECT_EQ(found("A", 1), std::nullopt);
  EXPECT_EQ(found("A", 2), second);
  EXPECT_EQ(keys_->destroy("nobody").value(), 0U);
}

// New accounts beside known ones and an erased one, in no order, some twice: more than go into one statement.
TEST_P(CustomerKeysContract, NewAndKnownAccountsGetTheirKeysTogether) {
  const auto known = of({"A-03", "A-11"});
  EXPECT_EQ(keys_->destroy("A-11").value(), 1U);
  std::vector<std::string> names;
  for (int i = 12; i >= 0; --i) names.push_back((i < 10 ? "A-0" : "A-") + std::to_string(i));
  names.push_back("A-07");
  const std::vector<std::string_view> accounts(names.begin(), names.end());
  const auto keys = of(accounts);
  std::set<evidence::Hash> different;
  for (std::size_t i = 0; i < names.size(); ++i) {
    EXPECT_EQ(keys[i].number, names[i] == "A-11" ? 2U : 1U) << names[i];
    EXPECT_EQ(found(names[i], keys[i].number), keys[i]) << names[i];
    different.insert(keys[i].key);
  }
  EXPECT_EQ(different.size(), names.size() - 1);
  EXPECT_EQ(keys[9], known[0]);
  EXPECT_EQ(keys.back(), keys[5]);
  EXPECT_EQ(of(accounts), keys);
}

TEST_P(CustomerKeysContract, AKeyThatNeverWasIsAFaultAndNotAnErasure) {
  of({"A"});
  for (const ledger::KeyName name : {ledger::KeyName{"A", 2}, ledger::KeyName{"B", 1}}) {
    const auto missing = keys_->find({&name, 1});
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, ErrorCode::damaged);
  }
}

TEST_P(CustomerKeysContract, TheKeyOfNumbersLasts) {
  const evidence::Hash key = keys_->number_key().value();
  of({"A"});
  (void)keys_->destroy("A");
  EXPECT_EQ(keys_->number_key().value(), key);
}

INSTANTIATE_TEST_SUITE_P(Stores, CustomerKeysContract,
                         testing::Values(Kind{"memory",
                                              [](const Scratch&) -> std::unique_ptr<ledger::CustomerKeys> {
                                                return std::make_unique<MemoryCustomerKeys>();
                                              }},
                                         Kind{"sqlite",
                                              [](const Scratch& scratch) -> std::unique_ptr<ledger::CustomerKeys> {
                                                make_file(scratch);
                                                return opened(scratch);
                                              }}),
                         [](const auto& kind) { return kind.param.name; });

std::string bytes_of(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

bool holds(const std::string& bytes, const evidence::Hash& key) {
  return std::search(bytes.begin(), bytes.end(), key.begin(), key.end(),
                     [](char a, std::uint8_t b) { return static_cast<std::uint8_t>(a) == b; }) != bytes.end();
}

TEST(KeyFile, KeepsItsKeysAndIsItsOwnersOnly) {
  const Scratch scratch;
  make_file(scratch);
  const std::string_view account = "A";
  const auto key = opened(scratch)->of_each({&account, 1}).value().front();
  EXPECT_EQ(opened(scratch)->of_each({&account, 1}).value().front(), key);
  struct stat status {};
  ASSERT_EQ(::stat(scratch.file("ledger.customer-keys").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600U);
}

// Many accounts, so that pages were divided and rows moved from one page to another.
TEST(KeyFile, HasNoByteLeftOfAKeyThatWasDestroyed) {
  const Scratch scratch;
  make_file(scratch);
  const auto keys = opened(scratch);
  std::vector<std::string> names;
  for (int i = 0; i < 2'000; ++i) names.push_back("A-" + std::to_string(i * 7919 % 2'000));
  for (std::size_t from = 0; from < names.size(); from += 100) {
    const std::vector<std::string_view> some(names.begin() + static_cast<std::ptrdiff_t>(from),
                                             names.begin() + static_cast<std::ptrdiff_t>(from + 100));
    ASSERT_TRUE(keys->of_each(some));
  }
  for (const std::string_view account : {"A-0", "A-777", "A-1999"}) {
    const evidence::Hash key = keys->of_each({&account, 1}).value().front().key;
    const std::string_view kept = "A-1";
    const evidence::Hash other = keys->of_each({&kept, 1}).value().front().key;
    ASSERT_TRUE(holds(bytes_of(scratch.file("ledger.customer-keys")), key));
    EXPECT_EQ(keys->destroy(account).value(), 1U);
    EXPECT_FALSE(holds(bytes_of(scratch.file("ledger.customer-keys")), key));
    EXPECT_TRUE(holds(bytes_of(scratch.file("ledger.customer-keys")), other));
    EXPECT_EQ(::access(scratch.file("ledger.customer-keys-journal").c_str(), F_OK), -1);
  }
}

TEST(KeyFile, OfAnotherLedgerIsNotWrittenOver) {
  const Scratch scratch;
  const std::string_view account = "A";
  make_file(scratch);
  make_file(scratch);  // no customer has a key yet: the ledger was not made
  ASSERT_TRUE(opened(scratch)->of_each({&account, 1}));
  const auto again = SqliteCustomerKeys::create(scratch.file(), system_seed);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, ErrorCode::invalid);
}

TEST(KeyFile, ThatIsDamagedIsSaidToBe) {
  const Scratch scratch;
  make_file(scratch);
  const evidence::Hash key = opened(scratch)->number_key().value();
  std::string bytes = bytes_of(scratch.file("ledger.customer-keys"));
  const auto at = std::search(bytes.begin(), bytes.end(), key.begin(), key.end(),
                              [](char a, std::uint8_t b) { return static_cast<std::uint8_t>(a) == b; });
  ASSERT_NE(at, bytes.end());
  *at = static_cast<char>(*at ^ 1);
  std::ofstream(scratch.file("ledger.customer-keys"), std::ios::binary) << bytes;
  const auto damaged = SqliteCustomerKeys::open(scratch.file(), {}, system_seed);
  ASSERT_FALSE(damaged);
  EXPECT_EQ(damaged.error().code, ErrorCode::damaged);
  EXPECT_NE(damaged.error().message.find("ledger.customer-keys"), std::string::npos);
}

// A carrier that has lost the key file can do everything that needs no key.
TEST(KeyFile, IsMissedWhereOneMustBeFoundByNumberAndNowhereElse) {
  const Scratch scratch;
  {
    const auto ledger = std::move(SqliteLedger::create(scratch.file()).value());
    ASSERT_TRUE(append_one(*ledger, customer("A", "+9611000000")));
  }
  std::filesystem::rename(scratch.file("ledger.customer-keys"), scratch.file("elsewhere"));
  const auto ledger = std::move(SqliteLedger::open(scratch.file(), Access::read_write).value());
  const auto by_number = ledger->accounts_of_telephone("+9611000000");
  ASSERT_FALSE(by_number);
  EXPECT_EQ(by_number.error().code, ErrorCode::unavailable);
  EXPECT_NE(by_number.error().message.find("ledger.customer-keys"), std::string::npos);
  EXPECT_FALSE(ledger->entries_of("A"));
  EXPECT_FALSE(append_one(*ledger, customer("B", "+9612000000")));
  EXPECT_EQ(ledger->closed_entries_of("A").value().size(), 1U);
  EXPECT_TRUE(append_one(*ledger, opt_out("A")));
  EXPECT_TRUE(append_one(*ledger, customer("C")));
  EXPECT_TRUE(ledger->verify({}).value().whole());

  std::filesystem::rename(scratch.file("elsewhere"), scratch.file("ledger.customer-keys"));
  EXPECT_THAT(ledger->accounts_of_telephone("+9611000000").value(), ElementsAre("A"));
}

// The power failed after the key was durable and before the entry was.
TEST(KeyFile, MayHaveAKeyThatNoEntryUses) {
  const Scratch scratch;
  const auto ledger = std::move(SqliteLedger::create(scratch.file()).value());
  const std::string_view account = "A";
  const auto key = opened(scratch)->of_each({&account, 1}).value().front();
  EXPECT_TRUE(ledger->entries_of("A").value().empty());
  EXPECT_TRUE(ledger->verify({}).value().whole());
  ASSERT_TRUE(append_one(*ledger, customer("A", "+9611000000", "row 1")));
  EXPECT_TRUE(append_one(*ledger, customer("A", "+9611000000", "row 1")).value().repeated);
  EXPECT_EQ(opened(scratch)->of_each({&account, 1}).value().front(), key) << "the entry took that key";
  EXPECT_EQ(ledger::profile_in(ledger->entries_of("A").value().front()).telephones, Names{"+9611000000"});
}

// A key file beside the wrong ledger.
class KeyFileOfAnother : public testing::Test {
 protected:
  KeyFileOfAnother() {
    make("one", "A");
    const auto ledger = std::move(SqliteLedger::open(scratch_.file("one"), Access::read_only).value());
    pseudonym_ = ledger->pseudonym_of("+9611000000").value();
  }

  void make(const std::string& name, const std::string& account) {
    const auto ledger = std::move(SqliteLedger::create(scratch_.file(name.c_str())).value());
    EXPECT_TRUE(append_one(*ledger, customer(account, "+9611000000")));
  }
  void put(const std::string& other) {
    std::filesystem::copy_file(scratch_.file((other + ".customer-keys").c_str()), scratch_.file("one.customer-keys"),
                               std::filesystem::copy_options::overwrite_existing);
  }
  std::unique_ptr<Connection> key_file(const std::string& name) {
    return std::move(Connection::open(scratch_.file((name + ".customer-keys").c_str()), Connection::Mode::read_write,
                                      Connection::Pages::as_they_are, {})
                         .value());
  }

  template <class Answer>
  static void expect_refused(const Answer& answer) {
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, ErrorCode::damaged);
    EXPECT_THAT(answer.error().message, testing::HasSubstr("another ledger's"));
    EXPECT_EQ(answer.error().mend, "put the key file of this ledger back, the latest copy of it");
  }

  // Everything that needs a key says so before it does anything; decisions and refusals need none.
  void expect_found_at_once() {
    const auto bytes = bytes_of(scratch_.file("one.customer-keys"));
    const auto ledger = std::move(SqliteLedger::open(scratch_.file("one"), Access::read_write).value());
    expect_refused(ledger->pseudonym_of("+9611000000"));
    expect_refused(ledger->accounts_of_telephone("+9611000000"));
    expect_refused(ledger->entries_of("A"));
    expect_refused(append_one(*ledger, customer("B", "+9612000000")));
    expect_refused(ledger->erase_identity("A"));
    EXPECT_EQ(bytes_of(scratch_.file("one.customer-keys")), bytes);
    EXPECT_TRUE(append_one(*ledger, opt_out("A")));
    const auto closed = ledger->closed_entries_of("A").value();
    ASSERT_EQ(closed.size(), 2U);
    EXPECT_EQ(ledger::profile_in(closed.front()).telephones, Names{pseudonym_});
  }

  Scratch scratch_;
  std::string pseudonym_;
};

TEST_F(KeyFileOfAnother, WithTheSameAccountsIsFoundAtOnce) {
  make("other", "A");
  put("other");
  expect_found_at_once();
}

TEST_F(KeyFileOfAnother, WithOtherAccountsIsFoundAtOnce) {
  make("other", "C");
  put("other");
  expect_found_at_once();
}

TEST_F(KeyFileOfAnother, WithoutAccountsIsFoundAtOnce) {
  ASSERT_TRUE(SqliteLedger::create(scratch_.file("other")));
  put("other");
  expect_found_at_once();
}

// Otherwise no customer would be found by their number, and a STOP would be kept for no account.
TEST_F(KeyFileOfAnother, WithTheCustomersKeysOfThisOneIsFoundAtOnce) {
  make("other", "A");
  std::string row;
  {
    const auto other = key_file("other");
    auto select = other->prepare("SELECT hex(key), hex(proof) FROM number_key").value();
    ASSERT_TRUE(select.step().value());
    row = "key=x'" + std::string(select.text(0)) + "', proof=x'" + std::string(select.text(1)) + "'";
  }
  ASSERT_TRUE(key_file("one")->execute(("UPDATE number_key SET " + row).c_str()));
  expect_found_at_once();
}

// An earlier copy lacks the keys of later customers; this is found when their entries must be opened.
TEST(KeyFile, OfAnEarlierDayOpensWhatItCan) {
  const Scratch scratch;
  std::string bytes;
  {
    const auto ledger = std::move(SqliteLedger::create(scratch.file()).value());
    std::vector<ledger::Draft> drafts;
    for (int i = 0; i < 20; ++i) drafts.push_back(customer("A-" + std::to_string(10 + i), "+9611000000"));
    ASSERT_TRUE(ledger::append_all(*ledger, drafts, noon_plus(0)));
    bytes = bytes_of(scratch.file("ledger.customer-keys"));
    ASSERT_TRUE(append_one(*ledger, customer("B", "+9612000000")));
  }
  std::ofstream(scratch.file("ledger.customer-keys"), std::ios::binary) << bytes;
  const auto ledger = std::move(SqliteLedger::open(scratch.file(), Access::read_only).value());
  EXPECT_TRUE(ledger->entries_of("A-10"));
  const auto entries = ledger->entries_of("B");
  ASSERT_FALSE(entries);
  EXPECT_EQ(entries.error().code, ErrorCode::damaged);
  EXPECT_THAT(entries.error().message, testing::HasSubstr("too old"));
  EXPECT_EQ(ledger->closed_entries_of("B").value().size(), 1U);
}

}  // namespace
}  // namespace assent::customer_keys_test
