/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "samplelayout.h"
#include "uniquefd.h"

namespace mood {

/// Why a file gives no audio, and what to do about it: one line for the user.
class WavError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A WAV file: RIFF, or RF64/BW64 beyond 4 GiB; PCM of 8 to 32 bits, float of
/// 32 or 64; 1-64 channels, 4-384 kHz. What its headers claim is taken as a
/// bound only: a data chunk ends with the file at the latest (where a program
/// streamed or was cut short), and memory is taken for frames that are there.
class WavFile {
 public:
  struct Mono {
    std::vector<float> samples;  ///< full scale = 1
    uint64_t non_finite = 0;     ///< NaN or infinite samples, taken as 0
  };

  /// Opens the file and reads its headers.
  /// @throws WavError
  explicit WavFile(const std::string& path);

  uint32_t rate_hz() const { return layout_.rate_hz; }
  unsigned channels() const { return layout_.channels; }
  /// Whole frames in the file.
  uint64_t frames() const { return data_bytes_ / frame_bytes(); }
  const SampleLayout& layout() const { return layout_; }

  /// At most @p count frames from frame @p first on, as many as there are,
  /// mixed as moodanalyzer does (see MonoMixer).
  /// @throws WavError if the file cannot be read
  Mono read(uint64_t first, uint64_t count) const;

 private:
  struct Chunk;

  size_t frame_bytes() const {
    return size_t{layout_.width_bytes} * layout_.channels;
  }
  [[noreturn]] void fail(const std::string& reason) const;
  /// Fills @p bytes from @p offset on, as far as the file goes.
  size_t read_at(uint64_t offset, std::span<std::byte> bytes) const;
  void check_magic();
  void find_chunks();
  void read_format(const Chunk& chunk);
  void set_layout(unsigned tag, unsigned channels, unsigned block_bytes,
                  unsigned bits);

  std::string path_;
  ipc::UniqueFd file_;
  uint64_t file_bytes_ = 0;
  SampleLayout layout_;
  uint64_t data_begin_ = 0;
  uint64_t data_bytes_ = 0;
};

}  // namespace mood
