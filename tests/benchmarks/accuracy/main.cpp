/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* How well moods, beats, keys and sections agree with people's, over a folder
 * of labelled music.
 *
 *   mood-accuracy [FOLDER] [options]      see kUsage in options.h
 *
 * FOLDER has some of mood.csv, genre.csv, keytempo.csv and structure.csv, and
 * the files that they name;
 * without it, $GST_MOOD_MUSIC is taken, and if that is not set either, the
 * program returns 77. It returns 1 if a clip could not be played. */
#include <gst/gst.h>

#include <cstdlib>
#include <exception>
#include <iostream>

#include "beatreport.h"
#include "eventreport.h"
#include "genrereport.h"
#include "hearing.h"
#include "keyreport.h"
#include "metricreport.h"
#include "moodreport.h"
#include "options.h"
#include "peerreport.h"
#include "sectionreport.h"
#include "statereport.h"
#include "temporeport.h"

namespace mood::accuracy {
namespace {

constexpr int kSkipped = 77;  // for Meson

/// Prints reports and keeps their tables.
class Results {
 public:
  void add(const Report& report) {
    if (!report.note.empty()) std::cout << "\n" << report.note << "\n";
    for (const Table& table : report.tables) table.print(std::cout);
    tables_.insert(tables_.end(), report.tables.begin(), report.tables.end());
    tables_.insert(tables_.end(), report.data_only.begin(),
                   report.data_only.end());
  }
  const std::vector<Table>& tables() const { return tables_; }

 private:
  std::vector<Table> tables_;
};

/// @return whether all clips could be played
bool report_analysis(const std::string& analysis, const Options& options,
                     const std::vector<LabelledClip>& clips, Results& results) {
  Hearing hearing({.analysis = analysis, .interval_s = options.interval_s},
                  options.jobs);
  const std::vector<HeardClip> heard = hearing.hear(clips);
  if (!heard.empty()) {
    results.add(mood_report(heard, analysis));
    results.add(genre_report(heard, analysis));
    results.add(state_report(heard, analysis));
    results.add(metric_report(heard, analysis));
    results.add(tempo_report(heard, analysis));
    results.add(beat_report(heard, analysis));
    // A basic analysis has neither.
    if (analysis == "advanced") {
      results.add(key_report(heard, analysis));
      results.add(section_report(heard, analysis));
      results.add(event_report(heard, analysis));
    }
  }
  if (options.gain && !heard.empty()) {
    GainComparison comparison;
    hearing.compare_gains(heard, comparison);
    results.add(comparison.report(analysis));
  }
  for (const std::string& failure : hearing.failures())
    std::cerr << "mood-accuracy: " << failure << "\n";
  return hearing.failures().empty();
}

int run(const Options& options) {
  if (options.folder.empty()) {
    std::cout << "No folder of labelled music is given, neither as argument "
                 "nor as $GST_MOOD_MUSIC: nothing is measured.\n";
    return kSkipped;
  }
  const auto clips =
      selection(read_manifests(options.folder), options.sets, options.limit);
  std::cout << clips.size() << " clips; in brackets, what lies within 95 % by "
            << "resampling artists\n";
  Results results;
  bool complete = true;
  for (const std::string& analysis : options.analyses)
    complete &= report_analysis(analysis, options, clips, results);
  if (options.peers) results.add(peer_report(clips, options.jobs));
  if (!options.json.empty())
    bench::write_json(options.json,
                      {{"clips", std::to_string(clips.size())},
                       {"interval_s", std::to_string(options.interval_s)},
                       {"complete", complete ? "true" : "false"}},
                      results.tables());
  return complete ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace
}  // namespace mood::accuracy

int main(int argc, char** argv) {
  using namespace mood::accuracy;
  gst_init(&argc, &argv);
  const char* const folder = std::getenv("GST_MOOD_MUSIC");
  try {
    return run(parse_options({argv + 1, argv + argc}, folder ? folder : ""));
  } catch (const std::exception& error) {
    std::cerr << "mood-accuracy: " << error.what() << "\n" << kUsage << "\n";
    return EXIT_FAILURE;
  }
}
