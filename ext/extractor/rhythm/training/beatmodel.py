# SPDX-License-Identifier: GPL-3.0-or-later
"""BeatNetwork and how it learns; see beatchannels.h and beatnetwork.h for what
the numbers mean."""
import numpy as np

STEP_S = 256 / 22050
DELAY_S = 0.045
BANDS = 16
CHANNELS = BANDS + 1
NEAR, FAR, FAR_STEPS, UNITS = 40, 40, 4, 24
PAD = NEAR + FAR * FAR_STEPS
REGISTERS = (slice(0, 4), slice(4, 10), slice(10, 16), slice(16, 17))
MEAN_GAIN = 1.5
EPOCHS, BATCH, RATE, DECAY = 6, 512, 2e-3, 2e-4
KEEP_INPUT, KEEP_UNIT = .9, .8


def channels(frames):
    """(steps, CHANNELS) of BeatSpectrum's frames."""
    levels = frames[:, :BANDS]
    rises = np.zeros_like(levels)
    rises[2:] = np.maximum(levels[2:] - levels[:-2], 0)
    keep, weight, usual = 1 - STEP_S / 3, 0, 0
    scale = np.empty(len(frames))
    for i, rise in enumerate(rises.mean(1)):
        weight = weight * keep + 1
        usual += (rise - usual) / weight
        scale[i] = 1 / (usual + .05)
    values = np.empty((len(frames), CHANNELS), np.float32)
    values[:, :BANDS] = np.log1p(np.minimum(rises * scale[:, None], 12))
    values[:, BANDS] = np.log1p(4 * np.minimum(frames[:, BANDS], 5))
    return values


def targets(count, beats_s):
    """1 at the steps about a beat, .4 at those beside them."""
    wanted = np.zeros(count, np.float32)
    for beat in (beats_s + DELAY_S) / STEP_S - 1:
        for i in range(int(beat) - 2, int(beat) + 4):
            distance = abs(i - beat)
            if 0 <= i < count and distance <= 2:
                wanted[i] = max(wanted[i], 1 if distance <= 1 else .4)
    return wanted


class Inputs:
    """Clips one after another, each after silence, and the inputs at a step."""

    def __init__(self, clips, mean, deviation):
        padded, self.starts, place = [], [], 0
        for clip in clips:
            padded += [np.zeros((PAD, CHANNELS), np.float32), clip]
            self.starts.append(place + PAD)
            place += PAD + len(clip)
        self.values = (np.vstack(padded) - mean) / deviation
        registers = np.stack([self.values[:, r].mean(1) for r in REGISTERS], 1)
        sums = np.vstack([np.zeros((1, len(REGISTERS))),
                          np.cumsum(registers.astype(float), 0)])
        means = (sums[FAR_STEPS:] - sums[:-FAR_STEPS]) / FAR_STEPS
        self.means = (MEAN_GAIN * means).astype(np.float32)
        self.near = np.arange(NEAR)
        self.far = NEAR - 1 + FAR_STEPS * (1 + np.arange(FAR))

    def at(self, steps):
        near = self.values[steps[:, None] - self.near]
        far = self.means[steps[:, None] - self.far]
        return np.hstack([near.reshape(len(steps), -1),
                          far.reshape(len(steps), -1)]).astype(np.float32)


class Adam:
    def __init__(self, parameters):
        self.parameters, self.step = parameters, 0
        self.first = [np.zeros_like(p) for p in parameters]
        self.second = [np.zeros_like(p) for p in parameters]

    def update(self, gradients, rate):
        self.step += 1
        for p, g, m, v in zip(self.parameters, gradients, self.first,
                              self.second):
            m += .1 * (g - m)
            v += .001 * (g * g - v)
            p -= (rate * (m / (1 - .9 ** self.step)) /
                  (np.sqrt(v / (1 - .999 ** self.step)) + 1e-8))


def _gradients(parameters, x, wanted, weight, random):
    hidden_weights, bias, output, out_bias = parameters
    x = x * (random.random(x.shape, np.float32) < KEEP_INPUT) / KEEP_INPUT
    hidden = np.tanh(x @ hidden_weights + bias)
    mask = ((random.random(hidden.shape, np.float32) < KEEP_UNIT) /
            np.float32(KEEP_UNIT))
    said = 1 / (1 + np.exp(-((hidden * mask) @ output + out_bias)))
    error = ((said - wanted) * weight / len(x)).astype(np.float32)
    back = np.outer(error, output) * mask * (1 - hidden * hidden)
    return [x.T @ back + DECAY * hidden_weights, back.sum(0),
            (hidden * mask).T @ error, error.sum(keepdims=True)]


def _examples(inputs, examples, random):
    """All steps near beats and half of the others, which count twice."""
    steps, wanted, weights = [], [], []
    for start, (clip, wish, used, weight) in zip(inputs.starts, examples):
        near = wish > 0
        taken = np.flatnonzero(used & (near | (random.random(len(wish)) < .5)))
        steps.append(start + taken)
        wanted.append(wish[taken])
        weights.append(np.where(near[taken], 1, 2) * weight / len(clip))
    weights = np.concatenate(weights)
    return (np.concatenate(steps), np.concatenate(wanted),
            (weights / weights.mean()).astype(np.float32))


def train(examples, seed):
    """@examples: (channels, targets, steps to use, weight of the clip)."""
    random = np.random.default_rng(seed)
    every = np.vstack([example[0] for example in examples])
    mean, deviation = every.mean(0), every.std(0) + 1e-3
    inputs = Inputs([example[0] for example in examples], mean, deviation)
    steps, wanted, weights = _examples(inputs, examples, random)
    count = NEAR * CHANNELS + FAR * len(REGISTERS)
    parameters = [
        random.normal(0, count ** -.5, (count, UNITS)).astype(np.float32),
        np.zeros(UNITS, np.float32),
        random.normal(0, .2, UNITS).astype(np.float32),
        np.array([-2], np.float32)]
    adam = Adam(parameters)
    batches = len(steps) // BATCH
    for _ in range(EPOCHS):
        order = random.permutation(len(steps))
        for b in range(batches):
            some = order[b * BATCH:(b + 1) * BATCH]
            done = (adam.step + 1) / (EPOCHS * batches)
            rate = RATE * min(1, adam.step / 100 + .01) * (
                .5 * (1 + np.cos(np.pi * done)) + .02)
            adam.update(_gradients(parameters, inputs.at(steps[some]),
                                   wanted[some], weights[some], random), rate)
    return dict(mean=mean, deviation=deviation, hidden=parameters[0],
                bias=parameters[1], output=parameters[2],
                out_bias=parameters[3][0])


def activations(network, clip):
    """Probability of a beat at every step of a clip's channels."""
    inputs = Inputs([clip], network['mean'], network['deviation'])
    x = inputs.at(inputs.starts[0] + np.arange(len(clip)))
    hidden = np.tanh(x @ network['hidden'] + network['bias'])
    return 1 / (1 + np.exp(-(hidden @ network['output'] +
                             network['out_bias'])))
