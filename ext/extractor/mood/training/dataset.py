# SPDX-License-Identifier: GPL-3.0-or-later
"""Labelled music: manifests, decoding, disturbed copies, and the features of
their spans as the extractor itself computes them."""
import csv
import hashlib
import os
import struct
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor

import numpy as np

LONGEST_S = 60
SHORT_BLOCKS = 12   # MoodListener::kShort
MIDDLE_BLOCKS = 32  # MoodListener::kMiddle


class Clip:
    """One labelled file; labels that a manifest does not give are None."""

    def __init__(self, row):
        self.id, self.set, self.file = row['id'], row['set'], row['file']
        self.artist = row['artist']
        self.valence = self.arousal = self.quadrant = None
        self.genre = None

    def add(self, row):
        if row.get('arousal'):
            self.valence = float(row['valence'])
            self.arousal = float(row['arousal'])
            self.quadrant = int(row['quadrant'])
        if 'ledfx_genre' in row:
            self.genre = row['ledfx_genre'] or 'other'


def read_manifests(folder):
    """Clips of mood.csv and genre.csv by id, in the order of the files."""
    clips = {}
    for manifest in ('mood.csv', 'genre.csv'):
        with open(os.path.join(folder, manifest), newline='') as file:
            for row in csv.DictReader(file):
                clips.setdefault(row['id'], Clip(row)).add(row)
    return list(clips.values())


def _wav_chunks(data):
    chunks, at = {}, 12
    while at + 8 <= len(data):
        name, size = struct.unpack_from('<4sI', data, at)
        chunks[name] = data[at + 8:at + 8 + size]
        at += 8 + size + size % 2
    return chunks


def decode(path):
    """Mono float samples, the mean of the channels, and their rate in Hz. The
    extractor resamples them itself, in training as in running."""
    with tempfile.NamedTemporaryFile() as wav:
        subprocess.run(
            ['gst-launch-1.0', '-q', 'filesrc', 'location=' + path, '!',
             'decodebin', '!', 'audioconvert', '!', 'audio/x-raw,format=F32LE',
             '!', 'wavenc', '!', 'filesink', 'location=' + wav.name],
            check=True)
        data = wav.read()
    chunks = _wav_chunks(data)
    channels, rate_hz = struct.unpack_from('<HI', chunks[b'fmt '], 2)
    samples = np.frombuffer(chunks[b'data'], '<f4')
    mono = samples[:len(samples) // channels * channels].reshape(-1, channels)
    return mono.mean(axis=1)[:LONGEST_S * rate_hz].astype('f4'), rate_hz


def _smooth_length(count):
    """The next length that transforms fast."""
    while True:
        rest = count
        for prime in (2, 3, 5):
            while rest % prime == 0:
                rest //= prime
        if rest == 1:
            return count
        count += 1


def disturb(samples, rate_hz, random):
    """A copy as another record, another room might sound: tilted and bent
    spectrum, at times without the highest or lowest octave, up to a semitone
    faster or slower, at times with a little noise."""
    count = _smooth_length(len(samples))
    bins = np.fft.rfft(samples.astype(float), count)
    hz = np.fft.rfftfreq(count, 1 / rate_hz)
    octaves = np.log2([30, 60, 125, 250, 500, 1000, 2000, 4000, 8000, 11025])
    gains_db = (random.normal(0, 3, len(octaves)) +
                random.normal(0, 1.2) * (octaves - np.log2(700)))
    bins *= 10 ** (np.interp(np.log2(np.maximum(hz, 20)), octaves,
                             gains_db - gains_db.mean()) / 20)
    if random.rand() < 0.4:
        bins /= np.sqrt(1 + (hz / random.uniform(4500, 9500)) ** 8)
    if random.rand() < 0.3:
        bins /= np.sqrt(1 + (random.uniform(60, 150) / np.maximum(hz, 1)) ** 4)
    speed = 2 ** (random.uniform(-1, 1) / 12)
    length = _smooth_length(int(count / speed))
    shorter = np.zeros(length // 2 + 1, complex)
    kept = min(len(bins), len(shorter))
    shorter[:kept] = bins[:kept]
    copy = np.fft.irfft(shorter, length)[:int(len(samples) / speed)]
    copy *= length / count
    if random.rand() < 0.5:
        level = copy.std() * 10 ** (-random.uniform(45, 70) / 20)
        copy += random.normal(0, 1, len(copy)) * level
    return (copy / np.abs(copy).max() / 2).astype('f4')


def _seed(text):
    return int(hashlib.sha256(text.encode()).hexdigest()[:8], 16)


class Spans:
    """All spans of all clips as arrays, one row each."""

    def __init__(self, clips, clip, copy, blocks, features):
        self.clips = clips
        self.clip = np.array(clip)      # index into clips
        self.copy = np.array(copy)      # 0 = undisturbed
        self.blocks = np.array(blocks)  # length
        self.features = np.array(features, 'f8')
        longest = np.zeros(len(clips), int)
        np.maximum.at(longest, self.clip, self.blocks)
        # What is judged once there is enough: the short span, if there is one.
        self.usual_blocks = np.minimum(longest, SHORT_BLOCKS)[self.clip]
        self.set = np.array([clips[i].set for i in clip])
        self.artist = np.array([clips[i].artist for i in clip])
        self.has_mood = np.array([clips[i].arousal is not None for i in clip])
        self.has_genre = np.array([clips[i].genre is not None for i in clip])
        self.mood = np.array([(clips[i].valence or 0, clips[i].arousal or 0)
                              for i in clip])
        self.genre = np.array([clips[i].genre or '' for i in clip])


def _read_spans(stream, count):
    spans = []
    for _ in range(struct.unpack('=I', stream.read(4))[0]):
        blocks, = struct.unpack('=I', stream.read(4))
        spans.append((blocks, np.frombuffer(stream.read(4 * count), 'f4')))
    return spans


def _hear(path, name, tool, copies, feature_count):
    """(copy, blocks, features) of every span of a clip and of its copies."""
    samples, rate_hz = decode(path)
    spans = []
    with tempfile.TemporaryDirectory() as scratch:
        lines = ''
        for copy in range(copies + 1):
            random = np.random.RandomState(_seed(name + str(copy)))
            heard = disturb(samples, rate_hz, random) if copy else samples
            file = os.path.join(scratch, str(copy))
            heard.tofile(file)
            lines += '%d %s\n' % (rate_hz, file)
        output = os.path.join(scratch, 'spans')
        with open(output, 'wb') as out:
            subprocess.run([tool], check=True, text=True, stdout=out,
                           input=lines)
        with open(output, 'rb') as stream:
            for copy in range(copies + 1):
                spans += [(copy, blocks, features) for blocks, features in
                          _read_spans(stream, feature_count)]
    return spans


def load(folder, tool, copies):
    """Decodes and listens to every clip of the manifests in @folder, and to
    @copies disturbed copies of it. Returns Spans and the features' names."""
    names = subprocess.run([tool, '--names'], check=True, text=True,
                           capture_output=True).stdout.split()
    clips = read_manifests(folder)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        heard = list(pool.map(
            lambda clip: _hear(os.path.join(folder, clip.file), clip.id, tool,
                               copies, len(names)), clips))
    rows = {'clip': [], 'copy': [], 'blocks': [], 'features': []}
    for index, spans in enumerate(heard):
        for copy, blocks, features in spans:
            rows['clip'].append(index)
            rows['copy'].append(copy)
            rows['blocks'].append(blocks)
            rows['features'].append(features)
    return Spans(clips, **rows), names
