/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "synth.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace mood::test {

namespace {

constexpr double kTau = 2 * std::numbers::pi;

double frequency_of(int note) { return 440 * std::exp2((note - 69) / 12.0); }

/// Sawtooth without the worst of the aliasing: the step is rounded off by a
/// parabola on both sides.
class Saw {
 public:
  Saw(double frequency_hz, double rate_hz, double phase)
      : step_(frequency_hz / rate_hz), phase_(phase) {}
  double next() {
    phase_ += step_;
    if (phase_ >= 1) phase_ -= 1;
    double value = 2 * phase_ - 1;
    if (phase_ < step_) {
      const double t = phase_ / step_;
      value -= t + t - t * t - 1;
    } else if (phase_ > 1 - step_) {
      const double t = (phase_ - 1) / step_;
      value -= t * t + t + t + 1;
    }
    return value;
  }

 private:
  double step_;
  double phase_;
};

/// State-variable filter (Chamberlin), stable up to a sixth of the rate.
class Filter {
 public:
  Filter(double rate_hz, double damping)
      : rate_hz_(rate_hz), damping_(damping) {}
  void tune(double cutoff_hz) {
    f_ = 2 *
         std::sin(std::numbers::pi * std::min(cutoff_hz / rate_hz_, 1.0 / 6));
  }
  void process(double input) {
    low_ += f_ * band_;
    high_ = input - low_ - damping_ * band_;
    band_ += f_ * high_;
  }
  double low() const { return low_; }
  double band() const { return band_; }
  double high() const { return high_; }

 private:
  double rate_hz_, damping_;
  double f_ = 0, low_ = 0, band_ = 0, high_ = 0;
};

}  // namespace

Synth::Synth(double rate_hz, double seconds, uint32_t seed)
    : rate_hz_(rate_hz),
      noise_(seed),
      mid_(static_cast<size_t>(std::lround(rate_hz * seconds))),
      side_(mid_.size()) {}

Synth::Span Synth::span(double start_s, double length_s) const {
  const auto at = [this](double time_s) {
    return std::min(static_cast<size_t>(std::lround(time_s * rate_hz_)),
                    mid_.size());
  };
  return {at(start_s), at(start_s + length_s)};
}

void Synth::add(double start_s, double length_s,
                const std::function<float(double)>& voice) {
  const Span part = span(start_s, length_s);
  for (size_t i = part.first; i < part.last; ++i)
    mid_[i] += voice(static_cast<double>(i - part.first) / rate_hz_);
}

void Synth::kick(double start_s, double gain) {
  add(start_s, 0.35, [&](double t) {
    // The pitch falls from 180 to 45 Hz: phase is the integral.
    const double phase = 45 * t + 135 / 30.0 * (1 - std::exp(-30 * t));
    const double click = t < 0.004 ? 0.5 * noise_.next() : 0.0;
    return static_cast<float>(
        gain * (std::exp(-9 * t) * std::sin(kTau * phase) + click));
  });
}

void Synth::snare(double start_s, double gain) {
  Filter filter(rate_hz_, 0.9);
  filter.tune(1800);
  add(start_s, 0.2, [&](double t) {
    filter.process(noise_.next());
    const double body = 0.5 * std::sin(kTau * 190 * t) * std::exp(-30 * t);
    const double wires =
        0.8 * (filter.high() + 0.3 * filter.band()) * std::exp(-22 * t);
    return static_cast<float>(gain * (body + wires));
  });
}

void Synth::hat(double start_s, double decay_s, double gain) {
  Filter filter(rate_hz_, 0.7);
  filter.tune(6500);
  add(start_s, 4 * decay_s, [&](double t) {
    filter.process(noise_.next());
    return static_cast<float>(gain * filter.high() * std::exp(-t / decay_s));
  });
}

void Synth::bass(double start_s, double length_s, int note, double gain) {
  Saw saw(frequency_of(note), rate_hz_, 0.25);
  Filter filter(rate_hz_, 0.6);
  add(start_s, length_s, [&](double t) {
    filter.tune(200 + 900 * std::exp(-12 * t));
    filter.process(saw.next());
    const double gate = std::min({1.0, t / 0.004, (length_s - t) / 0.02});
    return static_cast<float>(gain * gate * filter.low());
  });
}

void Synth::pluck(double start_s, int note, double gain) {
  const double frequency = frequency_of(note);
  add(start_s, 1.2, [&](double t) {
    const double tone =
        std::sin(kTau * frequency * t) +
        0.35 * std::exp(-6 * t) * std::sin(2 * kTau * frequency * t);
    const double gate = std::min(1.0, t / 0.008) * std::exp(-4 * t);
    return static_cast<float>(gain * gate * tone);
  });
}

void Synth::lead(double start_s, double length_s, int note, double gain) {
  Saw one(frequency_of(note) * 1.004, rate_hz_, 0.1);
  Saw two(frequency_of(note) * 0.996, rate_hz_, 0.6);
  Saw octave(frequency_of(note + 12), rate_hz_, 0.3);
  Filter filter(rate_hz_, 0.5);
  add(start_s, length_s, [&](double t) {
    filter.tune(2500 + 3000 * std::exp(-8 * t));
    filter.process(one.next() + two.next() + 0.5 * octave.next());
    const double gate = std::min({1.0, t / 0.005, (length_s - t) / 0.02});
    return static_cast<float>(gain * gate * filter.low());
  });
}

void Synth::pad(const Pad& shape, std::span<const int> notes) {
  std::vector<Saw> left, right;
  for (const int note : notes) {
    left.emplace_back(frequency_of(note) * 1.003, rate_hz_, note * 0.13);
    right.emplace_back(frequency_of(note) * 0.997, rate_hz_, note * 0.29);
    left.back().next();
    right.back().next();
  }
  Filter filter(rate_hz_, 1.2), side_filter(rate_hz_, 1.2);
  const Span part = span(shape.start_s, shape.length_s);
  for (size_t i = part.first; i < part.last; ++i) {
    const double t = static_cast<double>(i - part.first) / rate_hz_;
    const double done = t / shape.length_s;
    if ((i - part.first) % 64 == 0) {
      const double cutoff =
          shape.cutoff_from_hz *
          std::pow(shape.cutoff_to_hz / shape.cutoff_from_hz, done);
      filter.tune(cutoff);
      side_filter.tune(cutoff);
    }
    double a = 0, b = 0;
    for (Saw& saw : left) a += saw.next();
    for (Saw& saw : right) b += saw.next();
    filter.process(a + b);
    side_filter.process(a - b);
    const double gate = std::min(
        {1.0, t / shape.attack_s, (shape.length_s - t) / shape.release_s});
    const double gain =
        gate * (shape.gain_from + (shape.gain_to - shape.gain_from) * done);
    mid_[i] += static_cast<float>(gain * filter.low());
    side_[i] += static_cast<float>(0.5 * gain * side_filter.low());
  }
}

void Synth::riser(double start_s, double length_s, double gain) {
  Filter filter(rate_hz_, 0.5);
  add(start_s, length_s, [&](double t) {
    const double done = t / length_s;
    filter.tune(400 * std::pow(15.0, done));
    filter.process(noise_.next());
    return static_cast<float>(gain * done * done * filter.band());
  });
}

void Synth::echo(double start_s, double end_s, double delay_s,
                 double feedback) {
  const Span part = span(start_s, end_s - start_s);
  const auto delay = static_cast<size_t>(std::lround(delay_s * rate_hz_));
  for (size_t i = part.first + delay; i < part.last; ++i)
    mid_[i] += static_cast<float>(feedback) * mid_[i - delay];
}

void Synth::mute(double start_s, double end_s) {
  const Span part = span(start_s, end_s - start_s);
  const auto fade = static_cast<size_t>(0.01 * rate_hz_);
  for (size_t i = part.first - std::min(fade, part.first); i < part.first;
       ++i) {
    const float gain =
        static_cast<float>(part.first - i) / static_cast<float>(fade);
    mid_[i] *= gain;
    side_[i] *= gain;
  }
  std::fill(mid_.begin() + part.first, mid_.begin() + part.last, 0.0f);
  std::fill(side_.begin() + part.first, side_.begin() + part.last, 0.0f);
}

std::vector<float> Synth::interleaved(int channels, double gain) const {
  std::vector<float> samples(mid_.size() * static_cast<size_t>(channels));
  size_t next = 0;
  for (size_t i = 0; i < mid_.size(); ++i) {
    for (int c = 0; c < channels; ++c) {
      const float side = channels < 2 ? 0 : c % 2 == 0 ? side_[i] : -side_[i];
      const double value =
          std::clamp<double>(gain * (mid_[i] + side), -1, 32767 / 32768.0);
      // 16-bit steps swallow the last-bit differences between C libraries.
      samples[next++] = static_cast<float>(std::round(value * 32768) / 32768);
    }
  }
  return samples;
}

}  // namespace mood::test
