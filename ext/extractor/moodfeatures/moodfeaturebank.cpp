/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "moodfeatures/moodfeaturebank.h"

#include <algorithm>

#include "moodfeatures/roughness.h"

namespace mood {

MoodFeatureBank::MoodFeatureBank()
    : spectrum_({.window_frames = 2048,
                 .sample_rate_hz = DescriptorBank::kSampleRate}),
      dynamics_({}),
      mel_({}, spectrum_),
      shape_(mel_),
      texture_(spectrum_),
      flux_(mel_),
      modulation_({.hop_s = DescriptorBank::kHopSeconds}),
      notes_({}, spectrum_),
      pace_({.hop_s = DescriptorBank::kHopSeconds}),
      motion_(spectrum_),
      onsets_({}),
      slicer_(kToneHops * DescriptorBank::kHopFrames),
      tone_spectrum_({.window_frames = 8192,
                      .sample_rate_hz = DescriptorBank::kSampleRate}),
      peaks_(tone_spectrum_),
      profile_({}),
      harmony_({}) {}

bool MoodFeatureBank::process(std::span<const float> hop,
                              std::span<const float> magnitude,
                              const Descriptors& descriptors) {
  mel_.process(magnitude);
  wave_ = moments_.process(hop);
  hop_.dynamics = dynamics_.process(descriptors.level_db, descriptors.crest_db);
  hop_.zero_crossings = static_cast<float>(descriptors.zero_crossings);
  hop_.flatness_db = static_cast<float>(descriptors.shape.flatness_db);
  hop_.tonal = static_cast<float>(descriptors.tonal);
  hop_.flux = static_cast<float>(descriptors.flux);
  hop_.onset = onsets_.process(descriptors.flux) ? 1 : 0;
  hop_.shape = shape_.process(mel_.power());
  hop_.texture = texture_.process(magnitude);
  hop_.flux_by_register = flux_.process(mel_.level_db());
  hop_.modulation = modulation_.process(hop_.flux_by_register.rise_db);
  hop_.notes = notes_.process(magnitude);
  hop_.pace = pace_.process(hop_.notes.strength);
  hop_.motion = motion_.process(magnitude);
  std::copy(descriptors.contrast_db.begin(), descriptors.contrast_db.end(),
            hop_.fine_contrast_db.begin());
  hop_.cepstrum = cepstrum_.process(mel_.level_db());

  bool whole = false;
  slicer_.process(hop, [&](std::span<const float> samples) {
    process_tones(samples);
    whole = true;
  });
  return whole;
}

void MoodFeatureBank::process_tones(std::span<const float> samples) {
  const auto peaks = peaks_.process(tone_spectrum_.process(samples));
  tone_.profile = profile_.process(peaks);
  tone_.harmony = harmony_.process(tone_.profile.all);
  tone_.tracks = tracks_.process(peaks);
  tone_.roughness = static_cast<float>(roughness(peaks));
  tone_.tonal_share = static_cast<float>(peaks_.tonal_share());
}

void MoodFeatureBank::reset() {
  dynamics_.reset();
  moments_.reset();
  wave_ = {};
  mel_.reset();
  flux_.reset();
  modulation_.reset();
  notes_.reset();
  pace_.reset();
  motion_.reset();
  onsets_.reset();
  hop_ = {};
  slicer_.reset();
  tone_spectrum_.reset();
  profile_.reset();
  harmony_.reset();
  tracks_.reset();
  tone_ = {};
}

}  // namespace mood
