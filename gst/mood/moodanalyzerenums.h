/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include "extractorfactory.h"
#include "protocol.h"

G_BEGIN_DECLS

typedef enum
{
  GST_MOOD_ANALYSIS_ADVANCED,
  GST_MOOD_ANALYSIS_BASIC,
} GstMoodAnalysis;

typedef enum
{
  GST_MOOD_ISOLATION_AUTO = static_cast<int> (mood::Isolation::kAuto),
  GST_MOOD_ISOLATION_PROCESS = static_cast<int> (mood::Isolation::kProcess),
  GST_MOOD_ISOLATION_THREAD = static_cast<int> (mood::Isolation::kThread),
  GST_MOOD_ISOLATION_NONE = static_cast<int> (mood::Isolation::kNone),
} GstMoodIsolation;

typedef enum
{
  GST_MOOD_DROP_AUTO,
  GST_MOOD_DROP_ALWAYS,
  GST_MOOD_DROP_NEVER,
} GstMoodDrop;

typedef enum
{
  GST_MOOD_RESAMPLER_SOXR_HQ
  = static_cast<int> (mood::ipc::WindowResampling::kSoxrHq),
  GST_MOOD_RESAMPLER_KAISER_BEST
  = static_cast<int> (mood::ipc::WindowResampling::kKaiserBest),
} GstMoodResampler;

#define GST_TYPE_MOOD_ANALYSIS (gst_mood_analysis_get_type ())
GType
gst_mood_analysis_get_type (void);
#define GST_TYPE_MOOD_ISOLATION (gst_mood_isolation_get_type ())
GType
gst_mood_isolation_get_type (void);
#define GST_TYPE_MOOD_DROP (gst_mood_drop_get_type ())
GType
gst_mood_drop_get_type (void);
#define GST_TYPE_MOOD_RESAMPLER (gst_mood_resampler_get_type ())
GType
gst_mood_resampler_get_type (void);

G_END_DECLS
