/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <glib.h>

#include <future>

#include "clientfixture.h"

namespace mood::test {
namespace {

using Clock = std::chrono::steady_clock;

class ClientLifeCycle : public ClientFixture {
 protected:
  /// How long stop() takes; nothing may be told after it.
  std::chrono::nanoseconds stop() {
    const auto before = Clock::now();
    client_->stop();
    const auto took = Clock::now() - before;
    const size_t told = listener_.record().size();
    EXPECT_TRUE(wait_for_no_children());
    EXPECT_EQ(listener_.record().size(), told) << "told after stop()";
    return took;
  }
};

// A helper that does not leave by itself gets 200 ms.
constexpr auto kPrompt = 2s;

TEST_F(ClientLifeCycle, StopsAtOnceAfterTheStart) {
  use_fake("good");
  start();
  EXPECT_LT(stop(), kPrompt);
}

class ClientStopDuring : public ClientLifeCycle,
                         public testing::WithParamInterface<const char*> {};

TEST_P(ClientStopDuring, ReturnsPromptly) {
  use_fake(GetParam());
  start();
  configure(Feeder::Pace::kLive);
  push(10 * kQuantum);
  eventually([&] { return starts() > 0; });
  listener_.wait_until([](auto& r) { return !r.statuses.empty(); }, 0s);
  EXPECT_LT(stop(), kPrompt);
}

INSTANTIATE_TEST_SUITE_P(Phase, ClientStopDuring,
                         testing::Values("mute", "stop-at-once", "stop", "spin",
                                         "deaf", "flood", "pretend",
                                         "descriptors", "crash", "exit",
                                         "good"),
                         [](const auto& info) {
                           std::string name = info.param;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

TEST_F(ClientLifeCycle, StopsDuringTheBackoff) {
  use_fake("exit");
  start();
  ASSERT_TRUE(listener_.wait_for_status(Kind::kLost, 4));
  EXPECT_LT(stop(), kPrompt);
}

TEST_F(ClientLifeCycle, StopsWhileAFloodIsComingIn) {
  use_fake("flood");
  parameters_.timeout = 60s;
  start();
  ASSERT_TRUE(listener_.wait_for_status(Kind::kStarted));
  EXPECT_LT(stop(), kPrompt);
}

TEST_F(ClientLifeCycle, MayBeStoppedTwiceAndNeverStarted) {
  use_fake("good");
  start();
  client_->stop();
  client_->stop();
  parameters_.helper = std::make_unique<HelperProcess>("/nowhere");
  ExtractorClient never(std::move(parameters_), listener_);
  never.stop();
}

TEST_F(ClientLifeCycle, TellsNothingAfterItWasStopped) {
  use_fake("pretend");
  parameters_.timeout = 60s;
  start();
  configure(Feeder::Pace::kLive);
  push(10 * kQuantum);
  ASSERT_TRUE(
      listener_.wait_until([](auto& r) { return r.progress.size() > 100; }));
  client_->stop();
  const size_t told = listener_.record().size();
  EXPECT_FALSE(
      listener_.wait_until([&](auto& r) { return r.size() != told; }, 1s));
}

TEST_F(ClientLifeCycle, StartsAgainWithoutMemoryOfTheLastTime) {
  use_fake("exit,exit,exit,exit,good");
  start();
  ASSERT_TRUE(listener_.wait_for_status(Kind::kDegraded));
  configure(Feeder::Pace::kLive);
  push(10 * kQuantum);
  EXPECT_EQ(wait_for_all(), Wait::kGivenUp);
  client_->stop();
  std::string error;
  ASSERT_TRUE(client_->start(error)) << error;
  feeder_ = std::make_unique<Feeder>(*client_);
  configure(Feeder::Pace::kLive);
  push(10 * kQuantum);
  EXPECT_EQ(wait_for_all(), Wait::kReached) << "hope was lost before, not now";
}

TEST_F(ClientLifeCycle, AnInterruptionEndsAWait) {
  use_fake("mute");
  parameters_.timeout = 60s;
  start();
  configure(Feeder::Pace::kLive);
  push(10 * kQuantum);
  auto wait = std::async(std::launch::async, [&] { return wait_for_all(60s); });
  wait.wait_for(50ms);
  client_->interrupt(true);
  EXPECT_EQ(wait.get(), Wait::kInterrupted);
}

TEST_F(ClientLifeCycle, LeavesNothingBehindAfterTwoHundredCycles) {
  const auto cycle = [&](unsigned i) {
    RecordingListener listener;
    parameters_ = {};
    use_fake("good");
    ExtractorClient client(std::move(parameters_), listener);
    std::string error;
    ASSERT_TRUE(client.start(error)) << error;
    if (i % 4 == 0) return;  // stopped in every phase
    if (i % 4 != 1) {
      ASSERT_TRUE(listener.wait_for_status(Kind::kStarted));
    }
    client_.reset();
    feeder_ = std::make_unique<Feeder>(client);
    configure(Feeder::Pace::kLive);
    push(10 * kQuantum);
    if (i % 4 == 3) {
      ASSERT_TRUE(
          listener.wait_until([](auto& r) { return !r.progress.empty(); }));
    }
    client.stop();
    feeder_.reset();
  };
  // What GLib makes once and keeps: its worker thread, and its default context,
  // which it makes only when it happens to be asked while a helper runs.
  g_main_context_default();
  for (unsigned i = 0; i < 8; ++i) cycle(i);
  ASSERT_TRUE(wait_for_no_children());
  const size_t descriptors = open_descriptors();
  const size_t threads = running_threads();
  for (unsigned i = 0; i < 200; ++i) cycle(i);
  EXPECT_TRUE(wait_for_no_children());
  EXPECT_TRUE(eventually([&] { return open_descriptors() <= descriptors; }));
  EXPECT_TRUE(eventually([&] { return running_threads() <= threads; }));
}

TEST_F(ClientLifeCycle, AThreadLeavesNothingBehindEither) {
  std::string error;
  if (!make_thread(error)) GTEST_SKIP() << error;
  const auto cycle = [&] {
    RecordingListener listener;
    parameters_ = {};
    parameters_.helper = make_thread(error);
    parameters_.helper_in_process = true;
    ExtractorClient client(std::move(parameters_), listener);
    ASSERT_TRUE(client.start(error)) << error;
    feeder_ = std::make_unique<Feeder>(client);
    configure(Feeder::Pace::kComplete);
    push(10 * kQuantum);
    EXPECT_FALSE(listener.record().progress.empty());
    client.stop();
    feeder_.reset();
  };
  for (int i = 0; i < 3; ++i) cycle();
  const size_t descriptors = open_descriptors();
  const size_t threads = running_threads();
  for (int i = 0; i < 20; ++i) cycle();
  EXPECT_EQ(open_descriptors(), descriptors);
  EXPECT_EQ(running_threads(), threads);
}

TEST_F(ClientLifeCycle, AThreadNeverLooksAtMemoryThatIsGone) {
  std::string error;
  parameters_.helper = make_thread(error);
  if (!parameters_.helper) GTEST_SKIP() << error;
  parameters_.helper_in_process = true;
  start();
  for (auto pace : {Feeder::Pace::kLive, Feeder::Pace::kComplete})
    for (int i = 0; i < 50; ++i) {
      configure(pace, 2'000'000'000);
      push(kRate);  // half of the window: analysed, maybe at this moment
    }
  EXPECT_EQ(wait_for_all(), Wait::kReached);
  EXPECT_FALSE(listener_.record().features.empty());
  client_->stop();
}

}  // namespace
}  // namespace mood::test
