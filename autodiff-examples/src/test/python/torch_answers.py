"""Requests to ./autodiff evaluate, with PyTorch's answers: one JSON object a line.

The first line has PyTorch's version, each other one "request" and "expected". Needs Debian's
python3-torch. What it prints is kept in a file, with which the tests compare:

    python3 src/test/python/torch_answers.py > src/test/resources/torch_answers.jsonl
"""

import json
import math
import random

import torch

F64 = torch.float64
numbers = random.Random(1)  # not torch's own, so that every version asks the same


def uniform(low, high, *shape, offset=0):
    size = math.prod(shape)
    elements = [round(numbers.uniform(low, high) + offset, 3 if offset == 0 else 4) for _ in range(size)]
    return torch.tensor(elements, dtype=F64).reshape(shape)


def listed(x):
    return x.detach().tolist()


def shortened(x):
    """With 12 digits, as the tests compare to 1e-9."""
    if isinstance(x, list):
        return [shortened(y) for y in x]
    short = float(f"{x:.12g}")
    return int(short) if short == int(short) else short


print(json.dumps({"torch": torch.__version__}))
number = 0


def emit(function, operator, operands, expected, parameters=None, **rest):
    global number
    number += 1
    request = {
        "id": number,
        "function": function,
        "operator": operator,
        "operands": [listed(x) for x in operands],
        **rest,
    }
    if parameters:
        request["parameters"] = parameters
    if isinstance(expected, dict):
        expected = {name: shortened(x) for name, x in expected.items()}
    else:
        expected = shortened(expected)
    print(json.dumps({"request": request, "expected": expected}, separators=(",", ":")))


def check(operator, f, *operands, parameters=None, jacobian=True):
    """Value, vjp and Jacobian of one function with one result."""
    operands = [x.clone().requires_grad_(True) for x in operands]
    y = f(*operands)
    emit("value", operator, operands, listed(y), parameters)
    g = uniform(-1, 1, *y.shape)
    pulled = torch.autograd.grad(y, operands, g, allow_unused=True)
    pulled = [torch.zeros_like(x) if p is None else p for p, x in zip(pulled, operands)]
    emit("vjp", operator, operands, [listed(p) for p in pulled], parameters, cotangent=listed(g))
    v = [uniform(-1, 1, *x.shape) for x in operands]
    whole = torch.autograd.functional.jacobian(f, tuple(operands))
    tangent = sum(torch.tensordot(j, t, dims=t.dim()) for j, t in zip(whole, v))
    emit(
        "jvp",
        operator,
        operands,
        {"value": listed(y), "tangent": listed(tangent)},
        parameters,
        tangents=[listed(t) for t in v],
    )
    if jacobian:
        emit("jacobian", operator, operands, [listed(j) for j in whole], parameters)


UNARY = {
    "neg": torch.neg, "reciprocal": torch.reciprocal, "square": torch.square, "abs": torch.abs,
    "sin": torch.sin, "cos": torch.cos, "tan": torch.tan, "sinh": torch.sinh, "cosh": torch.cosh,
    "tanh": torch.tanh, "atan": torch.atan, "asinh": torch.asinh, "exp": torch.exp,
    "expm1": torch.expm1, "sigmoid": torch.sigmoid, "softplus": torch.nn.functional.softplus,
    "relu": torch.relu, "erf": torch.erf, "sign": torch.sign,
}
POSITIVE = {
    "sqrt": torch.sqrt, "rsqrt": torch.rsqrt, "log": torch.log, "log1p": torch.log1p,
    "lgamma": torch.lgamma, "digamma": torch.digamma,
}
for name, f in UNARY.items():
    check(name, f, uniform(-2, 2, 2, 3, offset=0.0005))
for name, f in POSITIVE.items():
    check(name, f, uniform(0.2, 3, 2, 3))
for name, f in {"asin": torch.asin, "acos": torch.acos, "atanh": torch.atanh}.items():
    check(name, f, uniform(-0.9, 0.9, 4))
check("acosh", torch.acosh, uniform(1.2, 3, 4))
BINARY = {
    "add": torch.add, "sub": torch.sub, "mul": torch.mul, "div": torch.div, "minimum": torch.minimum,
    "maximum": torch.maximum, "atan2": torch.atan2, "hypot": torch.hypot,
}
for name, f in BINARY.items():
    check(name, f, uniform(-2, 2, 2, 3), uniform(0.5, 2, 3, offset=0.0005))
check("pow", torch.pow, uniform(0.3, 2, 2, 3), uniform(-2, 2, 3))
x = uniform(-2, 2, 3, 4)
check("sum", lambda x: x.sum(1), x, parameters={"axes": [1]})
check("mean", lambda x: x.mean(0), x, parameters={"axes": [0]})
check("prod", lambda x: x.prod(1), x, parameters={"axes": [1]})
check("max", lambda x: x.amax(1), x, parameters={"axes": [1]})
check("min", lambda x: x.amin(1), x, parameters={"axes": [1]})
check("logsumexp", lambda x: x.logsumexp(1), x, parameters={"axes": [1]})
check("norm", lambda x: x.norm(dim=1), x, parameters={"axes": [1]})
check("variance", lambda x: x.var(1), x, parameters={"axes": [1], "ddof": 1})
check("cumsum", lambda x: x.cumsum(1), x, parameters={"axis": 1})
check("cumprod", lambda x: x.cumprod(1), x, parameters={"axis": 1})
check("softmax", lambda x: x.softmax(1), x, parameters={"axis": 1})
check("log-softmax", lambda x: x.log_softmax(1), x, parameters={"axis": 1})
check("tril", torch.tril, x)
check("triu", torch.triu, x)
check("transpose", lambda x: x.transpose(0, 1), x)
check("reshape", lambda x: x.reshape(2, 6), x, parameters={"shape": [2, 6]})
check("flip", lambda x: x.flip(0), x, parameters={"axes": [0]})
check("dot", torch.dot, uniform(-1, 1, 4), uniform(-1, 1, 4))
check("outer", torch.outer, uniform(-1, 1, 3), uniform(-1, 1, 4))
check("matmul", torch.matmul, uniform(-1, 1, 3, 4), uniform(-1, 1, 4, 2))
check("matmul", torch.matmul, uniform(-1, 1, 2, 3, 4), uniform(-1, 1, 4, 2))

a = (uniform(-1, 1, 3, 3) + 3 * torch.eye(3, dtype=F64)).round(decimals=3)
spd = (a @ a.transpose(0, 1)).round(decimals=6)
check("solve", torch.linalg.solve, a, uniform(-1, 1, 3, 2))
check("inverse", torch.linalg.inv, a)
check("determinant", torch.linalg.det, a)
check("logdet", lambda a: torch.linalg.slogdet(a)[1], a)
check("cholesky", lambda a: torch.linalg.cholesky((a + a.transpose(0, 1)) / 2), spd)


def several(operator, f, x):
    """Values of an operator with several results, and the pullback of some cotangents."""
    x = x.clone().requires_grad_(True)
    ys = f(x)
    emit("value", operator, [x], [listed(y) for y in ys])
    gs = [uniform(-1, 1, *y.shape) for y in ys]
    pulled = torch.autograd.grad(ys, x, gs)
    emit("vjp", operator, [x], [listed(pulled[0])], cotangent=[listed(g) for g in gs])


def qr(a):
    q, r = torch.linalg.qr(a)
    signs = r.diagonal().sign().detach()
    return q * signs, signs[:, None] * r


def eigen(a):
    values, vectors = torch.linalg.eigh((a + a.transpose(0, 1)) / 2)
    return values, vectors


several("qr", qr, uniform(-1, 1, 4, 3) + 2 * torch.eye(4, 3, dtype=F64))
several("qr", qr, uniform(-1, 1, 3, 5) + 2 * torch.eye(3, 5, dtype=F64))

# vectors of eigh and svd are known up to their signs: only values are compared
s = spd.clone().requires_grad_(True)
values = torch.linalg.eigvalsh((s + s.transpose(0, 1)) / 2)
g = uniform(-1, 1, 3)
zero = torch.zeros(3, 3, dtype=F64)
emit("vjp", "symmetric-eigen", [s], [listed(torch.autograd.grad(values, s, g)[0])],
     cotangent=[listed(g), listed(zero)])
m = uniform(-1, 1, 4, 3).requires_grad_(True)
values = torch.linalg.svdvals(m)
g = uniform(-1, 1, 3)
emit("vjp", "svd", [m], [listed(torch.autograd.grad(values, m, g)[0])],
     cotangent=[listed(torch.zeros(4, 3, dtype=F64)), listed(g), listed(zero)])


def products(x, w):
    return x[:, :, None] * w[None]


def winner(p):
    k = p.abs().argmax(1, keepdim=True)
    return p.gather(1, k)[:, 0]


def soft(alpha, centered):
    def f(x, w):
        p = products(x, w)
        size = (alpha * p.abs()).logsumexp(1) / alpha
        if centered:
            size = size - torch.log(torch.tensor(float(p.shape[1]), dtype=F64)) / alpha
        return winner(p).sign().detach() * size

    return f


def boltzmann(alpha):
    def f(x, w):
        p = products(x, w)
        return (p * (alpha * p.abs()).softmax(1)).sum(1)

    return f


x = uniform(-2, 2, 3, 5)
w = uniform(-2, 2, 5, 4)
bias = uniform(-1, 1, 4)
check("hadamard-sum", lambda x, w: x @ w, x, w)
check("hadamard-sum", lambda x, w, b: x @ w + b, x, w, bias)
check("hadamard-sum", lambda x, w: products(x, w).mean(1), x, w, parameters={"aggregate": "mean"})
check("hadamard-sum", lambda x, w: products(x, w).amax(1), x, w, parameters={"aggregate": "max"})
check("hadamard-sum", lambda x, w: products(x, w).amin(1), x, w, parameters={"aggregate": "min"})
check(
    "hadamard-sum",
    lambda x, w: (3 * products(x, w)).logsumexp(1) / 3,
    x,
    w,
    parameters={"aggregate": "logsumexp", "alpha": 3},
)
check("abs-max", lambda x, w: winner(products(x, w)), x, w)
check("soft-abs-max", soft(2.0, False), x, w, parameters={"alpha": 2})
check("soft-abs-max", soft(10.0, True), x, w, parameters={"alpha": 10, "centered": True})
check(
    "sinh-sum",
    lambda x, w: (0.7 * products(x, w)).sinh().sum(1).asinh() / 0.7,
    x,
    w,
    parameters={"alpha": 0.7},
)
check(
    "lse-difference",
    lambda x, w: ((2 * products(x, w)).logsumexp(1) - (-2 * products(x, w)).logsumexp(1)) / 2,
    x,
    w,
    parameters={"alpha": 2},
)
check("boltzmann", boltzmann(3.0), x, w, parameters={"alpha": 3})
check("max-plus", lambda x, w: (x[:, :, None] + w[None]).amax(1), x, w)
check("min-plus", lambda x, w: (x[:, :, None] + w[None]).amin(1), x, w)
check(
    "max-plus",
    lambda x, w: (2 * (x[:, :, None] + w[None])).logsumexp(1) / 2,
    x,
    w,
    parameters={"soft": True, "alpha": 2},
)
check("adder", lambda x, w: -(x[:, :, None] - w[None]).abs().sum(1), x, w)
ternary = torch.tensor([[1, 0], [-1, 1], [0, -1], [1, 1], [0, 0]], dtype=F64)
check("ternary-matmul", lambda x, w, s: (x @ w) * s, x, ternary, uniform(0.5, 2, 2))
gain = uniform(0.5, 2, 5)
check(
    "rms-norm",
    lambda x, g: x / ((x * x).mean(-1, keepdim=True) + 1e-5).sqrt() * g,
    x,
    gain,
)
check(
    "layer-norm",
    lambda x, g, b: torch.nn.functional.layer_norm(x, (5,), g, b, 1e-5),
    x,
    gain,
    uniform(-1, 1, 5),
)


def scan(f, i):
    h = torch.zeros_like(i[:, 0])
    out = []
    for t in range(i.shape[1]):
        h = f[:, t] * h + i[:, t]
        out.append(h)
    return torch.stack(out, 1)


check("gated-scan", scan, uniform(0, 1, 2, 4), uniform(-1, 1, 2, 4), parameters={"axis": 1})


def through(x, bits):
    most = 2 ** (bits - 1) - 1
    scale = most / x.detach().abs().max()
    return x + ((x * scale).round() / scale - x).detach()


for bits in (2, 4, 8):
    check(
        "quantized-matmul",
        lambda x, w: through(x, bits) @ through(w, bits),
        x,
        w,
        parameters={"bits": bits},
    )
