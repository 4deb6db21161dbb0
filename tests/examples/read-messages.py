#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
import sys

import gi
gi.require_version("Gst", "1.0")
from gi.repository import Gst

Gst.init(None)
pipeline = Gst.parse_launch(
    "filesrc name=file ! decodebin ! audioconvert ! moodanalyzer ! fakesink")
pipeline.get_by_name("file").props.location = sys.argv[1]
pipeline.set_state(Gst.State.PLAYING)

bus = pipeline.get_bus()
while True:
    message = bus.timed_pop(Gst.CLOCK_TIME_NONE)
    mood = message.get_structure()
    if mood and mood.has_name("mood"):
        time, state, energy, valence, tempo = map(mood.get_value, (
            "stream-time", "state", "energy", "valence", "tempo"))
        print(f"{time / 1e9:8.3f} s  {state:9}  energy {energy:.2f}"
              f"  valence {valence:.2f}  {tempo:5.1f} BPM")
    if message.type in (Gst.MessageType.EOS, Gst.MessageType.ERROR):
        break
pipeline.set_state(Gst.State.NULL)
sys.exit(message.type == Gst.MessageType.ERROR)
