/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "hearing.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <optional>

#include "parallel.h"

namespace mood::accuracy {

template <typename Work, typename Name>
void Hearing::for_each(size_t count, const Work& work, const Name& name_of) {
  const bool shows_progress = isatty(STDERR_FILENO);
  size_t done = 0;
  in_parallel(count, jobs_, [&](size_t index) {
    std::string failure;
    try {
      work(index);
    } catch (const std::exception& error) {
      failure = name_of(index) + ": " + error.what();
    }
    const std::lock_guard lock(mutex_);
    if (!failure.empty()) failures_.push_back(failure);
    ++done;
    if (shows_progress)
      std::fprintf(stderr, "\r%zu of %zu%s", done, count,
                   done == count ? "\n" : "");
  });
  // The order in which threads came is no matter of the clips.
  std::ranges::sort(failures_);
}

std::vector<HeardClip> Hearing::hear(const std::vector<LabelledClip>& clips) {
  std::vector<std::optional<ClipRecord>> records(clips.size());
  for_each(
      clips.size(), [&](size_t i) { records[i] = player_.play(clips[i].path); },
      [&](size_t i) { return clips[i].id; });
  std::vector<HeardClip> heard;
  for (size_t i = 0; i < clips.size(); ++i)
    if (records[i]) heard.push_back({clips[i], std::move(*records[i])});
  return heard;
}

void Hearing::compare_gains(const std::vector<HeardClip>& clips,
                            GainComparison& comparison) {
  constexpr size_t kGains = std::size(kGains_db);
  for_each(
      clips.size() * kGains,
      [&](size_t i) {
        const HeardClip& heard = clips[i / kGains];
        const double gain_db = kGains_db[i % kGains];
        comparison.add(heard.record, player_.play(heard.clip.path, gain_db),
                       gain_db);
      },
      [&](size_t i) { return clips[i / kGains].clip.id; });
}

}  // namespace mood::accuracy
