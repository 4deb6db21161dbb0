/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "basicanalysis.h"

#include "descriptors/descriptorbank.h"
#include "hopslicer.h"
#include "mood/moodmodel.h"
#include "rhythm/rhythmtracker.h"
#include "structure/structuretracker.h"
#include "tonality/keytracker.h"

namespace mood {

class BasicAnalysis::Impl {
 public:
  void process(std::span<const float> samples) {
    slicer_.process(samples,
                    [this](std::span<const float> hop) { analyse(hop); });
  }

  void analyse(std::span<const float> hop) {
    const Descriptors& descriptors = bank_.process(hop);
    const bool silent = model_.listen(descriptors.level_db).silent();
    rhythm_.set_sound(model_.features());
    rhythm_.process(bank_, descriptors, !silent);
    model_.process(bank_, descriptors, rhythm_.rhythm());
    if (depth_ == AnalysisDepth::kBasic) return;
    key_.process(bank_.hop(), !silent);
    structure_.process(bank_, descriptors, rhythm_.rhythm(), !silent);
  }

  void start_timeline() {
    slicer_.reset();
    bank_.reset();
    rhythm_.start_timeline();
    model_.start_timeline();
    key_.start_timeline();
    structure_.start_timeline();
  }

  void start_song() {
    start_timeline();
    rhythm_.start_song();
    model_.start_song();
    key_.start_song();
    structure_.start_song();
  }

  HopSlicer slicer_{DescriptorBank::kHopFrames};
  DescriptorBank bank_;
  RhythmTracker rhythm_;
  MoodModel model_;
  AnalysisDepth depth_ = AnalysisDepth::kBasic;
  KeyTracker key_;
  StructureTracker structure_;
};

BasicAnalysis::BasicAnalysis(const ipc::AnalysisSettings& settings)
    : impl_(std::make_unique<Impl>()) {
  set_settings(settings);
}

BasicAnalysis::~BasicAnalysis() = default;

void BasicAnalysis::set_settings(const ipc::AnalysisSettings& settings) {
  impl_->model_.set_settings(settings);
}

void BasicAnalysis::process(std::span<const float> samples) {
  impl_->process(samples);
}

MoodFrame BasicAnalysis::frame() const { return impl_->model_.frame(); }

GenreEstimate BasicAnalysis::genre() const { return impl_->model_.genre(); }

void BasicAnalysis::set_depth(AnalysisDepth depth) { impl_->depth_ = depth; }

KeyEstimate BasicAnalysis::key() const {
  const bool silent = impl_->model_.frame().state == State::kSilence;
  return silent ? KeyEstimate() : impl_->key_.estimate();
}

Section BasicAnalysis::section() const { return impl_->structure_.section(); }

std::span<const SectionChange> BasicAnalysis::section_changes() const {
  return impl_->structure_.changes();
}

void BasicAnalysis::clear_section_changes() {
  impl_->structure_.clear_changes();
}

std::span<const Beat> BasicAnalysis::beats() const {
  return impl_->rhythm_.beats();
}

void BasicAnalysis::clear_beats() { impl_->rhythm_.clear_beats(); }

void BasicAnalysis::start_timeline() { impl_->start_timeline(); }

void BasicAnalysis::start_song() { impl_->start_song(); }

}  // namespace mood
