/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "peerreport.h"

#include <limits>
#include <map>
#include <mutex>
#include <stdexcept>

#include "aubiopeer.h"
#include "beatreport.h"
#include "bootstrap.h"
#include "decoder.h"
#include "librosapeer.h"
#include "matching.h"
#include "parallel.h"
#include "songscores.h"

namespace mood::accuracy {
namespace {

constexpr double kUndefined = std::numeric_limits<double>::quiet_NaN();

/// Of the clips of a set, one number each.
struct Outcomes {
  std::vector<std::string> artists;
  std::vector<double> acc1, acc2, beats_f, key_exact, key_mirex;
};
/// By peer and set.
using Scores = std::map<std::pair<std::string, std::string>, Outcomes>;

double beats_f(const LabelledClip& clip, double end_s, const PeerResult& peer) {
  std::vector<double> labels_s;
  for (const BeatLabel& beat : clip.beats) labels_s.push_back(beat.time_s);
  return f_measure(between(labels_s, kBeatsFrom_s, end_s),
                   between(peer.beats_s, kBeatsFrom_s, end_s), 0.07)
      .f;
}

void add(Outcomes& outcomes, const LabelledClip& clip, double end_s,
         const PeerResult& peer) {
  const double bpm = clip.tempo_bpm.value_or(0);
  const auto key = key_from(peer.key, peer.mode);
  const bool has_key = clip.key && !peer.key.empty();
  outcomes.artists.push_back(clip.artist);
  outcomes.acc1.push_back(bpm > 0 ? is_tempo_right(bpm, peer.tempo_bpm)
                                  : kUndefined);
  outcomes.acc2.push_back(
      bpm > 0 ? is_tempo_right_but_for_octave(bpm, peer.tempo_bpm)
              : kUndefined);
  outcomes.beats_f.push_back(clip.beats.empty() ? kUndefined
                                                : beats_f(clip, end_s, peer));
  outcomes.key_exact.push_back(has_key ? double(key == clip.key) : kUndefined);
  outcomes.key_mirex.push_back(has_key ? mirex_key_score(*clip.key, key)
                                       : kUndefined);
}

/// Lets both listen; @p has_librosa becomes false once there is none.
void listen(const LabelledClip& clip, Scores& scores, bool& has_librosa,
            std::mutex& mutex) {
  const auto samples = decode(clip.path, kAubioRate_hz);
  const double end_s = double(samples.size()) / kAubioRate_hz;
  const PeerResult aubio = aubio_peer(samples);
  std::optional<PeerResult> librosa;
  bool wanted;
  {
    const std::lock_guard lock(mutex);
    wanted = has_librosa;
  }
  if (wanted) librosa = librosa_peer(decode(clip.path, kLibrosaRate_hz));
  const std::lock_guard lock(mutex);
  add(scores[{"aubio", clip.set}], clip, end_s, aubio);
  if (librosa) add(scores[{"librosa", clip.set}], clip, end_s, *librosa);
  has_librosa = librosa.has_value();
}

Table table_of(const Scores& scores) {
  Table table("peers", "The same clips, heard by others",
              {{"peer"},
               {"set"},
               {"clips", 0},
               {"Acc1"},
               {"Acc2"},
               {"beats F 70 ms"},
               {"key exact"},
               {"MIREX score"}});
  for (const auto& [name, outcomes] : scores) {
    const Bootstrap bootstrap(outcomes.artists);
    table.add({name.first, name.second, double(outcomes.artists.size()),
               bootstrap.mean(outcomes.acc1), bootstrap.mean(outcomes.acc2),
               bootstrap.mean(outcomes.beats_f),
               bootstrap.mean(outcomes.key_exact),
               bootstrap.mean(outcomes.key_mirex)});
  }
  return table;
}

}  // namespace

Report peer_report(std::span<const LabelledClip> clips, unsigned jobs) {
  std::vector<const LabelledClip*> labelled;
  for (const LabelledClip& clip : clips)
    if (clip.tempo_bpm || clip.key || !clip.beats.empty())
      labelled.push_back(&clip);
  Scores scores;
  std::mutex mutex;
  bool has_librosa = true;
  std::string failures;
  in_parallel(labelled.size(), jobs, [&](size_t i) {
    try {
      listen(*labelled[i], scores, has_librosa, mutex);
    } catch (const std::runtime_error& error) {
      const std::lock_guard lock(mutex);
      failures += labelled[i]->id + ": " + error.what() + "\n";
    }
  });
  Report report{.note = failures};
  if (!has_librosa)
    report.note +=
        "librosa is not installed, so it is not among the peers: pip install "
        "librosa==0.11.0";
  if (!scores.empty()) report.tables.push_back(table_of(scores));
  return report;
}

}  // namespace mood::accuracy
