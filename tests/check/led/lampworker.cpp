/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lampworker.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "commands.h"

namespace mood::test {
namespace {

constexpr std::chrono::seconds kDeadline{20};
constexpr uint64_t kSecond = 1'000'000'000;

uint64_t now_ns() {
  return static_cast<uint64_t>(
      std::chrono::steady_clock::now().time_since_epoch() /
      std::chrono::nanoseconds(1));
}

/// What happens between a worker, its driver and its listener.
struct Events {
  std::mutex mutex;
  std::condition_variable changed;
  std::vector<std::string> list;

  void add(const std::string& event) {
    const std::lock_guard lock(mutex);
    list.push_back(event);
    changed.notify_all();
  }
  size_t count(const std::string& event) {
    const std::lock_guard lock(mutex);
    return std::count(list.begin(), list.end(), event);
  }
  bool wait_for(const std::string& event, size_t times = 1) {
    std::unique_lock lock(mutex);
    return changed.wait_for(lock, kDeadline, [&] {
      return std::count(list.begin(), list.end(), event) >=
             static_cast<std::ptrdiff_t>(times);
    });
  }
};

/// Notes what it is asked for; does what the test says.
struct FakeDriver : LampDriver {
  using Behaviour =
      std::function<LampResult(const std::string& what, LampContext& context)>;
  FakeDriver(Events& events, Behaviour behaviour)
      : events(events), behaviour(std::move(behaviour)) {}

  std::string name() const override { return "fake"; }
  std::optional<Targets> resolve_targets(const Targets& t) const override {
    if (!t.empty() && t != Targets{"me"}) return {};
    return Targets();
  }
  LampResult ask(const std::string& what, LampContext& context) {
    const LampResult result = behaviour(what, context);
    events.add(what);
    return result;
  }
  LampResult connect(LampContext& context) override {
    return ask("connect", context);
  }
  LampResult send(const SceneCommand& c, LampContext& context) override {
    if (!context.await_turn()) return LampResult::failed("stopped");
    return ask(brief(c), context);
  }
  LampResult wake(LampContext& context) override {
    return ask("wake", context);
  }
  void disconnect(LampContext&) override { events.add("disconnect"); }

  Events& events;
  Behaviour behaviour;
};

struct FakeListener : LampListener {
  explicit FakeListener(Events& events) : events(events) {}
  void lamp_failed(const std::string&, const std::string& why) override {
    events.add("failed: " + why);
  }
  void lamp_recovered(const std::string&) override { events.add("recovered"); }
  void lamp_refused(const std::string&, const std::string& why) override {
    events.add("refused: " + why);
  }
  void scene_shown(const std::string&, const std::string& scene) override {
    events.add("shown " + scene);
  }
  void scene_refused(const std::string&, const std::string& scene,
                     const std::string& why) override {
    events.add("refused " + scene + ": " + why);
  }
  Events& events;
};

LampResult agree(const std::string&, LampContext&) { return {}; }

struct Bench {
  explicit Bench(FakeDriver::Behaviour behaviour = agree,
                 LampSettings settings = fast())
      : listener(events),
        worker(std::make_unique<FakeDriver>(events, std::move(behaviour)),
               settings, listener) {}

  static LampSettings fast() {
    LampSettings settings;
    settings.max_rate_hz = 1000;
    settings.retry_min_ns = 1'000'000;
    return settings;
  }
  void stop() {
    worker.begin_stop(now_ns() + 20 * kSecond);
    worker.wait_stopped();
  }

  Events events;
  FakeListener listener;
  LampWorker worker;
};

/// Blocks until the request is cancelled, as a lamp that hangs does.
LampResult hang(LampContext& context) {
  std::mutex mutex;
  std::condition_variable changed;
  const gulong id = g_cancellable_connect(
      context.cancellable(), G_CALLBACK(+[](GCancellable*, gpointer changed) {
        static_cast<std::condition_variable*>(changed)->notify_all();
      }),
      &changed, nullptr);
  std::unique_lock lock(mutex);
  while (!g_cancellable_is_cancelled(context.cancellable()))
    changed.wait_for(lock, std::chrono::milliseconds(10));
  lock.unlock();
  g_cancellable_disconnect(context.cancellable(), id);
  return LampResult::failed("cancelled");
}

}  // namespace

TEST(LampWorker, ConnectsAtOnceSendsAndGivesBack) {
  Bench bench;
  EXPECT_TRUE(bench.events.wait_for("connect"));
  bench.worker.post(speed(1));
  EXPECT_TRUE(bench.events.wait_for("effect 1.0 - -"));
  bench.stop();
  EXPECT_EQ(bench.events.list,
            (std::vector<std::string>{"connect", "effect 1.0 - -", "release",
                                      "disconnect"}));
}

TEST(LampWorker, DoesNotGiveBackWhatItDidNotTake) {
  Bench bench;
  EXPECT_TRUE(bench.events.wait_for("connect"));
  bench.stop();
  EXPECT_EQ(bench.events.count("release"), 0u);
}

TEST(LampWorker, KeepsTheLampIfToldTo) {
  LampSettings settings = Bench::fast();
  settings.release_on_stop = false;
  Bench bench(agree, settings);
  bench.worker.post(speed(1));
  EXPECT_TRUE(bench.events.wait_for("effect 1.0 - -"));
  bench.stop();
  EXPECT_EQ(bench.events.count("release"), 0u);
}

TEST(LampWorker, CommandsForOthersAreNotPosted) {
  Bench bench;
  bench.worker.post(speed(1, {"other"}));
  bench.worker.post(speed(2, {"me"}));
  EXPECT_TRUE(bench.events.wait_for("effect 2.0 - -"));
  EXPECT_EQ(bench.events.count("effect 1.0 - -"), 0u);
  EXPECT_EQ(bench.worker.stats().commands, 1u);
}

TEST(LampWorker, TellsOfFailureAndRecoveryOnce) {
  std::atomic<int> tries = 0;
  Bench bench([&](const std::string& what, LampContext&) {
    return what == "connect" && ++tries < 4 ? LampResult::failed("away")
                                            : LampResult();
  });
  EXPECT_TRUE(bench.events.wait_for("recovered"));
  EXPECT_EQ(bench.events.count("failed: away"), 1u);
  EXPECT_EQ(bench.events.count("connect"), 4u);
}

TEST(LampWorker, TellsOfEachSceneWhatBecameOfIt) {
  Bench bench([](const std::string& what, LampContext&) {
    return what == "scene ghost" ? LampResult::refused("unknown")
                                 : LampResult();
  });
  for (size_t times : {1, 2}) {
    bench.worker.post(scene("ghost"));
    EXPECT_TRUE(bench.events.wait_for("refused ghost: unknown", times));
  }
  EXPECT_EQ(bench.events.count("refused: unknown"), 1u) << "people hear once";
  bench.worker.post(scene("club"));
  EXPECT_TRUE(bench.events.wait_for("shown club"));
}

TEST(LampWorker, AnExceptionIsAFailure) {
  std::atomic<bool> thrown = false;
  Bench bench([&](const std::string&, LampContext&) -> LampResult {
    if (!thrown.exchange(true)) throw std::runtime_error("odd");
    return {};
  });
  EXPECT_TRUE(bench.events.wait_for("failed: odd"));
  EXPECT_TRUE(bench.events.wait_for("recovered"));
}

TEST(LampWorker, ABurstEndsWithTheLastStateInBoundedMemory) {
  LampSettings settings = Bench::fast();
  settings.max_rate_hz = 50;
  Bench bench(agree, settings);
  constexpr int kCommands = 10'000;
  for (int i = 0; i < kCommands; ++i) {
    bench.worker.post(speed(0.5));
    ASSERT_LE(bench.worker.stats().pending, LampQueue::kCapacity);
  }
  bench.worker.post(scene("last"));
  EXPECT_TRUE(bench.events.wait_for("scene last"));
  const LampStats stats = bench.worker.stats();
  EXPECT_EQ(stats.commands, kCommands + 1u);
  EXPECT_EQ(stats.coalesced + bench.events.count("effect 0.5 - -"), kCommands);
  EXPECT_EQ(stats.pending, 0u);
}

TEST(LampWorker, ALampThatHangsIsCancelledAtTheDeadline) {
  Bench bench([](const std::string& what, LampContext& context) {
    return what == "connect" ? LampResult() : hang(context);
  });
  bench.worker.post(speed(1));
  EXPECT_TRUE(bench.events.wait_for("connect"));
  bench.worker.begin_stop(now_ns());
  bench.worker.wait_stopped();
  EXPECT_EQ(bench.events.count("disconnect"), 1u);
}

TEST(LampWorker, PostingDoesNotWaitForALampThatHangs) {
  Bench bench([](const std::string& what, LampContext& context) {
    return what == "connect" ? LampResult() : hang(context);
  });
  for (int i = 0; i < 1000; ++i) bench.worker.post(speed(i));
  EXPECT_LE(bench.worker.stats().pending, LampQueue::kCapacity);
}

TEST(LampWorker, WaitingForATurnEndsWithTheWorker) {
  LampSettings settings = Bench::fast();
  settings.max_rate_hz = 0.1;
  Bench bench(
      [](const std::string& what, LampContext& context) {
        if (what != "connect" && what != "release")
          return context.await_turn() ? LampResult()
                                      : LampResult::failed("no turn");
        return LampResult();
      },
      settings);
  bench.worker.post(speed(1));
  const uint64_t deadline_ns = now_ns() + 20 * kSecond;
  while (bench.worker.stats().requests == 0 && now_ns() < deadline_ns)
    std::this_thread::yield();
  bench.stop();
  EXPECT_EQ(bench.events.count("release"), 1u) << "part of it was done";
  EXPECT_EQ(bench.events.count("failed: no turn"), 0u);
}

TEST(LampWorker, WakesTheDriverWhenAsked) {
  Bench bench;
  bench.worker.wake();
  EXPECT_TRUE(bench.events.wait_for("wake"));
}

}  // namespace mood::test
