// Which role can have which scope: the whole matrix, so that any change of it is visible.

#include "access/scope.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

namespace assent::access::grants_test {
namespace {

const std::string kGolden = ASSENT_SOURCE_DIR "/tests/access/grants.golden";

// A row for each scope, a column for each role; `x`: the role can have the scope.
std::string matrix() {
  std::string text(26, ' ');
  for (std::size_t r = 0; r < kRoles; ++r) text += std::string(to_string(static_cast<Role>(r))) + ' ';
  text.back() = '\n';
  for (std::size_t s = 1; s < kScopes; ++s) {
    const auto scope = static_cast<Scope>(s);
    std::string line(to_string(scope));
    line.resize(26, ' ');
    for (std::size_t r = 0; r < kRoles; ++r) {
      const auto role = static_cast<Role>(r);
      line += grants(role, scope) ? 'x' : '.';
      if (r + 1 < kRoles) line.append(to_string(role).size(), ' ');
    }
    text += line + '\n';
  }
  return text;
}

TEST(Grants, AreAsTheyWere) {
  if (std::getenv("ASSENT_UPDATE_GOLDEN") != nullptr) std::ofstream(kGolden) << matrix();
  std::ifstream file(kGolden);
  std::stringstream golden;
  golden << file.rdbuf();
  EXPECT_EQ(matrix(), golden.str()) << "if this change is meant, write the golden file anew";
}

std::string table() {
  std::string text = "| scope |";
  for (std::size_t r = 0; r < kRoles; ++r) text += ' ' + std::string(to_string(static_cast<Role>(r))) + " |";
  text += "\n|---|";
  for (std::size_t r = 0; r < kRoles; ++r) text += "---|";
  for (std::size_t s = 1; s < kScopes; ++s) {
    const auto scope = static_cast<Scope>(s);
    text += "\n| `" + std::string(to_string(scope)) + "` |";
    for (std::size_t r = 0; r < kRoles; ++r) text += grants(static_cast<Role>(r), scope) ? " yes |" : " |";
  }
  return text + '\n';
}

TEST(Grants, AreAsTheManualSays) {
  std::ifstream file(ASSENT_SOURCE_DIR "/docs/access.md");
  std::stringstream page;
  page << file.rdbuf();
  EXPECT_NE(page.str().find(table()), std::string::npos) << "docs/access.md lacks:\n" << table();
}

TEST(Grants, AnybodyIsGrantedToAll) {
  for (std::size_t r = 0; r < kRoles; ++r) EXPECT_TRUE(grants(static_cast<Role>(r), Scope::anybody));
  EXPECT_TRUE(Scopes{}.has(Scope::anybody));
}

TEST(Scope, EachHasOneName) {
  for (std::size_t s = 1; s < kScopes; ++s) {
    const auto scope = static_cast<Scope>(s);
    EXPECT_EQ(scope_of(to_string(scope)), scope);
  }
  for (std::size_t r = 0; r < kRoles; ++r) EXPECT_EQ(role_of(to_string(static_cast<Role>(r))), static_cast<Role>(r));
  EXPECT_EQ(scope_of(""), std::nullopt);
  EXPECT_EQ(role_of("Service"), std::nullopt);
}

TEST(Scope, ATokenMayNameScopesOfOtherSystems) {
  Scopes both;
  both.add(Scope::decisions_ask);
  both.add(Scope::privacy_read);
  EXPECT_EQ(scopes_in("openid decisions:ask billing:pay privacy:read"), both);
  EXPECT_EQ(scopes_in("  privacy:read  decisions:ask "), both);
  EXPECT_EQ(scopes_in(""), Scopes{});
  EXPECT_EQ(scopes_in("decisions:ask,privacy:read"), Scopes{}) << "blanks stand between them, and nothing else";
}

}  // namespace
}  // namespace assent::access::grants_test
