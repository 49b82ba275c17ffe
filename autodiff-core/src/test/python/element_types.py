"""Writes files of all element types for the tests of org.autodiff.io, by NumPy and safetensors.

Run from the folder autodiff-core: python3 src/test/python/element_types.py
Needs numpy and safetensors; made with NumPy 1.24.2 and safetensors 0.8.0.
"""

import zipfile

import numpy
import safetensors
import safetensors.numpy

FOLDER = "src/test/resources/org/autodiff/io/"

VALUES = {
    "i1": [-128, -1, 0, 1, 2, 127],
    "i2": [-32768, -1, 0, 1, 258, 32767],
    "i4": [-(2**31), -1, 0, 1, 16909060, 2**31 - 1],
    "i8": [-(2**63), -1, 2**53, -(2**53), 2**60 + 2**8, 283686952306183],
    "u1": [0, 1, 2, 127, 128, 255],
    "u2": [0, 1, 258, 32767, 32768, 65535],
    "u4": [0, 1, 16909060, 2**31 - 1, 2**31, 2**32 - 1],
    "u8": [0, 1, 2**53, 2**63, 2**64 - 2048, 283686952306183],
    "b1": [False, True, True, False, False, True],
    "f2": [0.0, -0.0, 1.5, 65504.0, -(2.0**-24), float("inf")],
    "f4": [0.0, -0.0, 1.5, 3.4028234663852886e38, -(2.0**-149), float("nan")],
    "f8": [0.0, -0.0, 1.1, 1.7976931348623157e308, -5e-324, float("nan")],
}

arrays = {}
for name, values in VALUES.items():
    little = numpy.array(values, dtype="<" + name).reshape(2, 3)
    arrays[name] = little
    arrays[name + "-big"] = little.astype(">" + name)
    arrays[name + "-fortran"] = numpy.asfortranarray(little)
numpy.savez_compressed(FOLDER + "types.npz", **arrays)

numpy.save(FOLDER + "inexact-i8.npy", numpy.array([1, 2**53 + 1], dtype="<i8"))
numpy.save(FOLDER + "inexact-u8.npy", numpy.array([1, 2, 2**64 - 1], dtype="<u8"))
numpy.save(FOLDER + "largest-i8.npy", numpy.array([2**63 - 1], dtype="<i8"))

# an archive with a comment that looks like the end of an archive itself
with zipfile.ZipFile(FOLDER + "comment.npz", "w") as archive:
    with zipfile.ZipFile(FOLDER + "stored.npz") as plain:
        for name in plain.namelist():
            archive.writestr(name, plain.read(name))
    archive.comment = b"a comment PK\x05\x06" + bytes(18) + b"."

little = {name: numpy.array(values, dtype="<" + name).reshape(2, 3) for name, values in VALUES.items()}
safetensors.numpy.save_file(little, FOLDER + "types.safetensors", metadata={"made by": "safetensors"})

# NumPy has no bfloat16: 1.5, -2^-133 (subnormal), infinity
bits = numpy.array([0x3FC0, 0x8001, 0x7F80], dtype="<u2")
spec = safetensors.TensorSpec(
    dtype="bfloat16", shape=[3], data_ptr=bits.ctypes.data, data_len=bits.nbytes
)
with open(FOLDER + "bfloat16.safetensors", "wb") as out:
    out.write(safetensors.serialize({"x": spec}))

a = numpy.arange(6.0).reshape(2, 3) - 1.5
safetensors.numpy.save_file(
    {"a": a, "scalar": numpy.array(2.5), "empty": numpy.zeros((0, 3)), "single": a.astype("f4")},
    FOLDER + "written.safetensors",
)
