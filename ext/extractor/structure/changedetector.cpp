/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "structure/changedetector.h"

#include <algorithm>
#include <cmath>

namespace mood {

namespace {

constexpr double kPowerBlocks = 110;
constexpr double kUsualBlocks = 160;
// Large changes say little of how much the song varies otherwise.
constexpr double kUsualMost = 9;
// A section's first seconds have been compared with too little.
constexpr size_t kLeastLags = 8;
// Phrases of four bars; their ends are met within so much.
constexpr double kPhraseBeats = 16;
constexpr double kPhrase_s = 0.5;

}  // namespace

ChangeDetector::ChangeDetector(const Parameters& parameters)
    : parameters_(parameters),
      floor_(std::pow(10, parameters.floor_db / 10)),
      power_(kPowerBlocks),
      usually_(kUsualBlocks) {}

ChangeDetector::Values ChangeDetector::measure(const HopSound& block) {
  const double floor = power_.process(block.total()) * floor_ + 1e-20;
  Values values;
  float mean = 0;
  for (size_t b = 0; b < HopSound::kBands; ++b) {
    values[b] = static_cast<float>(
        10 * std::log10(static_cast<double>(block.power[b]) + floor));
    mean += values[b] / HopSound::kBands;
  }
  const float level = static_cast<float>(1 - parameters_.level) * mean;
  for (size_t b = 0; b < HopSound::kBands; ++b) values[b] -= level;
  values.back() = static_cast<float>(parameters_.flux_db) * block.flux;
  return values;
}

double ChangeDetector::novelty(size_t usable) const {
  usable = std::min(usable, filled_);
  if (usable < 2 * kPassage + kLeastLags) return 0;
  float nearest = 1e9f;
  for (size_t lag = kPassage; lag <= usable - kPassage; ++lag) {
    float sum = 0;
    for (const auto& row : rows_) sum += row[lag];
    nearest = std::min(nearest, sum);
  }
  return static_cast<double>(nearest) / kPassage;
}

// 0..1: that a whole number of phrases ends after so many blocks.
double ChangeDetector::on_phrase(size_t blocks, double beat_s) const {
  if (beat_s <= 0) return 0;
  const double length_s = static_cast<double>(blocks) * BlockHistory::kBlock_s;
  const double phrase_s = kPhraseBeats * beat_s;
  const double phrases = std::round(length_s / phrase_s);
  const double off = (length_s - phrases * phrase_s) / kPhrase_s;
  return phrases > 0 ? std::exp(-off * off) : 0;
}

double ChangeDetector::enough(size_t section_blocks, double beat_s) const {
  const size_t ago = kPassage + parameters_.patience_blocks;
  const double on = std::max(on_phrase(section_blocks, beat_s),
                             on_phrase(heard_ - ago, beat_s));
  return std::max({parameters_.least, parameters_.usual * usually_.value(),
                   parameters_.share * largest_}) *
         (1 + parameters_.off_phrase * (1 - on));
}

ChangeDetector::Change ChangeDetector::process(const HopSound& block,
                                               size_t usable, double beat_s) {
  newest_ = (newest_ + 1) % kLags;
  blocks_[newest_] = measure(block);
  filled_ = std::min(filled_ + 1, kLags);
  ++heard_;
  row_ = (row_ + 1) % kPassage;
  const Values& now = blocks_[newest_];
  for (size_t lag = kPassage; lag < filled_; ++lag) {
    const Values& then = blocks_[(newest_ + kLags - lag) % kLags];
    float sum = 0;
    for (size_t v = 0; v < kValues; ++v)
      sum += (now[v] - then[v]) * (now[v] - then[v]);
    rows_[row_][lag] = std::sqrt(sum / kValues);
  }

  std::rotate(curve_.begin(), curve_.end() - 1, curve_.end());
  curve_[0] = novelty(usable);
  if (curve_[0] > 0) usually_.process(std::min(curve_[0], kUsualMost));
  largest_ *= 1 - 1 / parameters_.memory_blocks;
  const size_t patience = parameters_.patience_blocks;
  const double peak = curve_[patience];
  const auto end = curve_.begin() + static_cast<long>(2 * patience + 1);
  if (peak <= 0 || peak < *std::max_element(curve_.begin(), end)) return {};
  const size_t ago = kPassage + patience;
  const double strength = peak / enough(usable - ago, beat_s);
  if (strength < 1) return {};
  largest_ = std::max(largest_, peak);
  return {.blocks_ago = ago, .strength = strength};
}

void ChangeDetector::start_timeline() {
  start_section();
  for (auto& row : rows_) row.fill(0);
  filled_ = heard_ = 0;
}

void ChangeDetector::start_song() {
  start_timeline();
  power_.reset();
  usually_.reset();
  largest_ = 0;
}

}  // namespace mood
