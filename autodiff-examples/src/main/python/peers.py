"""The work of the JMH benchmarks in PyTorch, one thread, to compare in one run.

Prints the minimum and the median of repeated runs. Needs Debian's python3-torch.
"""

import time

import torch

torch.set_num_threads(1)


def measure(function, runs):
    for _ in range(max(3, runs // 5)):
        function()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        function()
        times.append(time.perf_counter() - start)
    times.sort()
    return times[0], times[len(times) // 2]


def show(name, seconds, scale, unit):
    print(f"{name:45} min {seconds[0] * scale:10.1f}  median {seconds[1] * scale:10.1f} {unit}")


def elementwise_gradient(n, dtype):
    x = torch.linspace(-3, 3, n, dtype=dtype, requires_grad=True)
    return lambda: torch.autograd.grad(((x * x).sin() * x.cos()).sum(), x)[0]


def scalar_chain(length):
    x = torch.tensor(1.0001, dtype=torch.float64, requires_grad=True)

    def run():
        y = x
        for _ in range(length):
            y = y * x
        return torch.autograd.grad(y, x)[0]

    return run


def products(x, w):
    return x[:, :, None] * w[None]


def winner(p):
    return p.gather(1, p.abs().argmax(1, keepdim=True))[:, 0]


def soft_abs_max(p):
    return winner(p).sign().detach() * (10 * p.abs()).logsumexp(1) / 10


AGGREGATES = {
    "sum": lambda p: p.sum(1),
    "max": lambda p: p.amax(1),
    "abs-max": winner,
    "soft-abs-max": soft_abs_max,
}


def aggregate(name, rows):
    x = torch.rand(rows, 784, requires_grad=True)
    w = torch.randn(784, 256, requires_grad=True)
    return lambda: torch.autograd.grad(AGGREGATES[name](products(x, w)).sum(), (x, w))


print("PyTorch", torch.__version__)
for dtype in (torch.float64, torch.float32):
    for n, runs in ((1_000, 5_000), (1_000_000, 200)):
        name = f"gradient of sum sin(x^2) cos(x), {dtype}, {n}"
        show(name, measure(elementwise_gradient(n, dtype), runs), 1e6, "us")
show("chain of 1000 multiplications, per operation", measure(scalar_chain(1000), 100), 1e6, "ns")
for name in AGGREGATES:
    for rows in (16, 64):
        title = f"{name} and gradient, float32, {rows}x784x256"
        show(title, measure(aggregate(name, rows), 8), 1e6, "us")
