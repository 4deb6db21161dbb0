#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""import.py FOLDER [OUTPUT]

Writes the figures in this folder, or in OUTPUT, from a folder with what was
computed with librosa: NAME.json (features) and NAME.inter.json (intermediates)
for every signal in sub-folders "synthetic" (22 050 Hz) and "synthetic_RATE",
which also have index.json, and for every recording in the sub-folder "real".
README.md describes what is written.
"""

import json
import pathlib
import sys

HERE = pathlib.Path(__file__).parent
HOP, FEATURE_RATE = 512, 22050
REFERENCES = {
    "features": "direct",
    "features_direct_22050": "direct",
    "features_soxr_hq": "soxr_hq",
    "features_kaiser_best": "kaiser_best",
}
# Everything else is a multiple or a part of these.
FIELDS = [
    "chroma", "chroma_std", "tempo", "spectral_contrast", "brightness_contrast",
    "spectral_rolloff", "zero_crossing_rate", "mfcc", "mfcc_std",
    "spectral_centroid", "spectral_centroid_std", "spectral_bandwidth",
    "onset_rate", "onset_strength", "tonnetz", "tonnetz_stability",
    "harmonic_ratio", "percussive_ratio", "rhythm_regularity",
    "tempo_stability",
]
# What the signal leaves to chance: the spectrum is flat (which bin of 100 holds
# most peaks is decided by rounding), or below what floats resolve.
FLAT = ["chroma", "chroma_std", "key", "mode", "key_correlation", "tuning"]
INCOMPARABLE = {
    "impulses_90": FLAT,
    "impulses_174": FLAT,
    "impulses_120": ["tuning", "key_correlation"],
    "last_sample": FLAT,
    "sine_1e-30": ["tonnetz", "tonnetz_stability"],
}


def numbers(values):
    values = values if isinstance(values, list) else [values]
    return " ".join(repr(value) if value else "0" for value in values)


def line(name, values):
    return f"{name.replace('_', '-')} {numbers(values)}".rstrip()


def frames(times):
    found = [round(time * FEATURE_RATE / HOP) for time in times]
    for frame, time in zip(found, times):
        assert abs(frame * HOP / FEATURE_RATE - time) < 1e-6, time
    return found


def correlation(keys):
    """The best of the 24 keys; none for silence."""
    values = [v for v in keys["major"] + keys["minor"] if v != "nan"]
    return max(values) if values else None


def intermediate_lines(features, inter, keys):
    """What is known of the window at 22 050 Hz alone."""
    best = correlation(keys)
    beats = inter["beat"]["beat_frames"]
    assert beats == frames(features["beat_times"])
    yield line("tuning", inter["tuning_chroma_stft_12_power"])
    if best is not None:
        yield line("key_correlation", best)
    yield line("onset_frames", inter["onset_frames"])


def sensitivities(case):
    """How far one ulp of the input moves a value."""
    for kind, values in (case["sensitivity_22050"] or {}).items():
        if kind.startswith("ulp"):
            return {k: v for k, v in values.items() if k in FIELDS and v}
    return {}


def reference_lines(kind, features, case, inter):
    yield f"reference {kind}"
    if features is None:
        yield "absent"
        return
    yield f"key {features['key']}"
    yield f"mode {features['mode']}"
    for field in FIELDS:
        yield line(field, features[field])
    yield line("beat_frames", frames(features["beat_times"]))
    if kind != "kaiser_best":
        yield from intermediate_lines(features, inter, case["key_correlations"])


def case_lines(name, signal, case, inter):
    yield ""
    yield f"case {name}"
    yield f"samples {signal['n']}"
    yield f"buffer-s {numbers(signal['buffer_duration'])}"
    yield f"sha256 {signal['sha256_f32']}"
    if signal.get("sum_f64") is not None:
        yield line("first8", signal["first8"])
        yield line("sum", signal["sum_f64"])
        yield line("sum-of-squares", signal["sumsq_f64"])
    for field, change in sensitivities(case).items():
        yield f"sensitive {line(field, change)}"
    for field in INCOMPARABLE.get(name, []):
        yield f"incomparable {field.replace('_', '-')}"
    for source, kind in REFERENCES.items():
        if source in case:
            yield from reference_lines(kind, case[source], case, inter)


def load(path):
    return json.loads(path.read_text(encoding="utf-8"))


def head(versions):
    yield "# " + ", ".join(f"{tool} {versions[tool]}" for tool in versions)


def synthetic_lines(folder):
    index = load(folder / "index.json")
    yield from head(index["versions"])
    yield f"rate-hz {index['sr']}"
    for name, signal in index["signals"].items():
        case = load(folder / f"{name}.json")
        # The same as features_soxr_hq: there is no such audio to test with.
        case.pop("features_direct_22050", None)
        inter = load(folder / f"{name}.inter.json")["intermediates"]
        yield from case_lines(name, signal, case, inter)


def real_lines(folder, versions):
    yield from head(versions)
    for path in sorted(folder.glob("*.inter.json")):
        case = load(path.with_name(path.name.replace(".inter", "")))
        yield ""
        yield f"# {case['source']}"
        yield f"rate-hz {case['native_sr']}"
        inter = load(path)["intermediates"]
        yield from case_lines(case["label"], case, case, inter)


def write(path, lines):
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    source = pathlib.Path(sys.argv[1])
    output = pathlib.Path(sys.argv[-1]) if len(sys.argv) == 3 else HERE
    for folder in sorted(source.glob("synthetic*")):
        index = load(folder / "index.json")
        write(output / f"{index['sr']}.txt", synthetic_lines(folder))
    write(output / "real.txt", real_lines(source / "real", index["versions"]))


if __name__ == "__main__":
    main()
