// What identifies a customer: sealed in the entry's bytes, opened by the customer's key and by nothing else.
#include "evidence/identity.hpp"
#include "evidence/generators.hpp"
#include "evidence/samples.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>

namespace assent::identity_test {

using namespace evidence;
namespace {

const Hash kNumberKey = sample::hash();

CustomerRecorded office() { return std::get<CustomerRecorded>(sample::body(EntryKind::customer)); }

// In the form that a reader of the bytes gets.
CustomerRecorded read_back(const CustomerRecorded& customer, const std::string& account) {
  Entry entry = sample::entry(EntryKind::customer);
  entry.account = account;
  entry.body = customer;
  return std::get<CustomerRecorded>(decode(encode(entry)).value().body);
}

bool holds(const Bytes& bytes, std::string_view text) {
  return std::search(bytes.begin(), bytes.end(), text.begin(), text.end()) != bytes.end();
}

RC_GTEST_PROP(Identity, WhatWasSealedIsOpenedAsItWas, (std::uint64_t number)) {
  CustomerRecorded customer;
  customer.telephones = *generate::distinct_names();
  customer.email_addresses = *generate::distinct_names();
  customer.address = *generate::address();
  std::erase_if(customer.telephones, [](const std::string& each) { return is_pseudonym(each); });
  const IdentityKey key{number | 1, *generate::hash()};
  CustomerRecorded sealed = customer;
  seal(sealed, "A-1", key, kNumberKey);
  RC_ASSERT(sealed.sealed.has_value() == identifies(customer));
  CustomerRecorded read = read_back(sealed, "A-1");
  if (!read.sealed) return;
  RC_ASSERT(read.telephones.empty());
  RC_ASSERT(open(read, "A-1", key));
  RC_ASSERT(read == customer);
}

TEST(Identity, NothingOfItStandsInTheBytes) {
  Entry entry = sample::entry(EntryKind::customer);
  seal(std::get<CustomerRecorded>(entry.body), entry.account, sample::key(), kNumberKey);
  const Bytes bytes = encode(entry);
  for (const char* text : {"9611000000", "office", "example.org", "Example Street"}) EXPECT_FALSE(holds(bytes, text));
  for (const char* text : {"internet", "Asia/Beirut", "A-1001"}) EXPECT_TRUE(holds(bytes, text)) << text;
}

TEST(Identity, NoOtherKeyAndNoOtherAccountOpensIt) {
  CustomerRecorded sealed = office();
  seal(sealed, "A-1", sample::key(), kNumberKey);
  CustomerRecorded read = read_back(sealed, "A-1");
  const CustomerRecorded as_read = read;
  Hash other = sample::hash();
  other[31] ^= 1;
  EXPECT_FALSE(open(read, "A-1", {1, other}));
  EXPECT_FALSE(open(read, "A-2", sample::key()));
  EXPECT_FALSE(open(read, "A-1", {2, sample::hash()}));
  for (std::size_t at = 0; at < read.sealed->box.size(); ++at) {
    read.sealed->box[at] ^= 0x40;
    EXPECT_FALSE(open(read, "A-1", sample::key())) << at;
    read.sealed->box[at] ^= 0x40;
  }
  EXPECT_EQ(read, as_read);
  EXPECT_TRUE(open(read, "A-1", sample::key()));
  EXPECT_EQ(read, office());
}

TEST(Identity, TheSameContentGivesTheSameBoxAndAnotherGivesAnotherNonce) {
  CustomerRecorded one = office();
  CustomerRecorded again = office();
  CustomerRecorded other = office();
  other.telephones.push_back("+9613000000");
  for (CustomerRecorded* each : {&one, &again, &other}) seal(*each, "A-1", sample::key(), kNumberKey);
  EXPECT_EQ(one.sealed, again.sealed);
  const auto nonce = [](const CustomerRecorded& each) {
    return Bytes(each.sealed->box.begin(), each.sealed->box.begin() + 24);
  };
  EXPECT_NE(nonce(one), nonce(other));
}

TEST(Identity, WhereTheKeyIsGoneThePseudonymOfEachNumberIsLeft) {
  CustomerRecorded customer = office();
  customer.telephones = {"+9611000000", "+9613000000"};
  seal(customer, "A-1", sample::key(), kNumberKey);
  CustomerRecorded read = read_back(customer, "A-1");
  close(read);
  EXPECT_EQ(read.telephones, (Names{pseudonym(kNumberKey, "+9611000000"), pseudonym(kNumberKey, "+9613000000")}));
  EXPECT_TRUE(std::all_of(read.telephones.begin(), read.telephones.end(), is_pseudonym));
  EXPECT_TRUE(read.email_addresses.empty());
  EXPECT_EQ(read.address, PostalAddress{});
  EXPECT_EQ(read.services, office().services);
  EXPECT_FALSE(needs_key(read));
  // If it is recorded again as it is read now, it keeps them, and no key is needed.
  CustomerRecorded again = read;
  seal(again, "A-1", {}, kNumberKey);
  CustomerRecorded read_again = read_back(again, "A-1");
  close(read_again);
  EXPECT_EQ(read_again, read);
}

PrivacyDocumentRecorded document() {
  return std::get<PrivacyDocumentRecorded>(sample::body(EntryKind::privacy_document));
}

PrivacyDocumentRecorded read_back(const PrivacyDocumentRecorded& document, const std::string& account) {
  Entry entry = sample::entry(EntryKind::privacy_document);
  entry.account = account;
  entry.body = document;
  return std::get<PrivacyDocumentRecorded>(decode(encode(entry)).value().body);
}

RC_GTEST_PROP(Identity, ADocumentIsOpenedAsItWas, (std::uint64_t number)) {
  PrivacyDocumentRecorded kept = document();
  kept.text = *generate::text();
  const IdentityKey key{number | 1, *generate::hash()};
  PrivacyDocumentRecorded sealed = kept;
  seal(sealed, "A-1", key);
  PrivacyDocumentRecorded read = read_back(sealed, "A-1");
  RC_ASSERT(read.sealed.has_value() == !kept.text.empty());
  RC_ASSERT(read.text.empty());
  if (read.sealed) RC_ASSERT(open(read, "A-1", key));
  RC_ASSERT(read == kept);
}

TEST(Identity, OfADocumentOnlyItsTypeAndIdStandInTheBytes) {
  const Bytes bytes = encode(sample::sealed_entry(EntryKind::privacy_document));
  EXPECT_TRUE(holds(bytes, "partyPrivacyProfile"));
  EXPECT_FALSE(holds(bytes, "Mine"));
  EXPECT_FALSE(holds(bytes, "1.50"));
}

TEST(Identity, NoOtherKeyNoOtherAccountAndNoOtherBoxOpensADocument) {
  PrivacyDocumentRecorded sealed = document();
  seal(sealed, "A-1", sample::key());
  PrivacyDocumentRecorded read = read_back(sealed, "A-1");
  Hash other = sample::hash();
  other[0] ^= 1;
  EXPECT_FALSE(open(read, "A-1", {1, other}));
  EXPECT_FALSE(open(read, "A-2", sample::key()));
  EXPECT_FALSE(open(read, "A-1", {2, sample::hash()}));
  CustomerRecorded customer = office();
  seal(customer, "A-1", sample::key(), kNumberKey);
  PrivacyDocumentRecorded of_a_customer = read;
  of_a_customer.sealed->box = customer.sealed->box;
  EXPECT_FALSE(open(of_a_customer, "A-1", sample::key()));
  close(read);
  EXPECT_TRUE(read.text.empty());
  EXPECT_FALSE(read.sealed);
}

TEST(Identity, APseudonymIsOfOneNumberUnderOneKey) {
  Hash other = kNumberKey;
  other[0] ^= 1;
  const std::string name = pseudonym(kNumberKey, "+9611000000");
  EXPECT_TRUE(is_pseudonym(name));
  EXPECT_EQ(pseudonym(kNumberKey, name), name);
  EXPECT_NE(pseudonym(kNumberKey, "+9611000001"), name);
  EXPECT_NE(pseudonym(other, "+9611000000"), name);
  for (const char* each : {"", "#", "+9611000000", "#00112233445566778899AABBCCDDEEFF"})
    EXPECT_FALSE(is_pseudonym(each));
}

TEST(Identity, EachAccountAndNumberHasAKeyOfItsOwn) {
  const Hash one = derived_key(sample::hash(), "A-1", 1);
  EXPECT_NE(one, derived_key(sample::hash(), "A-1", 2));
  EXPECT_NE(one, derived_key(sample::hash(), "A-2", 1));
  EXPECT_NE(one, derived_key({}, "A-1", 1));
}

}  // namespace
}  // namespace assent::identity_test
