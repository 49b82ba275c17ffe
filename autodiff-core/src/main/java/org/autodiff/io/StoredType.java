package org.autodiff.io;

import java.nio.ByteBuffer;
import org.autodiff.DType;
import org.autodiff.ValueException;
import org.jspecify.annotations.Nullable;

/**
 * The types that elements have in files, by their names in safetensors, and how each becomes a
 * tensor: exactly, or not at all. The element type of the tensor is the smaller one that holds all
 * values, which is the rule of {@code numpy.result_type(t, 'f4')}; for integers of 64 bits none
 * does, so each of them is checked.
 */
enum StoredType {
  F64("f8", 8, DType.FLOAT64),
  F32("f4", 4, DType.FLOAT32),
  F16("f2", 2, DType.FLOAT32),
  BF16("", 2, DType.FLOAT32), // NumPy has none
  I64("i8", 8, DType.FLOAT64),
  I32("i4", 4, DType.FLOAT64),
  I16("i2", 2, DType.FLOAT32),
  I8("i1", 1, DType.FLOAT32),
  U64("u8", 8, DType.FLOAT64),
  U32("u4", 4, DType.FLOAT64),
  U16("u2", 2, DType.FLOAT32),
  U8("u1", 1, DType.FLOAT32),
  BOOL("b1", 1, DType.FLOAT32);

  private final String numpy;
  private final int bytes;
  private final DType dtype;

  StoredType(String numpy, int bytes, DType dtype) {
    this.numpy = numpy;
    this.bytes = bytes;
    this.dtype = dtype;
  }

  /** {@return the type that NumPy calls so, without the sign of the byte order; null if none} */
  static @Nullable StoredType ofNumpy(String name) {
    for (StoredType type : values()) {
      if (type.numpy.equals(name) && type != BF16) {
        return type;
      }
    }
    return null;
  }

  /** {@return the type that safetensors calls so; null if none} */
  static @Nullable StoredType ofSafetensors(String name) {
    for (StoredType type : values()) {
      if (type.name().equals(name)) {
        return type;
      }
    }
    return null;
  }

  /** {@return the type in which a tensor of an element type is written} */
  static StoredType of(DType dtype) {
    return dtype == DType.FLOAT64 ? F64 : F32;
  }

  /** {@return the size of an element in the file} */
  int bytes() {
    return bytes;
  }

  /** {@return the element type of the tensor} */
  DType dtype() {
    return dtype;
  }

  /**
   * Reads all elements of a buffer into an array, for types that become FLOAT64.
   *
   * @param in the bytes of whole elements, in their byte order
   * @param out where to
   * @param at where the first one goes
   * @param file the format and what the file is, for messages
   * @throws ValueException if an integer is not exact as float64
   */
  void decode(ByteBuffer in, double[] out, int at, FileSource file) {
    int count = in.remaining() / bytes;
    if (this == F64) {
      in.asDoubleBuffer().get(out, at, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      out[at + i] =
          switch (this) {
            case I32 -> in.getInt();
            case U32 -> Integer.toUnsignedLong(in.getInt());
            case I64 -> signed(in.getLong(), at + i, file);
            case U64 -> unsigned(in.getLong(), at + i, file);
            default -> throw new IllegalStateException(this + " is float32");
          };
    }
  }

  /**
   * Reads all elements of a buffer into an array, for types that become FLOAT32.
   *
   * @param in the bytes of whole elements, in their byte order
   * @param out where to
   * @param at where the first one goes
   * @param file the format and what the file is, for messages
   * @throws ValueException if a bool is neither 0 nor 1
   */
  void decode(ByteBuffer in, float[] out, int at, FileSource file) {
    int count = in.remaining() / bytes;
    if (this == F32) {
      in.asFloatBuffer().get(out, at, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      out[at + i] =
          switch (this) {
            case F16 -> Float.float16ToFloat(in.getShort());
            case BF16 -> Float.intBitsToFloat(in.getShort() << 16);
            case I16 -> in.getShort();
            case U16 -> Short.toUnsignedInt(in.getShort());
            case I8 -> in.get();
            case U8 -> Byte.toUnsignedInt(in.get());
            case BOOL -> bool(in.get(), at + i, file);
            default -> throw new IllegalStateException(this + " is float64");
          };
    }
  }

  private static double signed(long value, int position, FileSource file) {
    double converted = value;
    // 2^63 would come back as the largest long
    if ((long) converted != value || converted == 0x1p63) {
      throw inexact(Long.toString(value), position, file);
    }
    return converted;
  }

  private static double unsigned(long value, int position, FileSource file) {
    if (value >= 0) {
      return signed(value, position, file);
    }
    // Between 2^63 and 2^64 the numbers of float64 are the multiples of 2048.
    if ((value & 2047) != 0) {
      throw inexact(Long.toUnsignedString(value), position, file);
    }
    return (double) (value >>> 1) * 2;
  }

  private static ValueException inexact(String value, int position, FileSource file) {
    return new ValueException(
        file.format()
            + ": an integer must be exact as float64, which all are up to 2^53, got "
            + value
            + " as element "
            + position
            + " in "
            + file.name()
            + "; save it as float64 where rounding does no harm, or in two parts");
  }

  private static int bool(byte value, int position, FileSource file) {
    if (value != 0 && value != 1) {
      throw new ValueException(
          file.format()
              + ": a bool must be the byte 0 or 1, got "
              + Byte.toUnsignedInt(value)
              + " as element "
              + position
              + " in "
              + file.name()
              + "; write the file again");
    }
    return value;
  }
}
