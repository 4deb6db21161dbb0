/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace mood {

/// Periodicity of the flux over the last seconds, by autocorrelation: the
/// period that people would tap, and how strongly the music keeps it.
class Pulse {
 public:
  struct Parameters {
    double hop_s = 512 / 22050.0;
    double window_s = 8;
    double least_s = 4;             ///< says nothing before so much was heard
    double least_deviation = 0.02;  ///< nepers; steadier flux has no pulse
    double lowest_bpm = 50;
    double highest_bpm = 210;
    double preferred_bpm = 125;
    double octaves = 0.9;  ///< deviation of the preference
  };
  struct Estimate {
    double tempo_bpm = 0;  ///< 0 = no pulse
    double clarity = 0;    ///< autocorrelation at the period, 0..1
    double salience = 0;   ///< peak of the folded envelope over its mean, 0..1
  };

  explicit Pulse(const Parameters& parameters);

  void push(double flux);
  /// Analyses the window; nothing before least_s. @p held_bpm, when not 0, is
  /// favoured a little.
  std::optional<Estimate> estimate(double held_bpm);
  void reset();

 private:
  void correlate();
  double correlation_at(double lag) const;
  double comb(double lag) const;
  double refine(double lag) const;
  double salience(double period_hops);

  Parameters parameters_;
  std::vector<float> ring_;
  std::vector<float> window_;
  std::vector<float> correlation_;
  std::vector<float> folded_;
  size_t next_ = 0;
  size_t filled_ = 0;
};

}  // namespace mood
