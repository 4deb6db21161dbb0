/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>

struct _aubio_tempo_t;

namespace mood {

/// aubio's beat tracker (Davies & Plumbley 2007), window 1024, hop 256 at
/// 22 050 Hz, owned. Its beats are well placed, but its period is 1 % short,
/// it prefers 60..140 BPM, and it speaks before it knows: beats come with the
/// confidence aubio gives them, and 0 means a guess.
class AubioTempo {
 public:
  static constexpr size_t kHopFrames = 256;

  struct Beat {
    double time_s = 0;      ///< from construction or reset()
    double confidence = 0;  ///< aubio's scale: 0 guess, above 1 reliable
  };

  explicit AubioTempo(double sample_rate_hz);
  ~AubioTempo();

  /// @p hop: kHopFrames samples. Returns the beat that fell into it, if any.
  std::optional<Beat> process(std::span<const float> hop);
  /// Starts anew at 0. Allocates: aubio cannot clear its memory.
  void reset();

 private:
  struct Delete {
    void operator()(_aubio_tempo_t* tempo) const;
  };

  double sample_rate_hz_;
  std::unique_ptr<_aubio_tempo_t, Delete> tempo_;
};

}  // namespace mood
