/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "featureset.h"
#include "metrics.h"

/// The packets that cross the process border. Prose and a sequence diagram
/// are in protocol.md. Both sides run on one machine, so integers and doubles
/// travel in native order. Positions count frames of the shared region and
/// never run backwards within one configuration.
namespace mood::ipc {

inline constexpr uint32_t kMagic = 0x444F4F4D;  // "MOOD"
inline constexpr uint32_t kProtocolVersion = 4;
inline constexpr size_t kMaximumPacketSize = 4096;
inline constexpr int kHelperSocketFd = 3;

inline constexpr uint32_t kMinimumRate = 4000;
inline constexpr uint32_t kMaximumRate = 384000;
inline constexpr uint64_t kMinimumRegionBytes = 64 * 1024;
inline constexpr uint64_t kMaximumRegionBytes = 100 * 1024 * 1024;
inline constexpr uint64_t kMaximumWindow_ns = 30'000'000'000;

enum class PacketType : uint32_t {
  // element -> helper
  kHello = 1,
  kConfigure,
  kSettings,
  kPing,
  // helper -> element
  kWelcome = 100,
  kMood,
  kBeat,
  kProgress,
  kPong,
  kError,
  kIdle,
  kFeatures,
  kSection,
};

/// Every packet starts with this; size is the whole packet's.
struct PacketHeader {
  uint32_t magic = kMagic;
  uint32_t size = 0;
  PacketType type = {};
  uint32_t reserved = 0;
};

/// First packet; carries the wake-up eventfd.
struct HelloPacket {
  PacketHeader header;
  uint32_t version = kProtocolVersion;
  uint32_t reserved = 0;
};

struct WelcomePacket {
  PacketHeader header;
  uint32_t version = kProtocolVersion;
  uint32_t pid = 0;
};

/// Settings of the analysis that may change while it runs.
struct AnalysisSettings {
  double sensitivity = 0.5;
  double smoothing = 0.3;
  double silence_threshold_db = -60;
};

/// How a window gets to the rate of the feature groups.
enum class WindowResampling : uint32_t {
  kSoxrHq,      ///< libsoxr, as librosa has it by default
  kKaiserBest,  ///< resampy's kaiser_best, as LedFx had it
};

/// A new region (its memfd rides along, unless in_process_address is set) and
/// everything that must stay as it is while that region is in use.
struct ConfigurePacket {
  PacketHeader header;
  uint64_t configuration = 0;         ///< echoed in every result
  uint64_t region_bytes = 0;          ///< whole region, header included
  uint64_t in_process_address = 0;    ///< only for the in-process module
  uint64_t interval_ns = 0;           ///< between mood packets
  uint64_t window_ns = 0;             ///< 0 = no advanced analysis
  uint64_t analysis_interval_ns = 0;  ///< between advanced analyses
  uint64_t resume_position = 0;       ///< moods that end by here are told,
  uint64_t features_position = 0;     ///< features that end by here,
  uint64_t beats_position = 0;        ///< beats before here,
  uint64_t sections_position = 0;     ///< and sections found by here
  uint32_t quantum_frames = 0;        ///< work is done in whole quanta
  uint32_t rate_hz = 0;
  WindowResampling resampling = WindowResampling::kSoxrHq;
  /// 1: somebody waits for the results, which are to be complete and in the
  /// same order every time, so nothing is done beside anything else.
  uint32_t lockstep = 0;
  AnalysisSettings settings;
};

struct SettingsPacket {
  PacketHeader header;
  AnalysisSettings settings;
};

struct PingPacket {
  PacketHeader header;
  uint64_t serial = 0;
};

struct PongPacket {
  PacketHeader header;
  uint64_t serial = 0;
};

/// Where in the stream a result belongs.
struct ResultOrigin {
  uint64_t configuration = 0;
  uint64_t epoch = 0;
};

/// The mood over frames [start, end).
struct MoodPacket {
  PacketHeader header;
  ResultOrigin origin;
  uint64_t start_position = 0;
  uint64_t end_position = 0;
  MoodFrame mood;
};

/// A beat is told up to this long before it is heard.
inline constexpr uint64_t kMaximumBeatLead_ns = 200'000'000;
/// No two beats of an epoch are closer.
inline constexpr uint64_t kLeastBeatGap_ns = 30'000'000;

struct BeatPacket {
  PacketHeader header;
  ResultOrigin origin;
  uint64_t position = 0;
  uint64_t next_position = 0;  ///< 0 = not predicted
  double tempo_bpm = 0;
  double confidence = 0;
  uint32_t bar_position = 0;
  uint32_t reserved = 0;
};

/// A new section, an event, or both, at position; found at told_position.
struct SectionPacket {
  PacketHeader header;
  ResultOrigin origin;
  uint64_t position = 0;
  uint64_t told_position = 0;
  double confidence = 0;
  Section section = Section::kUnknown;
  Section previous = Section::kUnknown;
  StructureEvent event = StructureEvent::kNone;
  uint8_t reserved[5] = {};
};

/// Most sections told at one position.
inline constexpr uint32_t kMaximumSectionsAtOnce = 4;

/// Most frames of kFeatureHop in a window, and what can be found in them: an
/// onset every other frame, beats no closer than half the fastest tempo's.
inline constexpr size_t kMaximumFeatureFrames = 1293;
inline constexpr size_t kMaximumOnsets = 648;
inline constexpr size_t kMaximumBeats = 400;

/// The features of the window that is frames [start, end).
struct FeaturesPacket {
  PacketHeader header;
  ResultOrigin origin;
  uint64_t start_position = 0;
  uint64_t end_position = 0;
  uint64_t analysis_ns = 0;  ///< CPU time it took
  FeatureSet features;
  uint32_t beat_count = 0;
  uint32_t onset_count = 0;
  /// Feature frames, ascending; see feature_frame_time_s().
  std::array<uint16_t, kMaximumBeats> beats{};
  std::array<uint16_t, kMaximumOnsets> onsets{};
};

/// All frames before position have been analysed and all their results sent,
/// but for features that are still being computed beside (never in lockstep).
/// The counters count since the configuration.
struct ProgressPacket {
  PacketHeader header;
  ResultOrigin origin;
  uint64_t position = 0;
  uint64_t overruns = 0;          ///< times audio was lost unread
  uint64_t analysis_ns = 0;       ///< CPU time, windows beside not included
  uint64_t mood_count = 0;        ///< mood packets
  uint64_t skipped_analyses = 0;  ///< windows due that were not
  uint32_t drained = 0;           ///< 1: the epoch's end was reached
  uint32_t reserved = 0;
};

/// The helper stops looking for audio by itself: the next has to be announced
/// through the eventfd.
struct IdlePacket {
  PacketHeader header;
};

struct ErrorPacket {
  PacketHeader header;
  char text[256] = {};
};

template <typename Packet>
Packet make_packet(PacketType type) {
  static_assert(std::is_trivially_copyable_v<Packet>);
  static_assert(sizeof(Packet) <= kMaximumPacketSize);
  Packet packet;
  packet.header.size = sizeof(Packet);
  packet.header.type = type;
  return packet;
}

static_assert(sizeof(PacketHeader) == 16);
static_assert(sizeof(Category) == 4);
static_assert(sizeof(GenreEstimate) == 52);
static_assert(sizeof(MoodFrame) == 176);
static_assert(sizeof(MoodPacket) == 16 + 16 + 16 + 176);
static_assert(sizeof(BeatPacket) == 72);
static_assert(sizeof(SectionPacket) == 16 + 16 + 24 + 8);
static_assert(sizeof(FeatureSet) == 640);
static_assert(sizeof(FeaturesPacket) == 16 + 16 + 24 + 640 + 8 + 2096);
static_assert(sizeof(ProgressPacket) == 80);
static_assert(sizeof(ConfigurePacket) == 16 + 80 + 16 + 24);

}  // namespace mood::ipc
