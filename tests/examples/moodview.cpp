/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "moodview.h"

#include <cstdio>
#include <cstring>
#include <string_view>

#include "messagefields.h"

namespace mood::watch {
namespace {

constexpr int kStripColumns = 16;
constexpr int kBarColumns = 6;

std::string clock_text(uint64_t time_ns) {
  const double seconds = static_cast<double>(time_ns) / GST_SECOND;
  return format("%3d:%04.1f", static_cast<int>(seconds) / 60,
                seconds - 60 * (static_cast<int>(seconds) / 60));
}

Rgb state_colour(std::string_view state) {
  struct Entry {
    std::string_view state;
    Rgb colour;
  };
  static constexpr Entry kColours[] = {
      {"silence", {128, 128, 128}},   {"ambient", {80, 140, 255}},
      {"breakdown", {150, 120, 255}}, {"chill", {80, 220, 200}},
      {"groove", {120, 230, 90}},     {"build", {255, 210, 60}},
      {"peak", {255, 130, 40}},       {"intense", {255, 70, 70}},
  };
  for (const Entry& entry : kColours)
    if (entry.state == state) return entry.colour;
  return {200, 200, 200};
}

std::string effect_text(const GstStructure* effect) {
  std::string text;
  double value = 0;
  for (const char* name : {"speed", "blur", "brightness"})
    if (gst_structure_get_double(effect, name, &value))
      text += format(" %s %.2f", name, value);
  guint transition_ms = 0;
  if (gst_structure_get_uint(effect, "transition", &transition_ms))
    text += format(" in %u ms", transition_ms);
  return text;
}

std::string flash_text(const GstStructure* flash) {
  guint duration_ms = 0;
  gst_structure_get_uint(flash, "duration", &duration_ms);
  return format(" brightness %.2f for %u ms", number_field(flash, "brightness"),
                duration_ms);
}

/// As light where the terminal can show it, otherwise by name.
std::string colours_text(const Terminal& terminal,
                         const std::vector<std::string>& names) {
  std::string text = terminal.strip(colours_of(names), kStripColumns).text;
  if (text.empty())
    for (const std::string& name : names)
      text += (text.empty() ? "" : " ") + name;
  return text;
}

}  // namespace

void MoodView::restart(std::vector<Mark> marks) {
  marks_ = std::move(marks);
  next_mark_ = 0;
}

void MoodView::show(const GstStructure* message) {
  if (gst_structure_has_name(message, "mood"))
    show_mood(message);
  else if (gst_structure_has_name(message, "mood-beat"))
    ++beats_;
  else if (gst_structure_has_name(message, "mood-section"))
    show_section(message);
  else if (gst_structure_has_name(message, "led-scene"))
    show_command(message);
  else if (gst_structure_has_name(message, "mood-extractor"))
    show_helper(message);
}

void MoodView::show_mood(const GstStructure* mood) {
  ++moods_;
  show_marks(time_field(mood, "stream-time"));
  gboolean changed = FALSE;
  gst_structure_get_boolean(mood, "changed", &changed);
  if (changed) show_change(mood);
  show_status(mood);
}

void MoodView::show_change(const GstStructure* mood) {
  const std::string state = text_field(mood, "state");
  std::string line = clock_text(time_field(mood, "stream-time")) + "  mood    ";
  line += terminal_.coloured(format("%-9s", state.c_str()), state_colour(state))
              .text;
  line += format("  %-34s", text_field(mood, "category").c_str());
  const double tempo = number_field(mood, "tempo");
  if (tempo > 0) line += format("  %.1f BPM", tempo);
  const std::string key = text_field(mood, "key");
  if (!key.empty()) line += "  " + key + " " + text_field(mood, "mode");
  terminal_.print(line);
}

void MoodView::show_section(const GstStructure* section) {
  // It is told when it is known, not when it began.
  const uint64_t told_ns =
      time_field(section, "stream-time") + time_field(section, "duration");
  show_marks(told_ns);
  std::string line = clock_text(told_ns) + "  section ";
  line += format("%-9s", text_field(section, "section").c_str());
  const std::string event = text_field(section, "event");
  if (event != "none") line += "  " + event;
  terminal_.print(line);
}

void MoodView::show_status(const GstStructure* mood) {
  if (!terminal_.interactive()) return;
  const std::string state = text_field(mood, "state");
  const double tempo = number_field(mood, "tempo");
  std::vector<Piece> pieces = {
      terminal_.plain(clock_text(time_field(mood, "stream-time"))),
      terminal_.plain(beats_ % 2 ? "o" : " "),
      terminal_.coloured(format("%-9s", state.c_str()), state_colour(state)),
      terminal_.plain(tempo > 0 ? format("%5.1f BPM", tempo) : "  no beat"),
  };
  struct Bar {
    const char* field;
    const char* label;
  };
  static constexpr Bar kBars[] = {
      {"energy", "energy"},           {"valence", "valence"},
      {"brightness", "bright"},       {"beat-strength", "beat"},
      {"intensity", "intensity"},     {"warmth", "warmth"},
      {"harmonic-ratio", "harmonic"}, {"complexity", "complex"},
  };
  for (const Bar& bar : kBars) {
    const Piece piece =
        terminal_.bar(number_field(mood, bar.field), kBarColumns);
    const std::string label = std::string(bar.label) + ' ';
    pieces.push_back(
        {label + piece.text, static_cast<int>(label.size()) + piece.columns});
  }
  terminal_.paint_status(pieces);
}

void MoodView::show_marks(uint64_t now_ns) {
  while (next_mark_ < marks_.size() &&
         marks_[next_mark_].start_s * GST_SECOND <=
             static_cast<double>(now_ns)) {
    const Mark& mark = marks_[next_mark_++];
    const auto start_ns = static_cast<uint64_t>(mark.start_s * GST_SECOND);
    terminal_.print(clock_text(start_ns) + "  " +
                    terminal_.bold("tune    " + mark.name).text);
  }
}

void MoodView::show_command(const GstStructure* command) {
  ++commands_;
  const std::string kind = text_field(command, "command");
  std::string line = clock_text(time_field(command, "running-time")) +
                     format("  %-8s", kind.c_str());
  if (kind == "effect") {
    line += format("%-9s ", text_field(command, "gradient").c_str());
    line += colours_text(terminal_, strings_field(command, "colors"));
    line += effect_text(command);
  } else if (kind == "flash") {
    line += format("%-9s ", "");
    line += colours_text(terminal_, {text_field(command, "color")});
    line += flash_text(command);
  } else if (kind == "scene") {
    line += text_field(command, "scene");
  }
  terminal_.print(line + " (" + text_field(command, "cause") + ")");
}

void MoodView::show_helper(const GstStructure* status) {
  gint pid = 0;
  gst_structure_get_int(status, "pid", &pid);
  std::string line = "         helper  " + text_field(status, "status");
  if (pid > 0) line += format(", process %d", pid);
  const std::string reason = text_field(status, "reason");
  if (!reason.empty()) line += ": " + reason;
  terminal_.print(line);
}

}  // namespace mood::watch
