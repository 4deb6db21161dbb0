/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "librosapeer.h"

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "childprocess.h"
#include "wavfolder.h"

namespace mood::accuracy {
namespace {

constexpr int kNoLibrosa = 77;  // the script's exit status

PeerResult read(const std::string& path) {
  PeerResult result;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    std::istringstream words(line);
    std::string name;
    words >> name;
    if (name == "tempo") words >> result.tempo_bpm;
    if (name == "key") words >> result.key >> result.mode;
    if (name == "beats")
      for (double beat_s; words >> beat_s;) result.beats_s.push_back(beat_s);
  }
  return result;
}

}  // namespace

std::optional<PeerResult> librosa_peer(std::span<const float> samples) {
  const bench::WavFolder folder;
  const std::string wav = folder.write("clip.wav", samples, kLibrosaRate_hz);
  const std::string output = folder.path("librosa.txt");
  const char* python = std::getenv("GST_MOOD_PYTHON");
  bench::ChildProcess librosa(
      {python ? python : "python3", MOOD_LIBROSA_SONGS, wav}, output);
  const int status = librosa.started() ? librosa.wait() : kNoLibrosa;
  if (status == kNoLibrosa) return {};
  if (status != 0) throw std::runtime_error("librosa's script failed");
  return read(output);
}

}  // namespace mood::accuracy
