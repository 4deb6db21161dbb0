/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "labelledclip.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <stdexcept>

#include "csvfile.h"
#include "metrics.h"

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

std::vector<BeatLabel> read_beats(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::vector<BeatLabel> beats;
  double time_s = 0, position = 0;
  while (file >> time_s >> position)
    beats.push_back({.time_s = time_s, .is_downbeat = position == 1});
  if (!file.eof() || beats.empty() ||
      !std::ranges::is_sorted(beats, {}, &BeatLabel::time_s))
    throw std::runtime_error(path.string() +
                             ": no lines of ascending seconds and positions");
  return beats;
}

void label_key(LabelledClip& clip, const CsvFile& manifest, size_t row) {
  const size_t column = manifest.column("key_pc");
  if (manifest.text(row, column).empty()) return;
  const double pitch_class = manifest.number(row, column);
  const std::string& mode = manifest.text(row, manifest.column("key_mode"));
  const auto found = std::ranges::find(kModeNames, mode);
  if (!(pitch_class >= 0 && pitch_class < kNoKey) || found == kModeNames.end())
    throw std::runtime_error("keytempo.csv: " + clip.id + ": no key");
  clip.key = KeyLabel{.pitch_class = static_cast<uint32_t>(pitch_class),
                      .mode = static_cast<Mode>(found - kModeNames.begin())};
}

void label_rhythm(LabelledClip& clip, const CsvFile& manifest, size_t row,
                  const std::filesystem::path& folder) {
  const size_t tempo = manifest.column("tempo");
  if (!manifest.text(row, tempo).empty())
    clip.tempo_bpm = manifest.number(row, tempo);
  const std::string& beats = manifest.text(row, manifest.column("beats"));
  if (!beats.empty()) clip.beats = read_beats(folder / beats);
}

}  // namespace

std::vector<LabelledClip> read_manifests(const std::filesystem::path& folder) {
  Collection collection(folder);
  const auto label_song = [&](LabelledClip& clip, const CsvFile& manifest,
                              size_t row) {
    label_key(clip, manifest, row);
    label_rhythm(clip, manifest, row, folder);
  };
  const auto label_structure = [&](LabelledClip& clip, const CsvFile& manifest,
                                   size_t row) {
    clip.structure =
        read_structure(folder / manifest.text(row, manifest.column("struct")));
  };
  bool found = collection.read("mood.csv", label_mood);
  found |= collection.read("genre.csv", label_genre);
  found |= collection.read("keytempo.csv", label_song);
  found |= collection.read("structure.csv", label_structure);
  if (!found)
    throw std::runtime_error(
        folder.string() +
        ": none of mood.csv, genre.csv, keytempo.csv, structure.csv is there");
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
