/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "labelledclip.h"

#include <algorithm>
#include <map>
#include <stdexcept>

#include "csvfile.h"

namespace mood::accuracy {
namespace {

/// Clips by their file, in the order in which they were first named.
class Collection {
 public:
  explicit Collection(const std::filesystem::path& folder) : folder_(folder) {}

  /// Calls @p label(clip, manifest, row) for each row of the manifest @p name.
  /// @return false if there is no such file
  template <typename Label>
  bool read(const char* name, Label label) {
    if (!std::filesystem::exists(folder_ / name)) return false;
    const CsvFile manifest(folder_ / name);
    const size_t set = manifest.column("set"), id = manifest.column("id"),
                 file = manifest.column("file"),
                 artist = manifest.column("artist");
    for (size_t row = 0; row < manifest.size(); ++row) {
      LabelledClip& clip = clip_of(manifest.text(row, file));
      clip.set = manifest.text(row, set);
      clip.id = manifest.text(row, id);
      clip.artist = manifest.text(row, artist);
      label(clip, manifest, row);
    }
    return true;
  }

  std::vector<LabelledClip> take() { return std::move(clips_); }

 private:
  LabelledClip& clip_of(const std::string& file) {
    const auto [found, is_new] = index_.emplace(file, clips_.size());
    if (is_new) clips_.push_back({.path = folder_ / file});
    return clips_[found->second];
  }

  std::filesystem::path folder_;
  std::map<std::string, size_t> index_;
  std::vector<LabelledClip> clips_;
};

void label_mood(LabelledClip& clip, const CsvFile& manifest, size_t row) {
  clip.affect =
      Affect{.valence = manifest.number(row, manifest.column("valence")),
             .arousal = manifest.number(row, manifest.column("arousal"))};
}

void label_genre(LabelledClip& clip, const CsvFile& manifest, size_t row) {
  const std::string& name = manifest.text(row, manifest.column("ledfx_genre"));
  if (name.empty()) return;
  clip.genre = genre_from_string(name);
  if (!clip.genre || clip.genre == Genre::kUnknown)
    throw std::runtime_error("genre.csv: " + clip.id + ": \"" + name +
                             "\" is none of the ten genres");
}

}  // namespace

std::vector<LabelledClip> read_manifests(const std::filesystem::path& folder) {
  Collection collection(folder);
  const bool has_moods = collection.read("mood.csv", label_mood);
  const bool has_genres = collection.read("genre.csv", label_genre);
  if (!has_moods && !has_genres)
    throw std::runtime_error(folder.string() +
                             ": neither mood.csv nor genre.csv is there");
  return collection.take();
}

std::vector<LabelledClip> selection(const std::vector<LabelledClip>& clips,
                                    const std::vector<std::string>& sets,
                                    size_t limit) {
  std::map<std::string, size_t> taken;
  std::vector<LabelledClip> selected;
  for (const LabelledClip& clip : clips) {
    if (!sets.empty() && !std::ranges::count(sets, clip.set)) continue;
    if (++taken[clip.set] <= limit || limit == 0) selected.push_back(clip);
  }
  for (const std::string& set : sets)
    if (!taken.contains(set))
      throw std::runtime_error("no clips of the set \"" + set + "\"");
  return selected;
}

}  // namespace mood::accuracy
