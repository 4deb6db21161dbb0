/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <filesystem>
#include <vector>

namespace mood::accuracy {

/// All of @p path as mono floats at @p rate_hz.
/// @throws std::runtime_error if it cannot be decoded to its end
std::vector<float> decode(const std::filesystem::path& path, int rate_hz);

}  // namespace mood::accuracy
