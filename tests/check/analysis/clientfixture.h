/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "children.h"
#include "descriptors.h"
#include "extractorclient.h"
#include "extractorlocator.h"
#include "extractormodulehandle.h"
#include "feeder.h"
#include "helperprocess.h"
#include "helperthread.h"
#include "recordinglistener.h"

namespace mood::test {

using namespace std::chrono_literals;
using Kind = ExtractorStatus::Kind;
using Wait = Extractor::Wait;

/// An ExtractorClient, what listens to it, and a source of audio.
class ClientFixture : public testing::Test {
 protected:
  static constexpr uint32_t kRate = 8000;
  static constexpr uint64_t kQuantum = kRate / 50;

  void SetUp() override { std::filesystem::remove(starts_file_); }
  void TearDown() override {
    if (client_) client_->stop();
    client_.reset();
    EXPECT_TRUE(wait_for_no_children()) << "left behind";
    std::filesystem::remove(starts_file_);
  }

  /// Each start of the helper does one of @p modes: see fakehelper.cpp.
  void use_fake(const std::string& modes) {
    setenv("GST_MOOD_FAKE", modes.c_str(), 1);
    setenv("GST_MOOD_FAKE_STARTS", starts_file_.c_str(), 1);
    const char* path = std::getenv("GST_MOOD_FAKE_HELPER");
    ASSERT_NE(path, nullptr) << "the tests' build file sets it";
    parameters_.helper = std::make_unique<HelperProcess>(path);
  }
  void use_real() {
    const auto located = find_helper("");
    if (!located) GTEST_SKIP() << "no helper in " << located.places();
    parameters_.helper = std::make_unique<HelperProcess>(located.path);
  }
  void allow_fallback() {
    parameters_.make_fallback = [this](std::string& error) {
      ++fallbacks_;
      return make_thread(error);
    };
  }
  static std::unique_ptr<Helper> make_thread(std::string& error) {
    auto module = ExtractorModuleHandle::load(error);
    if (!module) return nullptr;
    return std::make_unique<HelperThread>(std::move(module));
  }

  void start() {
    client_ =
        std::make_unique<ExtractorClient>(std::move(parameters_), listener_);
    std::string error;
    ASSERT_TRUE(client_->start(error)) << error;
    feeder_ = std::make_unique<Feeder>(*client_);
  }
  void configure(Feeder::Pace pace, uint64_t window_ns = 0) {
    Feeder::Parameters parameters;
    parameters.window_ns = window_ns;
    parameters.analysis_interval_ns = 500'000'000;
    parameters.layout = {.kind = SampleKind::kFloat,
                         .width_bytes = 4,
                         .depth_bits = 32,
                         .channels = 1,
                         .rate_hz = kRate};
    parameters.pace = pace;
    parameters.timeout = 5s;
    std::string error;
    ASSERT_TRUE(feeder_->configure(parameters, error)) << error;
    feeder_->begin_epoch(true);
  }
  void push(uint64_t frames) {
    std::vector<float> samples(frames);
    for (uint64_t i = 0; i < frames; ++i)
      samples[i] = 0.3f * std::sin(0.1f * float(feeder_->position() + i));
    const auto* bytes = reinterpret_cast<const std::byte*>(samples.data());
    feeder_->push({&bytes, 1}, frames);
  }
  /// Waits for results of everything pushed.
  Wait wait_for_all(std::chrono::nanoseconds limit = 20s) {
    return client_->wait_for(
        {.configuration = feeder_->configuration(),
         .epoch = feeder_->epoch(),
         .position = feeder_->position() / kQuantum * kQuantum},
        limit);
  }
  size_t starts() const {
    std::error_code none_yet;
    const auto size = std::filesystem::file_size(starts_file_, none_yet);
    return none_yet ? 0 : static_cast<size_t>(size);
  }

  const std::string starts_file_ =
      testing::TempDir() + "mood-starts-" + std::to_string(getpid());
  ExtractorClient::Parameters parameters_;
  unsigned fallbacks_ = 0;
  RecordingListener listener_;
  std::unique_ptr<ExtractorClient> client_;
  std::unique_ptr<Feeder> feeder_;
};

}  // namespace mood::test
