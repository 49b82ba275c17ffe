"""An epoch of the program mnist in PyTorch: 784-256-128-64-10, batches of 64, AdamW, on random images.

Prints seconds an epoch for each number of threads. The dense network runs whole epochs; the one of soft-abs-max, which PyTorch
composes from products of batch x inputs x outputs, runs a few steps, and the rest is computed. Needs Debian's python3-torch, and
libopenblas0-pthread: with the reference BLAS that comes with it the dense network takes ten times as long.
"""

import time

import torch
from torch import nn

WIDTHS = (784, 256, 128, 64, 10)
EXAMPLES = 60_000
BATCH = 64


class SoftAbsMax(nn.Module):
    def __init__(self, inputs, outputs, alpha=5):
        super().__init__()
        self.w = nn.Parameter(torch.randn(inputs, outputs).abs() * 0.3)
        self.bias = nn.Parameter(torch.zeros(outputs))
        self.alpha = alpha

    def forward(self, x):
        p = x[:, :, None] * self.w[None]
        winner = p.gather(1, p.abs().argmax(1, keepdim=True))[:, 0]
        size = (self.alpha * p.abs()).logsumexp(1) / self.alpha
        return winner.sign().detach() * size + self.bias


def network(layer, norm):
    layers = []
    for inputs, outputs in zip(WIDTHS[:-2], WIDTHS[1:-1]):
        layers += [layer(inputs, outputs)] + ([nn.LayerNorm(outputs)] if norm else []) + [nn.ReLU()]
    return nn.Sequential(*layers, nn.Linear(*WIDTHS[-2:]))


def epoch(model, steps):
    """Seconds of an epoch, computed from some steps of it; shuffling included."""
    x = torch.rand(EXAMPLES, WIDTHS[0])
    y = torch.randint(0, 10, (EXAMPLES,))
    optimizer = torch.optim.AdamW(model.parameters(), lr=2e-3, weight_decay=0.01)
    loss = nn.CrossEntropyLoss()
    whole = (EXAMPLES + BATCH - 1) // BATCH
    start = time.perf_counter()
    order = torch.randperm(EXAMPLES)
    for i in range(steps):
        some = order[i * BATCH : (i + 1) * BATCH]
        optimizer.zero_grad()
        loss(model(x[some]), y[some]).backward()
        optimizer.step()
    return (time.perf_counter() - start) * whole / steps


print("PyTorch", torch.__version__)
for threads in (1, 2):
    torch.set_num_threads(threads)
    dense = min(epoch(network(nn.Linear, False), 938) for _ in range(4))
    print(f"dense, {threads} threads: {dense:.2f} s an epoch (best of 4)")
    soft = min(epoch(network(SoftAbsMax, True), 10) for _ in range(2))
    print(f"soft-abs-max, {threads} threads: {soft:.0f} s an epoch (best of 2, from 10 steps)")
