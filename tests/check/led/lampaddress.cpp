/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lampaddress.h"

#include <gtest/gtest.h>

#include <array>

namespace mood::test {
namespace {

constexpr std::array<LampScheme, 2> kSchemes = {{{"http", 80}, {"https", 443}}};

LampAddress parse(const std::string& text) {
  std::string error;
  const auto address = parse_lamp_address(text, kSchemes, &error);
  EXPECT_TRUE(address) << error;
  return address.value_or(LampAddress());
}

std::string error_of(const std::string& text) {
  std::string error;
  EXPECT_FALSE(parse_lamp_address(text, kSchemes, &error)) << text;
  return error;
}

}  // namespace

TEST(LampAddress, HasDefaults) {
  EXPECT_EQ(parse("wled.local").url(), "http://wled.local:80");
  EXPECT_EQ(parse("https://host/").url(), "https://host:443");
  EXPECT_EQ(parse("HTTP://host:8080/a/b/").url(), "http://host:8080/a/b");
  EXPECT_EQ(parse("192.168.1.7:81").url(), "http://192.168.1.7:81");
  EXPECT_EQ(parse("http://[::1]:81").url(), "http://[::1]:81");
}

TEST(LampAddress, KeepsSecretsApart) {
  const LampAddress address = parse("http://us%40er:pa%3Ass@host:81");
  EXPECT_EQ(address.user, "us@er");
  EXPECT_EQ(address.password, "pa:ss");
  EXPECT_EQ(address.url(), "http://host:81");
}

TEST(LampAddress, ErrorsSayWhatToDoAndNoSecrets) {
  EXPECT_NE(error_of("ftp://host").find("http://, https://"),
            std::string::npos);
  EXPECT_NE(error_of("http://host:99999").find("http://host:port"),
            std::string::npos);
  EXPECT_NE(error_of("http://").find("no host"), std::string::npos);
  EXPECT_NE(error_of("http://host:0").find("port"), std::string::npos);
  EXPECT_EQ(error_of("ftp://user:geheim@host").find("geheim"),
            std::string::npos);
  EXPECT_EQ(error_of("http://user:ge heim@ho st").find("heim"),
            std::string::npos);
}

TEST(LampAddress, IsCalledByItsNames) {
  const LampAddress address = parse("http://Kitchen.local:8080");
  for (const char* name : {"kitchen", "kitchen.local", "kitchen.local:8080",
                           "http://kitchen.local:8080"})
    EXPECT_TRUE(address.is_called(name)) << name;
  EXPECT_FALSE(address.is_called("kit"));
  EXPECT_FALSE(address.is_called("http"));
  EXPECT_FALSE(parse("http://127.0.0.1").is_called("127"));
}

TEST(LampAddress, ListsAreSplit) {
  EXPECT_EQ(split_list(" a, b ,,c "),
            (std::vector<std::string>{"a", "b", "c"}));
  EXPECT_EQ(split_list("a;b,c", ";,").size(), 3u);
  EXPECT_TRUE(split_list(" , ").empty());
}

TEST(LampAddress, SecretsCanBeLeftOut) {
  EXPECT_EQ(without_secrets("http://u:p@a, http://b,u:p@c"),
            "http://***@a,http://b,***@c");
  EXPECT_EQ(without_secrets("http://u:p@q@a"), "http://***@a");
}

TEST(LampAddress, SecretsWithCommasAreLeftOutToo) {
  for (const char* text : {"http://me:geh,eim@host", "http://me:1,2,geh@host"})
    EXPECT_EQ(without_secrets(text).find("me:"), std::string::npos) << text;
  EXPECT_EQ(error_of("http://me:geh").find("geh"), std::string::npos);
  EXPECT_EQ(without_secrets("http://a:81,b:82,[::1],[::1]:5"),
            "http://a:81,b:82,[::1],[::1]:5");
}

TEST(LampAddress, SignsThatBelongInAPasswordOnlyInCodeAreRefused) {
  for (const char* text : {"http://me:1/geheim@host", "http://me:1?geheim@host",
                           "http://me:1#geheim@host", "http://:geheim@host"}) {
    const std::string error = error_of(text);
    EXPECT_NE(error.find("%40"), std::string::npos) << error;
    EXPECT_EQ(error.find("geheim"), std::string::npos) << error;
  }
}

TEST(LampAddress, PathsStayAsTheyAreWritten) {
  EXPECT_EQ(parse("host/a%20b%2Fc").url(), "http://host:80/a%20b%2Fc");
}

}  // namespace mood::test
