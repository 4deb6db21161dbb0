/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "clientfixture.h"

namespace mood::test {
namespace {

class ClientFallback : public ClientFixture {
 protected:
  void SetUp() override {
    ClientFixture::SetUp();
    if (!find_module()) GTEST_SKIP() << "no extractor module";
    parameters_.timeout = 2s;
    allow_fallback();
  }
  void expect_results_from_a_thread() {
    configure(Feeder::Pace::kComplete);
    push(kRate);
    EXPECT_EQ(wait_for_all(), Wait::kReached);
    const auto record = listener_.record();
    EXPECT_EQ(record.statuses.back().kind, Kind::kStarted);
    EXPECT_EQ(record.statuses.back().backend, "thread");
    EXPECT_EQ(record.statuses.back().pid, 0);
    EXPECT_GE(record.moods.size(), 8u);
  }
};

class ClientFallbackOn : public ClientFallback,
                         public testing::WithParamInterface<const char*> {};

TEST_P(ClientFallbackOn, TakesAThreadWhenNoHelperCanBeStarted) {
  use_fake(GetParam());
  if (std::string(GetParam()) == "mute") parameters_.timeout = 100ms;
  start();
  ASSERT_TRUE(listener_.wait_for_status(Kind::kStarted));
  expect_results_from_a_thread();
  EXPECT_TRUE(client_->in_process());
  EXPECT_EQ(fallbacks_, 1u);
  EXPECT_EQ(starts(), 1u);
  const auto record = listener_.record();
  EXPECT_EQ(record.warnings(), 1u);
  EXPECT_EQ(record.count(Kind::kDegraded), 1u);
  EXPECT_EQ(record.count(Kind::kLost), 0u);
}

INSTANTIATE_TEST_SUITE_P(Start, ClientFallbackOn,
                         testing::Values("exit", "old", "mute", "garbage-first",
                                         "oversized-first", "stop-at-once"),
                         [](const auto& info) {
                           std::string name = info.param;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

TEST_F(ClientFallback, TakesAThreadWhenThereIsNoHelperProgram) {
  parameters_.helper = std::make_unique<HelperProcess>("/nowhere/helper");
  start();
  ASSERT_TRUE(listener_.wait_for_status(Kind::kStarted));
  expect_results_from_a_thread();
}

TEST_F(ClientFallback, ServesARegionSharedBeforeTheThreadTookOver) {
  use_fake("old");
  client_.reset();
  start();
  configure(Feeder::Pace::kLive);  // shared or not, whoever is faster
  push(kRate / 2);
  EXPECT_EQ(wait_for_all(), Wait::kReached);
  EXPECT_GE(listener_.record().moods.size(), 3u);
}

TEST_F(ClientFallback, DoesNotTradeAHelperThatWorkedOnceForAThread) {
  use_fake("crash-when-up,exit,old,good");
  start();
  ASSERT_TRUE(listener_.wait_for_status(Kind::kRestarted));
  EXPECT_EQ(fallbacks_, 0u);
  EXPECT_FALSE(client_->in_process());
  EXPECT_EQ(listener_.record().warnings(), 1u);
}

TEST_F(ClientFallback, HappensOnRequestOnceAndForAll) {
  use_fake("good");
  start();
  ASSERT_TRUE(listener_.wait_for_status(Kind::kStarted));
  EXPECT_TRUE(client_->fall_back("no shared memory"));
  EXPECT_TRUE(client_->fall_back("no shared memory")) << "it has, already";
  ASSERT_TRUE(listener_.wait_for_status(Kind::kDegraded));
  ASSERT_TRUE(listener_.wait_until([](auto& r) {
    return r.statuses.back().backend == "thread" &&
           r.statuses.back().kind != Kind::kDegraded;
  }));
  EXPECT_EQ(fallbacks_, 1u);
  EXPECT_NE(listener_.record().statuses[1].reason.find("no shared memory"),
            std::string::npos);
}

TEST_F(ClientFallback, IsNotTakenWhereItIsNotAllowed) {
  parameters_.make_fallback = nullptr;
  use_fake("old,old,old");
  start();
  EXPECT_FALSE(client_->fall_back("no shared memory"));
  ASSERT_TRUE(listener_.wait_for_status(Kind::kDegraded));
  EXPECT_FALSE(client_->in_process());
  EXPECT_EQ(listener_.record().warnings(), 1u);
}

TEST_F(ClientFallback, ThatFailsTooLeavesNoHope) {
  parameters_.make_fallback = [](std::string& error) {
    error = "no module either";
    return std::unique_ptr<Helper>();
  };
  use_fake("exit");
  start();
  ASSERT_TRUE(listener_.wait_for_status(Kind::kDegraded));
  const auto record = listener_.record();
  EXPECT_EQ(record.warnings(), 1u);
  EXPECT_NE(record.statuses.back().reason.find("no module either"),
            std::string::npos);
  configure(Feeder::Pace::kLive);
  push(kRate);
  EXPECT_EQ(wait_for_all(20s), Wait::kGivenUp);
}

TEST_F(ClientFallback, OfAProcessLeavesNoProcess) {
  use_fake("stop-at-once");
  parameters_.timeout = 100ms;
  start();
  ASSERT_TRUE(listener_.wait_for_status(Kind::kStarted));
  EXPECT_TRUE(wait_for_no_children());
}

}  // namespace
}  // namespace mood::test
