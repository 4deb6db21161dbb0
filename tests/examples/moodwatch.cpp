/* SPDX-License-Identifier: LGPL-2.1-or-later */

/// The demonstration: shows the mood of music and what lamps would do.

#include <gst/gst.h>
#include <gst/pbutils/pbutils.h>

#include <clocale>
#include <cstdio>
#include <memory>

#include "messagefields.h"
#include "moodview.h"
#include "tune.h"
#include "tunesource.h"
#include "watchpipeline.h"
#include "watchsession.h"

namespace mood::watch {
namespace {

const char* advice(Input input) {
  switch (input) {
    case Input::kFile:
      return "Is it a file with audio, and can GStreamer decode it?";
    case Input::kPulse:
      return "Is a PulseAudio server (or pipewire-pulse) running here?";
    case Input::kPipeWire:
      return "Is PipeWire with a session manager running here?";
    case Input::kTune:
      break;
  }
  return "Is the plugin built and found? gst-inspect-1.0 moodanalyzer tells.";
}

class MoodWatch {
 public:
  explicit MoodWatch(const Arguments& arguments)
      : arguments_(arguments),
        sound_(!arguments.live() && !arguments.fast && !arguments.mute) {
    if (arguments.input == Input::kTune) tune_ = std::make_unique<TuneSource>();
  }

  bool run() {
    if (sound_ && !sound_is_available()) {
      terminal_.print("No audio output found; the music stays silent.");
      sound_ = false;
    }
    Outcome outcome;
    do {
      outcome = run_once();
      if (outcome == Outcome::kNoSound) sound_ = false;
    } while (outcome == Outcome::kNoSound ||
             (outcome == Outcome::kFinished && arguments_.loop));
    return outcome != Outcome::kFailed && view_.moods() > 0;
  }

 private:
  using Outcome = WatchSession::Outcome;

  Outcome run_once() {
    std::string error;
    ElementPtr pipeline = make_pipeline(arguments_, sound_, error);
    if (!pipeline) {
      terminal_.print("error: " + error);
      terminal_.print(advice(Input::kTune));
      return Outcome::kFailed;
    }
    view_.restart(marks());
    if (tune_) {
      const ElementPtr source(
          gst_bin_get_by_name(GST_BIN(pipeline.get()), kTuneName));
      tune_->connect(GST_APP_SRC(source.get()));
    }
    WatchSession session(std::move(pipeline), view_, terminal_);
    const Outcome outcome = session.run(arguments_.seconds);
    if (outcome == Outcome::kFailed)
      terminal_.print(advice(arguments_.input));
    else
      summarise(session.stats());
    return outcome;
  }

  std::vector<Mark> marks() const {
    std::vector<Mark> marks;
    if (tune_)
      for (const auto& section : test::tune_sections())
        marks.push_back({section.start_s, section.name});
    return marks;
  }

  void summarise(const GstStructure* stats) {
    guint64 cpu_ns = 0, analyses = 0, skipped = 0;
    guint restarts = 0;
    gst_structure_get(stats, "analysis-time-avg", G_TYPE_UINT64, &cpu_ns,
                      "analyses", G_TYPE_UINT64, &analyses, "skipped-analyses",
                      G_TYPE_UINT64, &skipped, "restarts", G_TYPE_UINT,
                      &restarts, nullptr);
    terminal_.print(format("%" G_GUINT64_FORMAT " moods (%" G_GUINT64_FORMAT
                           " skipped, %.2f ms of CPU each), %" G_GUINT64_FORMAT
                           " commands, %u restarts of the helper",
                           analyses, skipped,
                           static_cast<double>(cpu_ns) / GST_MSECOND,
                           static_cast<guint64>(view_.commands()), restarts));
  }

  const Arguments arguments_;
  bool sound_;
  std::unique_ptr<TuneSource> tune_;
  Terminal terminal_{Terminal::detect()};
  MoodView view_{terminal_};
};

}  // namespace
}  // namespace mood::watch

int main(int argc, char** argv) {
  using namespace mood::watch;
  std::setlocale(LC_CTYPE, "");
  std::string error;
  const auto arguments = parse_arguments(
      {argv + 1, static_cast<size_t>(argc > 0 ? argc - 1 : 0)}, error);
  if (!arguments || arguments->help) {
    if (!arguments) std::fprintf(stderr, "%s\n\n", error.c_str());
    std::fputs(kUsage, arguments ? stdout : stderr);
    return arguments ? 0 : 2;
  }
  gst_init(nullptr, nullptr);
  gst_pb_utils_init();
  return MoodWatch(*arguments).run() ? 0 : 1;
}
