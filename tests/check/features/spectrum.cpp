/* SPDX-License-Identifier: GPL-3.0-or-later */
// Signal in, number out, for the groups that look at one frame at a time. The
// values of librosa itself are compared in golden.cpp.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <numeric>

#include "features/chroma.h"
#include "features/frametile.h"
#include "features/key.h"
#include "features/melspectrogram.h"
#include "features/mfcc.h"
#include "features/spectralbandwidth.h"
#include "features/spectralcentroid.h"
#include "features/spectralcontrast.h"
#include "features/spectralrolloff.h"
#include "features/tuning.h"
#include "features/zerocrossings.h"
#include "signals.h"

namespace mood::features {
namespace {

constexpr double kBin_hz = kRate_hz / double(kFftSize);

/// A spectrogram of one second, with what is asked of its stages.
class Spectrum {
 public:
  explicit Spectrum(const std::vector<float>& samples)
      : samples_(samples), spectrogram({samples_.size(), preferred_isa()}) {
    spectrogram.process(samples_, Stale::all(frames()));
  }
  size_t frames() const { return frame_count(samples_.size()); }
  template <typename Stage>
  void through(Stage& stage) {
    FrameTile tile(preferred_isa());
    for_each_tile(spectrogram, Stale::all(frames()), tile,
                  [&](const FrameTile& t) { stage.process(t); });
  }

 private:
  std::vector<float> samples_;

 public:
  Spectrogram spectrogram;
};

std::vector<float> sine(double hz, double amplitude = 0.5) {
  return test::sine(kRate_hz, 1, hz, amplitude);
}

TEST(Spectrogram, SineIsOneBin) {
  Spectrum spectrum(sine(100 * kBin_hz));
  const auto row = spectrum.spectrogram.magnitude(spectrum.frames() / 2);
  const auto peak = std::max_element(row.begin(), row.end());
  EXPECT_EQ(peak - row.begin(), 100);
  // Half the amplitude times the sum of the window.
  EXPECT_NEAR(*peak, 0.5 / 2 * kFftSize / 2, 0.1);
}

TEST(Spectrogram, SpectrumIsTransformedAgainWhenNoLongerHeld) {
  const auto samples = test::noise(kRate_hz, 12, 0.3);
  Spectrogram spectrogram({samples.size(), preferred_isa()});
  const size_t frames = frame_count(samples.size());
  spectrogram.process(samples, Stale::all(frames));
  for (const size_t frame : {size_t(0), frames / 2, frames - 1}) {
    const auto spectrum = spectrogram.spectrum(frame);
    const auto magnitude = spectrogram.magnitude(frame);
    for (size_t i = 0; i < kBins; ++i)
      ASSERT_NEAR(std::abs(spectrum[i]), magnitude[i], 1e-4) << frame;
  }
}

TEST(SpectralCentroid, SineIsItsFrequency) {
  for (const double hz : {440.0, 2000.0, 8000.0}) {
    Spectrum spectrum(sine(hz));
    SpectralCentroid centroid({spectrum.frames(), preferred_isa()});
    spectrum.through(centroid);
    EXPECT_NEAR(centroid.value_hz(spectrum.frames() / 2), hz, hz * 0.01);
  }
}

TEST(SpectralCentroid, SilenceIsZero) {
  Spectrum spectrum(test::silence(kRate_hz, 1));
  SpectralCentroid centroid({spectrum.frames(), preferred_isa()});
  spectrum.through(centroid);
  EXPECT_EQ(centroid.mean_hz(spectrum.frames()), 0);
}

TEST(SpectralBandwidth, ToneIsNarrowAndNoiseIsWide) {
  const auto bandwidth_of = [](const std::vector<float>& samples) {
    Spectrum spectrum(samples);
    SpectralCentroid centroid({spectrum.frames(), preferred_isa()});
    SpectralBandwidth bandwidth({spectrum.frames(), preferred_isa()});
    FrameTile tile(preferred_isa());
    for_each_tile(spectrum.spectrogram, Stale::all(spectrum.frames()), tile,
                  [&](const FrameTile& t) {
                    centroid.process(t);
                    bandwidth.process(t, centroid);
                  });
    return bandwidth.value_hz(spectrum.frames() / 2);
  };
  EXPECT_LT(bandwidth_of(sine(3000)), 150);
  // Uniform over 0..f has a standard deviation of f / sqrt(12).
  EXPECT_NEAR(bandwidth_of(test::noise(kRate_hz, 1, 0.5)),
              kRate_hz / 2 / std::sqrt(12), 150);
}

TEST(SpectralRolloff, NoiseRollsOffAtItsShare) {
  Spectrum spectrum(test::noise(kRate_hz, 1, 0.5));
  SpectralRolloff rolloff({spectrum.frames(), preferred_isa()});
  spectrum.through(rolloff);
  EXPECT_NEAR(rolloff.mean_hz(spectrum.frames()), 0.85 * kRate_hz / 2, 100);
}

TEST(SpectralContrast, ToneStandsOutInItsBandOnly) {
  auto samples = test::noise(kRate_hz, 1, 0.01);
  const auto tone = sine(1200);
  for (size_t i = 0; i < samples.size(); ++i) samples[i] += tone[i];
  Spectrum spectrum(samples);
  SpectralContrast contrast({spectrum.frames(), preferred_isa()});
  spectrum.through(contrast);
  contrast.finish(spectrum.frames());
  // 800-1600 Hz.
  for (size_t band = 0; band < SpectralContrast::kBands; ++band)
    if (band != 3) {
      EXPECT_GT(contrast.mean_db()[3], contrast.mean_db()[band] + 10) << band;
    }
  EXPECT_DOUBLE_EQ(
      contrast.brightness_db(),
      (contrast.mean_db()[4] + contrast.mean_db()[5] + contrast.mean_db()[6]) /
          3);
}

TEST(ZeroCrossings, SineCrossesTwiceAPeriod) {
  // Frames at the ends reach beyond the window, where nothing crosses.
  const auto samples = test::sine(kRate_hz, 20, 1000, 0.5);
  EXPECT_NEAR(zero_crossing_rate(samples), 2 * 1000 / kRate_hz, 5e-4);
}

TEST(ZeroCrossings, TinyValuesAreZero) {
  std::vector<float> samples(4096);
  for (size_t i = 0; i < samples.size(); ++i)
    samples[i] = i % 2 ? 9e-11f : -9e-11f;
  EXPECT_EQ(zero_crossing_rate(samples), 0);
  for (float& x : samples) x *= 2;
  EXPECT_GT(zero_crossing_rate(samples), 0.5);
}

TEST(MelSpectrogram, ToneRaisesItsBandAndSilenceIsTheFloor) {
  Spectrum spectrum(sine(1000));
  MelSpectrogram mel({spectrum.frames(), preferred_isa()});
  spectrum.through(mel);
  const auto row = mel.levels_db(spectrum.frames() / 2);
  const auto peak = std::max_element(row.begin(), row.end()) - row.begin();
  // 15 mel of about 50, over 128 bands.
  EXPECT_NEAR(double(peak), 38, 1.5);
  EXPECT_NEAR(mel.floor_db(spectrum.frames()), row[size_t(peak)] - 80, 1e-3);

  Spectrum quiet(test::silence(kRate_hz, 1));
  quiet.through(mel);
  for (const float level : mel.levels_db(0)) EXPECT_NEAR(level, -100, 1e-4);
}

TEST(Mfcc, GainMovesTheFirstCoefficientAlone) {
  const auto samples = test::noise(kRate_hz, 1, 0.1);
  const auto mfcc_of = [](const std::vector<float>& x) {
    Spectrum spectrum(x);
    MelSpectrogram mel({spectrum.frames(), preferred_isa()});
    spectrum.through(mel);
    Mfcc mfcc(preferred_isa());
    mfcc.process(mel, spectrum.frames(), mel.floor_db(spectrum.frames()));
    return mfcc.mean();
  };
  const auto before = mfcc_of(samples);
  const auto after = mfcc_of(test::with_gain(samples, 12));
  EXPECT_NEAR(after[0] - before[0], 12 * std::sqrt(128), 0.05);
  for (size_t c = 1; c < Mfcc::kCoefficients; ++c)
    EXPECT_NEAR(after[c], before[c], 1e-3);
}

TEST(Tuning, FollowsADetunedTone) {
  for (const double bins : {-0.4, -0.13, 0.0, 0.25, 0.48}) {
    Spectrum spectrum(sine(440 * std::exp2(bins / 12)));
    Tuning tuning({spectrum.frames(), 12});
    for (size_t t = 0; t < spectrum.frames(); ++t)
      tuning.process(t, spectrum.spectrogram.magnitude(t));
    EXPECT_NEAR(tuning.estimate(spectrum.frames()), bins, 0.04);
  }
}

TEST(Tuning, IsZeroWithoutPeaks) {
  Tuning tuning({4, 36});
  const std::vector<float> flat(kBins, 1.0f);
  for (size_t t = 0; t < 4; ++t) tuning.process(t, flat);
  EXPECT_EQ(tuning.estimate(4), 0);
}

TEST(Chroma, NoteIsItsPitchClassInEveryOctave) {
  for (const double hz : {220.0, 440.0, 880.0}) {
    Spectrum spectrum(sine(hz));
    Chroma chroma({spectrum.frames(), preferred_isa()});
    chroma.process(spectrum.spectrogram, 0, Stale::all(spectrum.frames()));
    for (size_t c = 0; c < Chroma::kClasses; ++c)
      if (c != 9) {
        EXPECT_LT(chroma.mean()[c], 0.5) << hz << " " << c;
      }
    EXPECT_FLOAT_EQ(float(chroma.mean()[9]), 1);
  }
}

TEST(Chroma, TuningMovesTheBank) {
  Spectrum spectrum(sine(440 * std::exp2(0.4 / 12)));
  Chroma chroma({spectrum.frames(), preferred_isa()});
  const auto all = Stale::all(spectrum.frames());
  chroma.process(spectrum.spectrogram, 0, all);
  const double off = chroma.mean()[10];
  // Nothing is stale, but the bank is another one.
  chroma.process(spectrum.spectrogram, 0.4, Stale{});
  EXPECT_LT(chroma.mean()[10], off - 0.1);
}

TEST(Key, FindsTriadsAndTellsNothingOfSilence) {
  std::array<double, 12> chroma{};
  for (const size_t c : {0, 4, 7}) chroma[c] = 1;
  EXPECT_EQ(estimate_key(chroma).tonic, 0u);
  EXPECT_EQ(estimate_key(chroma).mode, Mode::kMajor);
  EXPECT_GT(estimate_key(chroma).correlation, 0.7);
  chroma = {};
  for (const size_t c : {9, 0, 4}) chroma[c] = 1;
  EXPECT_EQ(estimate_key(chroma).tonic, 9u);
  EXPECT_EQ(estimate_key(chroma).mode, Mode::kMinor);
  chroma = {};
  EXPECT_EQ(estimate_key(chroma).tonic, 0u);
  EXPECT_EQ(estimate_key(chroma).mode, Mode::kMinor);
  EXPECT_EQ(estimate_key(chroma).correlation, 0);
}

}  // namespace
}  // namespace mood::features
