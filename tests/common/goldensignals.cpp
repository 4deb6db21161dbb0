/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "goldensignals.h"

#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <stdexcept>
#include <string>

#include "goldenbuilddrop.h"
#include "goldennoise.h"

namespace mood::test {
namespace {

// The order of operations is part of every formula below.
constexpr double kTau = 2 * 3.14159265358979323846;
using Samples = std::vector<float>;

/// @p seconds of @p value, a function of the sample's index.
Samples evaluate(double rate_hz, double seconds,
                 const std::function<double(size_t)>& value) {
  Samples samples(static_cast<size_t>(std::floor(seconds * rate_hz)));
  for (size_t n = 0; n < samples.size(); ++n)
    samples[n] = static_cast<float>(value(n));
  return samples;
}

double unit_sine(double frequency_hz, size_t n, double rate_hz) {
  return std::sin(kTau * frequency_hz * double(n) / rate_hz);
}

Samples sine(double rate_hz, double frequency_hz, double amplitude) {
  return evaluate(rate_hz, 3, [=](size_t n) {
    return amplitude * unit_sine(frequency_hz, n, rate_hz);
  });
}

double cents_from_a4_hz(double cents) {
  return 440 * std::pow(2.0, cents / 1200);
}

double note_hz(double midi) { return 440 * std::pow(2.0, (midi - 69) / 12); }

Samples noise(size_t count, double amplitude, uint32_t seed) {
  GoldenNoise source(seed);
  Samples samples(count);
  for (float& sample : samples)
    sample = static_cast<float>(amplitude * source.next());
  return samples;
}

size_t three_seconds(double rate_hz) {
  return static_cast<size_t>(std::floor(3 * rate_hz));
}

/// Where beat @p k of a strict pulse lies.
size_t pulse_sample(size_t k, double bpm, double rate_hz) {
  return static_cast<size_t>(std::floor(double(k) * (60 * rate_hz / bpm) + .5));
}

Samples impulses(double rate_hz, double bpm) {
  Samples samples(three_seconds(rate_hz));
  for (size_t k = 0; pulse_sample(k, bpm, rate_hz) < samples.size(); ++k)
    samples[pulse_sample(k, bpm, rate_hz)] = 1;
  return samples;
}

struct Burst {
  double frequency_hz;
  double amplitude;
  double decay;  ///< per second
};

/// A function that gives decaying bursts, for ascending indices.
std::function<double(size_t)> bursts(double rate_hz, double bpm, Burst burst) {
  return [=, k = size_t{0}](size_t n) mutable {
    while (pulse_sample(k + 1, bpm, rate_hz) <= n) ++k;
    const double t = double(n - pulse_sample(k, bpm, rate_hz)) / rate_hz;
    return burst.amplitude * std::exp(-burst.decay * t) *
           std::sin(kTau * burst.frequency_hz * t);
  };
}

Samples clicks(double rate_hz, double bpm, double seconds) {
  return evaluate(rate_hz, seconds, bursts(rate_hz, bpm, {1000, .8, 60}));
}

using Triads = double[4][3];
constexpr Triads kCMajor = {
    {60, 64, 67}, {65, 69, 72}, {67, 71, 74}, {60, 64, 67}};
constexpr Triads kAMinor = {
    {57, 60, 64}, {62, 65, 69}, {64, 67, 71}, {57, 60, 64}};

/// Four triads in three seconds, six harmonics to a note.
Samples progression(double rate_hz, const Triads& triads,
                    double semitones = 0) {
  const size_t count = three_seconds(rate_hz);
  return evaluate(rate_hz, 3, [&](size_t n) {
    double sum = 0;
    for (const double note : triads[4 * n / count])
      for (int h = 1; h <= 6; ++h)
        sum += .1 / h *
               std::sin(kTau * note_hz(note + semitones) * h * double(n) /
                        rate_hz);
    return sum;
  });
}

/// Logarithmic, from 50 Hz to 10 kHz.
Samples sweep(double rate_hz) {
  const double count = double(three_seconds(rate_hz));
  const double span = std::log(10000.0 / 50.0);
  return evaluate(rate_hz, 3, [=](size_t n) {
    return .5 * std::sin(kTau * 50 * (count / rate_hz) / span *
                         (std::exp(double(n) / count * span) - 1));
  });
}

Samples step(double rate_hz) {
  const size_t half = three_seconds(rate_hz) / 2;
  return evaluate(rate_hz, 3, [=](size_t n) {
    return (n < half ? .05 : .8) * unit_sine(220, n, rate_hz);
  });
}

Samples square(double rate_hz, double amplitude) {
  const auto rate = static_cast<uint64_t>(rate_hz);
  return evaluate(rate_hz, 3, [=](size_t n) {
    return 220 * uint64_t{n} / rate % 2 == 0 ? amplitude : -amplitude;
  });
}

Samples tone_plus_clicks(double rate_hz) {
  const auto click = bursts(rate_hz, 120, {3000, .5, 200});
  return evaluate(rate_hz, 3, [=](size_t n) {
    return .5 * unit_sine(330, n, rate_hz) + click(n);
  });
}

Samples half_silence(double rate_hz) {
  Samples samples(three_seconds(rate_hz) / 2);
  const Samples rest = noise(three_seconds(rate_hz) - samples.size(), .3, 3);
  samples.insert(samples.end(), rest.begin(), rest.end());
  return samples;
}

/// Zeros but for a single sample.
Samples impulse_at(double rate_hz, bool last) {
  Samples samples(three_seconds(rate_hz));
  (last ? samples.back() : samples.front()) = 1;
  return samples;
}

Samples spoilt(double rate_hz, bool last, float value) {
  Samples samples = sine(rate_hz, 440, .5);
  (last ? samples.back() : samples[1000]) = value;
  return samples;
}

/// Starts with the part of a 3 s buffer that makes it ready: 30 %.
Samples first_part(double rate_hz, size_t fewer) {
  Samples samples = sine(rate_hz, 440, .5);
  samples.resize(size_t(double(samples.size()) * .3) - fewer);
  return samples;
}

constexpr float kInfinity = std::numeric_limits<float>::infinity();
constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();

struct Signal {
  std::string_view name;
  Samples (*generate)(double rate_hz);
};

constexpr Signal kSignals[] = {
    {"silence", [](double r) { return Samples(three_seconds(r)); }},
    {"dc_0.25", [](double r) { return Samples(three_seconds(r), .25f); }},
    {"nyquist_0.5",
     [](double r) {
       return evaluate(r, 3, [](size_t n) { return n % 2 ? -.5 : .5; });
     }},
    {"impulses_90", [](double r) { return impulses(r, 90); }},
    {"impulses_120", [](double r) { return impulses(r, 120); }},
    {"impulses_174", [](double r) { return impulses(r, 174); }},
    {"clicks_90", [](double r) { return clicks(r, 90, 3); }},
    {"clicks_120", [](double r) { return clicks(r, 120, 3); }},
    {"clicks_174", [](double r) { return clicks(r, 174, 3); }},
    {"clicks_120_8s", [](double r) { return clicks(r, 120, 8); }},
    {"clicks_174_8s", [](double r) { return clicks(r, 174, 8); }},
    {"sine_a4", [](double r) { return sine(r, 440, .5); }},
    {"sine_a4_p30c",
     [](double r) { return sine(r, cents_from_a4_hz(30), .5); }},
    {"sine_a4_m20c",
     [](double r) { return sine(r, cents_from_a4_hz(-20), .5); }},
    {"sine_1e-30", [](double r) { return sine(r, 440, 1e-30); }},
    {"cmaj_prog", [](double r) { return progression(r, kCMajor); }},
    {"cmaj_prog_p40c", [](double r) { return progression(r, kCMajor, .4); }},
    {"amin_prog", [](double r) { return progression(r, kAMinor); }},
    {"white_lcg1", [](double r) { return noise(three_seconds(r), .5, 1); }},
    {"white_tiny", [](double r) { return noise(three_seconds(r), 1e-6, 2); }},
    {"sweep", sweep},
    {"step", step},
    {"square_110", [](double r) { return square(r, 1); }},
    {"square_110_x5", [](double r) { return square(r, 5); }},
    {"square_110_x20", [](double r) { return square(r, 20); }},
    {"tone_plus_clicks", tone_plus_clicks},
    {"first_sample", [](double r) { return impulse_at(r, false); }},
    {"last_sample", [](double r) { return impulse_at(r, true); }},
    {"half_silence_noise", half_silence},
    {"short_0.90s", [](double r) { return first_part(r, 0); }},
    {"short_0.90s_minus1", [](double r) { return first_part(r, 1); }},
    {"short_1.0s_noise", [](double r) { return noise(size_t(r), .5, 4); }},
    {"tiny_2048", [](double) { return noise(2048, .5, 5); }},
    {"tiny_1600", [](double) { return noise(1600, .5, 6); }},
    {"tiny_100", [](double) { return noise(100, .5, 7); }},
    {"tiny_1", [](double) { return Samples{.5f}; }},
    {"nan_1000", [](double r) { return spoilt(r, false, kNaN); }},
    {"inf_1000", [](double r) { return spoilt(r, false, kInfinity); }},
    {"ninf_last", [](double r) { return spoilt(r, true, -kInfinity); }},
    {"empty", [](double) { return Samples(); }},
    {"edm_build_drop_3s", [](double r) { return golden_build_drop(r, 3); }},
    {"edm_build_drop_8s", [](double r) { return golden_build_drop(r, 8); }},
};

}  // namespace

std::vector<float> golden_signal(std::string_view name, double rate_hz) {
  for (const auto& signal : kSignals)
    if (signal.name == name) return signal.generate(rate_hz);
  throw std::invalid_argument("no signal " + std::string(name));
}

}  // namespace mood::test
