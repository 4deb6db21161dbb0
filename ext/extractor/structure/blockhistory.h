/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <cstddef>

#include "structure/hopsound.h"

namespace mood {

/// The last 18 s of sound in blocks, the unit in which passages are compared.
class BlockHistory {
 public:
  static constexpr size_t kHopsPerBlock = 8;
  static constexpr double kBlock_s = kHopsPerBlock * 512 / 22050.0;  ///< 0.186
  static constexpr size_t kCapacity = 96;

  /// One hop. Returns true if it completed a block.
  bool process(const HopSound& hop);

  /// Blocks there are, at most kCapacity.
  size_t size() const { return size_; }
  /// The means of the block @p blocks ago, 0 = the latest; less than size().
  const HopSound& ago(size_t blocks) const {
    return blocks_[(next_ + kCapacity - 1 - blocks) % kCapacity];
  }
  void reset();

 private:
  std::array<HopSound, kCapacity> blocks_ = {};
  HopSound sum_;
  size_t hops_ = 0;  ///< in sum_
  size_t next_ = 0;
  size_t size_ = 0;
};

}  // namespace mood
