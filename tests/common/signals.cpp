/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "signals.h"

#include <cmath>
#include <numbers>

namespace mood::test {

namespace {

size_t frames(double rate_hz, double seconds) {
  return static_cast<size_t>(std::lround(rate_hz * seconds));
}

}  // namespace

float Noise::next() {
  state_ = state_ * 1664525u + 1013904223u;
  return static_cast<float>(static_cast<int32_t>(state_)) / 2147483648.0f;
}

std::vector<float> silence(double rate_hz, double seconds) {
  return std::vector<float>(frames(rate_hz, seconds));
}

std::vector<float> sine(double rate_hz, double seconds, double frequency_hz,
                        double amplitude) {
  std::vector<float> samples(frames(rate_hz, seconds));
  const double step = 2 * std::numbers::pi * frequency_hz / rate_hz;
  for (size_t i = 0; i < samples.size(); ++i)
    samples[i] =
        static_cast<float>(amplitude * std::sin(step * static_cast<double>(i)));
  return samples;
}

std::vector<float> square(double rate_hz, double seconds, double frequency_hz,
                          double amplitude) {
  std::vector<float> samples = sine(rate_hz, seconds, frequency_hz, 1);
  for (float& sample : samples)
    sample = static_cast<float>(sample < 0 ? -amplitude : amplitude);
  return samples;
}

std::vector<float> noise(double rate_hz, double seconds, double amplitude,
                         uint32_t seed) {
  std::vector<float> samples(frames(rate_hz, seconds));
  Noise source(seed);
  for (float& sample : samples)
    sample = static_cast<float>(amplitude) * source.next();
  return samples;
}

std::vector<float> clicks(double rate_hz, double seconds, double bpm,
                          double amplitude) {
  std::vector<float> samples(frames(rate_hz, seconds));
  const double period_s = 60 / bpm;
  for (size_t i = 0; i < samples.size(); ++i) {
    const double time_s = std::fmod(static_cast<double>(i) / rate_hz, period_s);
    if (time_s < 0.03)
      samples[i] =
          static_cast<float>(amplitude * std::exp(-150 * time_s) *
                             std::sin(2 * std::numbers::pi * 1500 * time_s));
  }
  return samples;
}

std::vector<float> with_gain(std::span<const float> samples, double gain_db) {
  const auto factor = static_cast<float>(std::pow(10, gain_db / 20));
  std::vector<float> result(samples.begin(), samples.end());
  for (float& sample : result) sample *= factor;
  return result;
}

void append(std::vector<float>& samples, std::span<const float> more) {
  samples.insert(samples.end(), more.begin(), more.end());
}

}  // namespace mood::test
