"""Writes src/test/resources/org/autodiff/nn/optimizers.txt: PyTorch's answers for OptimizerTest.

Run from the folder autodiff-ops: python3 src/test/python/optimizer_answers.py
A line is: optimizer, element type, number of steps made, then the parameters after them.
"""

import math
import torch

START = [0.0, 1.0, -2.0, 0.0, 100.0, 0.5]
SCALE = [1.0, 2.0**-10, 2.0**10, -1.0, 1.0, 2.0**-20]
SHOWN = (1, 2, 3, 10, 31, 100)


def gradient(step, dtype):
    """Exact in either element type; of one sign for the first and the fourth parameter."""
    return torch.tensor(
        [((5 * step + 3 * i) % 17 - (0 if i % 3 == 0 else 8) + 1) / 8 * SCALE[i] for i in range(6)],
        dtype=dtype,
    )


def cosine(step):
    """Schedule.cosine(0.05, 10, 100)."""
    if step < 10:
        return 0.05 * (step + 1) / 10
    return 0.05 * 0.5 * (1 + math.cos(math.pi * (step - 10) / 90))


OPTIMIZERS = {
    "sgd": lambda p: torch.optim.SGD(p, lr=0.05),
    "momentum": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9),
    "nesterov": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9, nesterov=True),
    "adam": lambda p: torch.optim.Adam(p, lr=0.05),
    "adam-betas": lambda p: torch.optim.Adam(p, lr=0.05, betas=(0.8, 0.9), eps=1e-3),
    "adam-cosine": lambda p: torch.optim.Adam(p, lr=0.05),
    "adamw": lambda p: torch.optim.AdamW(p, lr=0.05, weight_decay=0.1),
}

with open("src/test/resources/org/autodiff/nn/optimizers.txt", "w") as out:
    out.write("# PyTorch %s, by src/test/python/optimizer_answers.py\n" % torch.__version__)
    for name, make in OPTIMIZERS.items():
        for dtype in (torch.float64, torch.float32):
            p = torch.tensor(START, dtype=dtype, requires_grad=True)
            optimizer = make([p])
            for step in range(100):
                if name == "adam-cosine":
                    optimizer.param_groups[0]["lr"] = cosine(step)
                p.grad = gradient(step, dtype)
                optimizer.step()
                if step + 1 in SHOWN:
                    values = " ".join(repr(x) for x in p.detach().double().tolist())
                    out.write(f"{name} {str(dtype)[6:]} {step + 1} {values}\n")
