"""Writes src/test/resources/org/autodiff/nn/losses.txt: PyTorch's answers for LossesTest.

Run from the folder autodiff-ops: python3 src/test/python/loss_answers.py
A line is: loss, element type, the value, then its gradient.
"""

import torch

LOGITS = [-100.0, -5.0, -0.001, 0.0, 0.3, 2.0, 30.0, 800.0, -800.0]
PROBABILITIES = [0.0, 1.0, 0.0, 1.0, 0.3, 0.999, 1e-6, 0.5, 0.25]
TARGETS = [0.0, 1.0, 0.25, 0.5, 1.0, 0.0, 1.0, 0.0, 1.0]
# PyTorch's gradient of the second loss is another where a logarithm is cut off: at 0 and 1
INSIDE = slice(4, None)

with open("src/test/resources/org/autodiff/nn/losses.txt", "w") as out:
    out.write("# PyTorch %s, by src/test/python/loss_answers.py\n" % torch.__version__)
    for dtype in (torch.float64, torch.float32):
        targets = torch.tensor(TARGETS, dtype=dtype)
        for name, loss, x, part in (
            ("logits", torch.nn.BCEWithLogitsLoss(), LOGITS, slice(None)),
            ("probabilities", torch.nn.BCELoss(), PROBABILITIES, slice(None)),
            ("inside", torch.nn.BCELoss(), PROBABILITIES, INSIDE),
        ):
            x = torch.tensor(x, dtype=dtype)[part].requires_grad_(True)
            value = loss(x, targets[part])
            value.backward()
            numbers = [value.item()] + ([] if name == "probabilities" else x.grad.double().tolist())
            out.write(" ".join([name, str(dtype)[6:]] + [repr(n) for n in numbers]) + "\n")
