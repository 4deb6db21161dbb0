/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

/// Small test signals, mono. Amplitude 1 is full scale.
namespace mood::test {

/// Repeatable noise: the same numbers on every machine.
class Noise {
 public:
  explicit Noise(uint32_t seed) : state_(seed * 2654435761u + 1u) {}
  /// Uniform in -1..1.
  float next();

 private:
  uint32_t state_;
};

std::vector<float> silence(double rate_hz, double seconds);
std::vector<float> sine(double rate_hz, double seconds, double frequency_hz,
                        double amplitude);
std::vector<float> square(double rate_hz, double seconds, double frequency_hz,
                          double amplitude);
std::vector<float> noise(double rate_hz, double seconds, double amplitude,
                         uint32_t seed = 1);
/// Short bursts of a 1.5 kHz tone, the first one at 0.
std::vector<float> clicks(double rate_hz, double seconds, double bpm,
                          double amplitude);
/// @p samples multiplied by @p gain_db.
std::vector<float> with_gain(std::span<const float> samples, double gain_db);
void append(std::vector<float>& samples, std::span<const float> more);

}  // namespace mood::test
