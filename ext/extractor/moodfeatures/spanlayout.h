/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <string_view>

#include "moodfeatures/moodfeaturebank.h"

namespace mood {

/// Which statistics of a value become features.
enum class ValueKind {
  kFull,         ///< mean, deviation, change, drift
  kChanges,      ///< all but the mean, which is not level free
  kEvent,        ///< mean (the rate) and drift
  kPower,        ///< logarithm of the mean
  kTone,         ///< mean, deviation, change
  kToneChanges,  ///< deviation, change: the mean depends on the key
  kSkipped,      ///< looked at as a whole, see spantones.h
};

struct ValueLayout {
  std::string_view name;
  ValueKind kind;
};

/// HopFeatures, in order.
inline constexpr std::array<ValueLayout, HopFeatures::kCount> kHopLayout = {{
    {"level", ValueKind::kChanges},
    {"crest", ValueKind::kFull},
    {"below", ValueKind::kEvent},
    {"gap", ValueKind::kEvent},
    {"zcr", ValueKind::kFull},
    {"flatness", ValueKind::kFull},
    {"tonal", ValueKind::kFull},
    {"flux", ValueKind::kFull},
    {"onset", ValueKind::kEvent},
    {"centroid", ValueKind::kFull},
    {"spread", ValueKind::kFull},
    {"skew", ValueKind::kFull},
    {"rolloff", ValueKind::kFull},
    {"bass", ValueKind::kFull},
    {"treble", ValueKind::kFull},
    {"contrast0", ValueKind::kFull},
    {"contrast1", ValueKind::kFull},
    {"contrast2", ValueKind::kFull},
    {"contrast3", ValueKind::kFull},
    {"contrast4", ValueKind::kFull},
    {"contrast5", ValueKind::kFull},
    {"contrast6", ValueKind::kFull},
    {"flat0", ValueKind::kFull},
    {"flat1", ValueKind::kFull},
    {"flat2", ValueKind::kFull},
    {"flat3", ValueKind::kFull},
    {"flat4", ValueKind::kFull},
    {"flat5", ValueKind::kFull},
    {"flat6", ValueKind::kFull},
    {"rise0", ValueKind::kFull},
    {"rise1", ValueKind::kFull},
    {"rise2", ValueKind::kFull},
    {"fall0", ValueKind::kFull},
    {"fall1", ValueKind::kFull},
    {"fall2", ValueKind::kFull},
    {"modulation00", ValueKind::kPower},
    {"modulation01", ValueKind::kPower},
    {"modulation02", ValueKind::kPower},
    {"modulation03", ValueKind::kPower},
    {"modulation10", ValueKind::kPower},
    {"modulation11", ValueKind::kPower},
    {"modulation12", ValueKind::kPower},
    {"modulation13", ValueKind::kPower},
    {"modulation20", ValueKind::kPower},
    {"modulation21", ValueKind::kPower},
    {"modulation22", ValueKind::kPower},
    {"modulation23", ValueKind::kPower},
    {"superflux", ValueKind::kFull},
    {"superflux-treble", ValueKind::kFull},
    {"note", ValueKind::kEvent},
    {"pace0", ValueKind::kPower},
    {"pace1", ValueKind::kPower},
    {"pace2", ValueKind::kPower},
    {"pace3", ValueKind::kPower},
    {"pace4", ValueKind::kPower},
    {"pace5", ValueKind::kPower},
    {"pace6", ValueKind::kPower},
    {"distance", ValueKind::kFull},
    {"entropy", ValueKind::kFull},
    {"fullness", ValueKind::kFull},
    {"fine-contrast0", ValueKind::kFull},
    {"fine-contrast1", ValueKind::kFull},
    {"fine-contrast2", ValueKind::kFull},
    {"fine-contrast3", ValueKind::kFull},
    {"cepstrum0", ValueKind::kChanges},
    {"cepstrum1", ValueKind::kFull},
    {"cepstrum2", ValueKind::kFull},
    {"cepstrum3", ValueKind::kFull},
    {"cepstrum4", ValueKind::kFull},
    {"cepstrum5", ValueKind::kFull},
    {"cepstrum6", ValueKind::kFull},
    {"cepstrum7", ValueKind::kFull},
    {"cepstrum8", ValueKind::kFull},
    {"cepstrum9", ValueKind::kFull},
    {"cepstrum10", ValueKind::kFull},
    {"cepstrum11", ValueKind::kFull},
    {"cepstrum12", ValueKind::kFull},
}};

/// ToneFeatures, in order.
inline constexpr std::array<ValueLayout, ToneFeatures::kCount> kToneLayout = {{
    {"class0", ValueKind::kSkipped},
    {"class1", ValueKind::kSkipped},
    {"class2", ValueKind::kSkipped},
    {"class3", ValueKind::kSkipped},
    {"class4", ValueKind::kSkipped},
    {"class5", ValueKind::kSkipped},
    {"class6", ValueKind::kSkipped},
    {"class7", ValueKind::kSkipped},
    {"class8", ValueKind::kSkipped},
    {"class9", ValueKind::kSkipped},
    {"class10", ValueKind::kSkipped},
    {"class11", ValueKind::kSkipped},
    {"bass-class0", ValueKind::kSkipped},
    {"bass-class1", ValueKind::kSkipped},
    {"bass-class2", ValueKind::kSkipped},
    {"bass-class3", ValueKind::kSkipped},
    {"bass-class4", ValueKind::kSkipped},
    {"bass-class5", ValueKind::kSkipped},
    {"bass-class6", ValueKind::kSkipped},
    {"bass-class7", ValueKind::kSkipped},
    {"bass-class8", ValueKind::kSkipped},
    {"bass-class9", ValueKind::kSkipped},
    {"bass-class10", ValueKind::kSkipped},
    {"bass-class11", ValueKind::kSkipped},
    {"in-tune", ValueKind::kTone},
    {"interval1", ValueKind::kTone},
    {"interval2", ValueKind::kTone},
    {"interval3", ValueKind::kTone},
    {"interval4", ValueKind::kTone},
    {"interval5", ValueKind::kTone},
    {"interval6", ValueKind::kTone},
    {"tonnetz0", ValueKind::kToneChanges},
    {"tonnetz1", ValueKind::kToneChanges},
    {"tonnetz2", ValueKind::kToneChanges},
    {"tonnetz3", ValueKind::kToneChanges},
    {"tonnetz4", ValueKind::kToneChanges},
    {"tonnetz5", ValueKind::kToneChanges},
    {"major", ValueKind::kTone},
    {"minor", ValueKind::kTone},
    {"pitch-entropy", ValueKind::kTone},
    {"pitch-change", ValueKind::kTone},
    {"continuity", ValueKind::kTone},
    {"motion", ValueKind::kTone},
    {"register", ValueKind::kTone},
    {"register-spread", ValueKind::kTone},
    {"lowest", ValueKind::kTone},
    {"density", ValueKind::kTone},
    {"roughness", ValueKind::kTone},
    {"tonal-share", ValueKind::kTone},
}};

}  // namespace mood
