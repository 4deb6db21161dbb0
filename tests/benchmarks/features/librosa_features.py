#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The feature groups of `mood-features`, computed with librosa 0.11.

    librosa_features.py REPETITIONS NAME:RES_TYPE:FILE.wav ...

analyses windows: mono WAV files of 32-bit floats. RES_TYPE is librosa's name of
the way to 22 050 Hz, or "direct" if the file has that rate. Every group gets
the audio and makes of it what it needs, as in a program that calls librosa
group by group.

Prints the features of each window in the format of tests/files/golden, and with
them the process's CPU time per window ("cpu-ms", "cpu-min-ms", of REPETITIONS
after one that does not count), its peak memory so far ("resident-mb") and the
time from the start to the first window's features ("first-result-s").
Exits with 77 if librosa cannot be imported.
"""
import statistics
import sys
import time

START_S = time.perf_counter()

try:
    import librosa
    import numpy as np
except ImportError as error:
    print(error, file=sys.stderr)
    sys.exit(77)

RATE = 22050
NAMES = ["C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"]
# Krumhansl and Kessler 1982, from the tonic.
PROFILES = {
    "major": [6.35, 2.23, 3.48, 2.33, 4.38, 4.09,
              2.52, 5.19, 2.39, 3.66, 2.29, 2.88],
    "minor": [6.33, 2.68, 3.52, 5.38, 2.60, 3.53,
              2.54, 4.75, 3.98, 2.69, 3.34, 3.17],
}


def read_wav(path):
    """Samples and rate, of a file as feature-cost writes it."""
    with open(path, "rb") as file:
        data = file.read()
    if data[:4] != b"RIFF" or data[36:40] != b"data":
        raise ValueError(f"{path}: not the expected kind of WAV file")
    rate = int.from_bytes(data[24:28], "little")
    return np.frombuffer(data, dtype="<f4", offset=44).astype(np.float32), rate


def estimate_key(chroma):
    candidates = [(np.corrcoef(chroma, np.roll(profile, tonic))[0, 1],
                   NAMES[tonic], mode)
                  for mode, profile in PROFILES.items() for tonic in range(12)]
    return max(candidates, key=lambda candidate: candidate[0])


def describe_spectrum(y):
    chroma = librosa.feature.chroma_stft(y=y, sr=RATE)
    correlation, key, mode = estimate_key(chroma.mean(axis=1))
    contrast = librosa.feature.spectral_contrast(y=y, sr=RATE).mean(axis=1)
    mfcc = librosa.feature.mfcc(y=y, sr=RATE, n_mfcc=13)
    centroid = librosa.feature.spectral_centroid(y=y, sr=RATE)
    bandwidth = librosa.feature.spectral_bandwidth(y=y, sr=RATE)
    rolloff = librosa.feature.spectral_rolloff(y=y, sr=RATE)
    crossings = librosa.feature.zero_crossing_rate(y)
    return {
        "key": key,
        "mode": mode,
        "key-correlation": correlation,
        "chroma": chroma.mean(axis=1),
        "chroma-std": chroma.std(axis=1),
        "spectral-contrast": contrast,
        "brightness-contrast": contrast[-3:].mean(),
        "mfcc": mfcc.mean(axis=1),
        "mfcc-std": mfcc.std(axis=1),
        "mfcc-energy": mfcc.mean(axis=1)[0],
        "mfcc-timbre": mfcc.mean(axis=1)[1:6],
        "spectral-centroid": centroid.mean(),
        "spectral-centroid-std": centroid.std(),
        "spectral-bandwidth": bandwidth.mean(),
        "spectral-rolloff": rolloff.mean(),
        "zero-crossing-rate": crossings.mean(),
    }


def describe_rhythm(y):
    tempo, beats = librosa.beat.beat_track(y=y, sr=RATE)
    tempo = float(np.atleast_1d(tempo)[0])
    onsets = librosa.onset.onset_detect(y=y, sr=RATE)
    strength = librosa.onset.onset_strength(y=y, sr=RATE)
    regularity = stability = 0.5
    if len(beats) > 1 and tempo > 0:
        intervals = np.diff(librosa.frames_to_time(beats, sr=RATE))
        mean, wanted = intervals.mean(), 60 / tempo
        regularity = 1 - min(intervals.std() / mean, 1)
        stability = 1 - min(abs(mean - wanted) / wanted, 1)
    return {
        "tempo": tempo,
        "beat-frames": beats,
        "onset-frames": onsets,
        "onset-rate": len(onsets) * RATE / len(y),
        "onset-strength": strength.mean() if len(onsets) else 0.0,
        "rhythm-regularity": regularity,
        "tempo-stability": stability,
    }


def describe_harmony(y):
    harmonic, _ = librosa.effects.hpss(y)
    energy = np.sum(np.square(y, dtype=np.float64))
    ratio = 0.5
    if energy > 0:
        ratio = np.sum(np.square(harmonic, dtype=np.float64)) / energy
    tonnetz = librosa.feature.tonnetz(y=librosa.effects.harmonic(y), sr=RATE)
    return {
        "harmonic-ratio": ratio,
        "percussive-ratio": 1 - ratio,
        "tonnetz": tonnetz.mean(axis=1),
        "tonnetz-stability": 1 - tonnetz.std(),
    }


def analyse(samples, rate, res_type):
    """@return the window at 22 050 Hz, and its features."""
    y = samples
    if res_type != "direct":
        y = librosa.resample(samples, orig_sr=rate, target_sr=RATE,
                             res_type=res_type)
    return y, {**describe_spectrum(y), **describe_rhythm(y),
               **describe_harmony(y)}


def estimate_tuning(y):
    """What chroma_stft finds for itself and does not tell."""
    power = np.abs(librosa.stft(y)) ** 2
    return librosa.estimate_tuning(S=power, sr=RATE, bins_per_octave=12)


def peak_memory_mb():
    with open("/proc/self/status") as status:
        for line in status:
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    return 0.0


def show(field, value):
    if isinstance(value, str):
        print(field, value)
    else:
        print(field, *(f"{number:.9g}" for number in np.ravel(value)))


def main(repetitions, windows):
    print(f"# librosa {librosa.__version__}, numpy {np.__version__}")
    first_result_s = None
    for window in windows:
        name, res_type, path = window.split(":", 2)
        samples, rate = read_wav(path)
        try:
            y, features = analyse(samples, rate, res_type)
        except ImportError as error:
            print(f"{res_type}: {error}", file=sys.stderr)
            continue
        if first_result_s is None:
            first_result_s = time.perf_counter() - START_S
            features["first-result-s"] = first_result_s
        costs_ms = []
        for _ in range(repetitions):
            before_s = time.process_time()
            analyse(samples, rate, res_type)
            costs_ms.append((time.process_time() - before_s) * 1000)
        features["cpu-ms"] = statistics.median(costs_ms)
        features["cpu-min-ms"] = min(costs_ms)
        features["resident-mb"] = peak_memory_mb()
        features["tuning"] = estimate_tuning(y)
        print("rate-hz", rate)
        print("case", name)
        print("reference", res_type)
        for field, value in features.items():
            show(field, value)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
