/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "features/featureextractor.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "features/key.h"
#include "features/rhythmregularity.h"
#include "features/stages.h"
#include "features/zerocrossings.h"

namespace mood::features {
namespace {

/// Beyond this a window is taken for a fault and clipped to full scale.
constexpr float kAbsurd = 10;

/// Squares in single precision, as numpy has them: what underflows there is
/// silence.
double energy_of(std::span<const float> samples) {
  double energy = 0;
  for (const float x : samples) energy += double(x * x);
  return energy;
}

/// Frames whose block of kFftSize samples touches @p samples.
Range frames_touching(const Range& samples, size_t frames) {
  constexpr size_t kHalf = kFftSize / 2;
  if (samples.empty()) return {};
  // Block t is [t * kHop - kHalf, t * kHop + kHalf).
  const size_t begin =
      samples.begin < kHalf ? 0 : (samples.begin - kHalf) / kHop + 1;
  const size_t end = (samples.end + kHalf - 1) / kHop + 1;
  return {std::min(begin, frames), std::min(end, frames)};
}

Stale frames_touching(const Stale& samples, size_t frames) {
  // Ranges that meet as frames become one.
  return Stale{frames_touching(samples.head, frames),
               frames_touching(samples.tail, frames)}
      .widened(0, frames);
}

/// Frames of a window of @p samples that differ from the one before it.
Stale stale_frames(size_t samples, const Overlap& overlap) {
  const size_t moved = overlap.hops * kHop + overlap.edge_samples;
  if (moved >= samples) return Stale::all(frame_count(samples));
  // A frame that reaches beyond the edge sees zeros there, where the window
  // before had audio.
  const Stale changed{{0, std::max<size_t>(overlap.edge_samples, 1)},
                      {samples - moved, samples + 1}};
  return frames_touching(changed, frame_count(samples));
}

}  // namespace

class FeatureExtractor::Impl {
 public:
  explicit Impl(const Parameters& parameters)
      : maximum_samples_(parameters.maximum_samples), stages_(parameters) {
    clipped_.reserve(parameters.maximum_samples);
  }

  std::optional<FeatureSet> process(std::span<const float> samples,
                                    const Overlap& overlap);
  const Stages& stages() const { return stages_; }

 private:
  std::span<const float> clip(std::span<const float> samples);
  FeatureSet extract(std::span<const float> samples, double energy,
                     const Stale& stale);
  void describe_pitch(const Stale& stale, FeatureSet& features);
  void describe_spectrum(const Stale& stale, FeatureSet& features);
  void describe_timbre(float floor_db, FeatureSet& features);
  void describe_rhythm(size_t samples, float floor_db, FeatureSet& features);
  void describe_harmony(double energy, const Stale& stale,
                        FeatureSet& features);

  size_t maximum_samples_;
  size_t previous_samples_ = 0;
  Stages stages_;
  std::vector<float> clipped_;
};

std::optional<FeatureSet> FeatureExtractor::Impl::process(
    std::span<const float> samples, const Overlap& overlap) {
  assert(samples.size() <= maximum_samples_);
  const bool continues =
      overlap.hops > 0 && samples.size() == previous_samples_;
  previous_samples_ = 0;
  if (samples.empty() || samples.size() > maximum_samples_ ||
      !std::all_of(samples.begin(), samples.end(),
                   [](float x) { return std::isfinite(x); }))
    return std::nullopt;
  const auto heard = clip(samples);
  const double energy = energy_of(heard);
  // A clipped window shares nothing with its neighbours, and in silence
  // rounding residue of what went before would be all there is.
  const bool apart = heard.data() != samples.data() || energy == 0;
  const bool reuse = continues && !apart;
  if (reuse) stages_.shift(overlap.hops);
  if (!apart) previous_samples_ = samples.size();
  return extract(heard, energy,
                 reuse ? stale_frames(samples.size(), overlap)
                       : Stale::all(frame_count(samples.size())));
}

/// As LedFx does with a window that holds anything absurd.
std::span<const float> FeatureExtractor::Impl::clip(
    std::span<const float> samples) {
  if (std::none_of(samples.begin(), samples.end(),
                   [](float x) { return std::fabs(x) > kAbsurd; }))
    return samples;
  clipped_.assign(samples.begin(), samples.end());
  for (float& x : clipped_) x = std::clamp(x, -1.0f, 1.0f);
  return clipped_;
}

/// The wiring of all groups: what each is made from can be read here.
FeatureSet FeatureExtractor::Impl::extract(std::span<const float> samples,
                                           double energy, const Stale& stale) {
  FeatureSet features;
  stages_.spectrogram.process(samples, stale);
  describe_pitch(stale, features);
  describe_spectrum(stale, features);
  const float floor_db = stages_.mel.floor_db(stages_.spectrogram.frames());
  describe_timbre(floor_db, features);
  describe_rhythm(samples.size(), floor_db, features);
  describe_harmony(energy, stale, features);
  features.zero_crossing_rate = zero_crossing_rate(samples);
  return features;
}

/// Spectrogram -> tuning -> chroma -> key.
void FeatureExtractor::Impl::describe_pitch(const Stale& stale,
                                            FeatureSet& features) {
  auto& s = stages_;
  stale.for_each([&](size_t t) {
    std::ranges::transform(
        s.spectrogram.magnitude(t), s.spectrum.begin(),
        [](float magnitude) { return magnitude * magnitude; });
    s.tuning.process(t, s.spectrum);
  });
  features.tuning = s.tuning.estimate(s.spectrogram.frames());
  s.chroma.process(s.spectrogram, features.tuning, stale);
  features.chroma = s.chroma.mean();
  features.chroma_std = s.chroma.deviation();
  const Key key = estimate_key(features.chroma);
  features.key = uint32_t(key.tonic);
  features.mode = key.mode;
  features.key_correlation = key.correlation;
}

/// Spectrogram -> centroid -> bandwidth; rolloff; contrast; mel.
void FeatureExtractor::Impl::describe_spectrum(const Stale& stale,
                                               FeatureSet& features) {
  auto& s = stages_;
  const size_t frames = s.spectrogram.frames();
  for_each_tile(s.spectrogram, stale, s.tile, [&](const FrameTile& tile) {
    s.centroid.process(tile);
    s.bandwidth.process(tile, s.centroid);
    s.rolloff.process(tile);
    s.contrast.process(tile);
    s.mel.process(tile);
  });
  features.spectral_centroid_hz = s.centroid.mean_hz(frames);
  features.spectral_centroid_std_hz = s.centroid.deviation_hz(frames);
  features.spectral_bandwidth_hz = s.bandwidth.mean_hz(frames);
  features.spectral_rolloff_hz = s.rolloff.mean_hz(frames);
  s.contrast.finish(frames);
  features.spectral_contrast = s.contrast.mean_db();
  features.brightness_contrast = s.contrast.brightness_db();
}

/// Mel -> MFCC.
void FeatureExtractor::Impl::describe_timbre(float floor_db,
                                             FeatureSet& features) {
  auto& s = stages_;
  s.mfcc.process(s.mel, s.spectrogram.frames(), floor_db);
  features.mfcc = s.mfcc.mean();
  features.mfcc_std = s.mfcc.deviation();
}

/// Mel -> onset strength -> onsets; -> tempo -> beats -> regularity.
void FeatureExtractor::Impl::describe_rhythm(size_t samples, float floor_db,
                                             FeatureSet& features) {
  auto& s = stages_;
  s.onset_strength.process(s.mel, s.spectrogram.frames(), floor_db);
  s.onsets.process(s.onset_strength.mean());
  features.onset_rate_hz = s.onsets.rate_hz(samples);
  features.onset_strength = s.onsets.strength();
  s.tempo.process(s.onset_strength.median());
  features.tempo_bpm = s.tempo.tempo_bpm();
  s.beats.process(s.onset_strength.median(), s.tempo.period());
  const auto rhythm = rhythm_regularity(s.beats.frames(), s.tempo.period());
  features.rhythm_regularity = rhythm.regularity;
  features.tempo_stability = rhythm.stability;
}

/// Spectrogram -> harmonic part -> ratio; -> its tuning -> tonnetz.
void FeatureExtractor::Impl::describe_harmony(double energy, const Stale& stale,
                                              FeatureSet& features) {
  auto& s = stages_;
  const size_t frames = s.spectrogram.frames();
  s.separation.process(s.spectrogram, stale);
  if (energy > 0)
    features.harmonic_ratio = s.separation.harmonic_energy() / energy;
  features.percussive_ratio = 1 - features.harmonic_ratio;

  const auto harmonic = s.separation.harmonic();
  const Stale changed = s.separation.changed();
  frames_touching(changed, frames).for_each([&](size_t t) {
    s.harmonic_transform.process(harmonic, t, s.transformed.data(),
                                 s.spectrum.data());
    s.harmonic_tuning.process(t, s.spectrum);
  });
  s.tonnetz.process(harmonic, changed, s.harmonic_tuning.estimate(frames));
  std::ranges::copy(s.tonnetz.mean(), features.tonnetz.begin());
  features.tonnetz_stability = s.tonnetz.stability();
}

FeatureExtractor::FeatureExtractor(const Parameters& parameters)
    : impl_(std::make_unique<Impl>(parameters)) {}

FeatureExtractor::~FeatureExtractor() = default;

std::optional<FeatureSet> FeatureExtractor::process(
    std::span<const float> samples) {
  return impl_->process(samples, {});
}

std::optional<FeatureSet> FeatureExtractor::process(
    std::span<const float> samples, const Overlap& overlap) {
  return impl_->process(samples, overlap);
}

std::span<const uint32_t> FeatureExtractor::beat_frames() const {
  return impl_->stages().beats.frames();
}

std::span<const uint32_t> FeatureExtractor::onset_frames() const {
  return impl_->stages().onsets.frames();
}

const FeatureExtractor::Stages& FeatureExtractor::stages() const {
  return impl_->stages();
}

}  // namespace mood::features
