/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "features/tonnetz.h"

#include <gtest/gtest.h>

#include <cmath>
#include <complex>
#include <initializer_list>
#include <numbers>
#include <random>

#include "signals.h"

namespace mood::features {
namespace {

constexpr size_t kThreeSeconds = 66150;
using Centroid = std::array<double, Tonnetz::kCoordinates>;

double note_hz(double midi) { return 440 * std::exp2((midi - 69) / 12); }

/// Sines of the same strength.
std::vector<float> chord(std::initializer_list<double> midi, size_t samples,
                         double amplitude = 0.2) {
  std::vector<float> signal(samples);
  for (const double note : midi)
    for (size_t n = 0; n < samples; ++n)
      signal[n] +=
          float(amplitude * std::sin(2 * std::numbers::pi * note_hz(note) *
                                     double(n) / kRate_hz));
  return signal;
}

/// Where tones of the same strength, @p notes semitones above a C, lie: fifths
/// and minor thirds on circles of radius 1, major thirds on one of radius 1/2.
/// A tone counts with the root of its filter's length, that is of its period.
Centroid centroid_of(std::initializer_list<int> notes) {
  constexpr std::array<double, 3> kFifthsThirds = {7.0 / 12, 9.0 / 12,
                                                   4.0 / 12};
  constexpr std::array<double, 3> kRadii = {1, 1, 0.5};
  Centroid centroid{};
  double total = 0;
  for (const int note : notes) {
    const double weight = std::exp2(-double(note) / 24);
    for (size_t circle = 0; circle < 3; ++circle) {
      const double angle = 2 * std::numbers::pi * note * kFifthsThirds[circle];
      centroid[2 * circle] += weight * kRadii[circle] * std::sin(angle);
      centroid[2 * circle + 1] += weight * kRadii[circle] * std::cos(angle);
    }
    total += weight;
  }
  for (double& value : centroid) value /= total;
  return centroid;
}

struct Result {
  Centroid mean{};
  double stability = 0;
};

Result result_of(const Tonnetz& tonnetz) {
  Result result{{}, tonnetz.stability()};
  std::copy(tonnetz.mean().begin(), tonnetz.mean().end(), result.mean.begin());
  return result;
}

Result analyse(std::span<const float> signal, double tuning = 0,
               Isa isa = preferred_isa()) {
  Tonnetz tonnetz({.maximum_samples = signal.size(), .isa = isa});
  tonnetz.process(signal, Stale::all(signal.size()), tuning);
  return result_of(tonnetz);
}

void expect_near(const Result& a, const Result& b, double tolerance) {
  for (size_t i = 0; i < Tonnetz::kCoordinates; ++i)
    EXPECT_NEAR(a.mean[i], b.mean[i], tolerance) << "coordinate " << i;
  EXPECT_NEAR(a.stability, b.stability, tolerance);
}

void expect_silent(const Result& result) {
  for (const double value : result.mean) EXPECT_EQ(value, 0);
  EXPECT_EQ(result.stability, 1);
}

/// Chords, each a second long, under noise.
std::vector<float> music(size_t samples) {
  auto signal = test::noise(kRate_hz, double(samples) / kRate_hz + 1, 0.1, 5);
  signal.resize(samples);
  const std::initializer_list<double> chords[] = {
      {36, 60, 64, 67}, {41, 65, 69, 72}, {43, 67, 71, 74}, {33, 57, 60, 88}};
  size_t next = 0;
  for (size_t n = 0; n < samples; n += size_t(kRate_hz)) {
    const auto sound = chord(chords[next++ % std::size(chords)],
                             std::min(samples - n, size_t(kRate_hz)), 0.1);
    for (size_t i = 0; i < sound.size(); ++i) signal[n + i] += sound[i];
  }
  return signal;
}

/// A tone also sounds, faintly, in the filters of its neighbours, which draws
/// it towards the centre of each circle but hardly aside.
void expect_inside(const Centroid& found, const Centroid& expected) {
  for (size_t i = 0; i < Tonnetz::kCoordinates; i += 2) {
    const std::complex<double> at(found[i + 1], found[i]);
    const std::complex<double> target(expected[i + 1], expected[i]);
    const auto ratio = at / target;
    EXPECT_GT(std::abs(ratio), 0.8) << "circle " << i / 2;
    EXPECT_LT(std::abs(ratio), 1) << "circle " << i / 2;
    EXPECT_NEAR(std::arg(ratio), 0, 0.03) << "circle " << i / 2;
  }
}

TEST(Tonnetz, PlacesSingleNotesOnTheCircles) {
  for (int note = 0; note < 12; ++note) {
    SCOPED_TRACE(note);
    const auto result = analyse(chord({60.0 + note}, kThreeSeconds));
    expect_inside(result.mean, centroid_of({note}));
    EXPECT_LT(result.stability, 1);
  }
}

TEST(Tonnetz, PlacesAMajorTriadBetweenItsNotes) {
  const auto result = analyse(chord({60, 64, 67}, kThreeSeconds));
  expect_inside(result.mean, centroid_of({0, 4, 7}));
}

TEST(Tonnetz, FollowsTheTuning) {
  // 12 cents are 0.36 of the bins' distance.
  const auto tuned = analyse(chord({60, 64, 67}, kThreeSeconds), 0);
  const auto sharp = analyse(chord({60.12, 64.12, 67.12}, kThreeSeconds), 0.36);
  expect_near(sharp, tuned, 5e-3);
}

TEST(Tonnetz, OfSilenceIsTheCentre) {
  expect_silent(analyse(test::silence(kRate_hz, 3)));
  // Nothing of the sound before is left in it.
  Tonnetz tonnetz({.maximum_samples = kThreeSeconds});
  tonnetz.process(music(kThreeSeconds), Stale::all(kThreeSeconds), 0.2);
  tonnetz.process(std::vector<float>(kThreeSeconds), Stale::all(kThreeSeconds),
                  0.2);
  expect_silent(result_of(tonnetz));
}

TEST(Tonnetz, OfTheShortestWindowsIsDefined) {
  for (const size_t samples : {1, 2, 63, 511, 512, 513, 2048}) {
    const auto noise = test::noise(kRate_hz, 1, 0.5);
    const auto result = analyse(std::span(noise).first(samples));
    for (const double value : result.mean) {
      EXPECT_TRUE(std::isfinite(value)) << samples;
      EXPECT_LE(std::fabs(value), 1) << samples;
      EXPECT_NE(value, 0) << samples;
    }
    EXPECT_TRUE(std::isfinite(result.stability)) << samples;
  }
}

TEST(Tonnetz, ChromaOfEveryFrameReachesOne) {
  const auto signal = music(kThreeSeconds);
  Tonnetz tonnetz({.maximum_samples = kThreeSeconds});
  tonnetz.process(signal, Stale::all(kThreeSeconds), 0);
  for (size_t t = 0; t < frame_count(kThreeSeconds); ++t) {
    const auto chroma = tonnetz.chroma(t);
    EXPECT_EQ(*std::max_element(chroma.begin(), chroma.end()), 1) << t;
  }
}

TEST(Tonnetz, IgnoresTheGain) {
  auto signal = music(kThreeSeconds);
  const auto expected = analyse(signal, 0.1);
  for (float& sample : signal) sample *= 0.003f;
  expect_near(analyse(signal, 0.1), expected, 1e-6);
  for (float& sample : signal) sample *= 1024;
  expect_near(analyse(signal, 0.1), expected, 1e-6);
}

TEST(Tonnetz, IsTheSameOnEveryInstructionSet) {
  const auto signal = music(kThreeSeconds);
  const auto expected = analyse(signal, -0.2, Isa::kBaseline);
  for (const Isa isa : available_isas()) {
    const auto result = analyse(signal, -0.2, isa);
    EXPECT_EQ(result.mean, expected.mean) << to_string(isa);
    EXPECT_EQ(result.stability, expected.stability) << to_string(isa);
  }
}

class SlidingTonnetz : public testing::TestWithParam<size_t> {};

/// As the separation of harmonic and percussive parts does, every move
/// changes samples near the window's borders, too.
TEST_P(SlidingTonnetz, EqualsAFreshOne) {
  const size_t samples = GetParam();
  const size_t moves[] = {1, 0, 5, 11, 22, 43, 128, 130, 200, 2};
  size_t total = samples;
  for (const size_t hops : moves) total += hops * kHop;
  auto signal = music(total);
  std::mt19937 random(1);
  Tonnetz sliding({.maximum_samples = samples});
  size_t first = 0;
  auto changed = Stale::all(samples);
  for (const size_t hops : moves) {
    sliding.shift(hops);
    first += hops * kHop;
    const auto window = std::span(signal).subspan(first, samples);
    if (hops != moves[0]) {
      changed = Stale::edges(random() % 18000,
                             samples - std::min(samples, hops * kHop + 18000),
                             samples);
      changed.for_each([&](size_t i) {
        window[i] += 1e-2f * float(int(random() % 2001) - 1000) / 1000;
      });
    }
    const double tuning = double(random() % 100) / 100 - 0.5;
    sliding.process(window, changed, tuning);
    expect_near(result_of(sliding), analyse(window, tuning), 1e-6);
  }
}

INSTANTIATE_TEST_SUITE_P(Lengths, SlidingTonnetz,
                         testing::Values(1, 700, 20000, kThreeSeconds,
                                         8 * 22050));

TEST(Tonnetz, TakesWindowsOfAnyLengthInTurn) {
  const auto signal = music(kThreeSeconds);
  Tonnetz tonnetz({.maximum_samples = kThreeSeconds});
  for (const size_t samples : {kThreeSeconds, size_t(700), size_t(40000)}) {
    const auto window = std::span(signal).first(samples);
    // A window of another length is computed as a whole, whatever is said.
    tonnetz.process(window, {}, 0.3);
    expect_near(result_of(tonnetz), analyse(window, 0.3), 1e-6);
  }
}

class MagnitudePeaks : public ConstantQ::Sink {
 public:
  explicit MagnitudePeaks(size_t frame) : frame_(frame) {}
  void take(size_t octave, size_t first_frame, size_t count,
            const ConstantQ::Magnitudes& magnitudes) override {
    if (frame_ < first_frame || frame_ >= first_frame + count) return;
    for (size_t bin = 0; bin < ConstantQ::kBinsPerOctave; ++bin)
      values_[(ConstantQ::kOctaves - 1 - octave) * ConstantQ::kBinsPerOctave +
              bin] = magnitudes[bin * ConstantQ::kLanes + frame_ - first_frame];
  }
  /// From C1.
  const auto& values() const { return values_; }

 private:
  size_t frame_;
  std::array<float, ConstantQ::kOctaves * ConstantQ::kBinsPerOctave> values_{};
};

TEST(ConstantQ, MeasuresTones) {
  ConstantQ transform({.maximum_samples = kThreeSeconds});
  for (const size_t bin : {30, 71, 120, 177, 215, 250}) {
    const double hz = note_hz(24 + double(bin) / 3);
    const auto tone = test::sine(kRate_hz, 3, hz, 0.5);
    MagnitudePeaks peaks(64);
    transform.process(tone, Stale::all(tone.size()), 0, peaks);
    const auto& values = peaks.values();
    const auto largest = std::max_element(values.begin(), values.end());
    EXPECT_EQ(size_t(largest - values.begin()), bin);
    // Half the amplitude times the root of the filter's length.
    const double r = std::exp2(2.0 / 36);
    const double length = (r + 1) / (r - 1) * kRate_hz / hz;
    EXPECT_NEAR(double(*largest) / (0.25 * std::sqrt(length)), 1, 5e-3) << bin;
  }
}

}  // namespace
}  // namespace mood::features
