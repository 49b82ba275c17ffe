/**
 * Tensors in files that NumPy reads and writes: {@link org.autodiff.io.Npy} for one tensor, {@link
 * org.autodiff.io.Npz} for several with names; and {@link org.autodiff.io.Safetensors}. Integers,
 * bool and half precision are read as FLOAT32 or FLOAT64, exactly or with an error.
 *
 * <p>Files are not trusted. A malformed one is a {@link org.autodiff.ValueException} whose message
 * says where it came from and what is wrong, nothing is allocated on the mere claim of a header,
 * and nothing in a file is run. An {@link java.io.IOException} means that reading or writing itself
 * failed.
 *
 * {@snippet :
 * Npz.write(Path.of("model.npz"), Map.of("w", w, "b", b)); // numpy.load("model.npz")["w"]
 * Tensor x = Npy.read(Path.of("x.npy")); // numpy.save("x.npy", x)
 * }
 */
@NullMarked
package org.autodiff.io;

import org.jspecify.annotations.NullMarked;
