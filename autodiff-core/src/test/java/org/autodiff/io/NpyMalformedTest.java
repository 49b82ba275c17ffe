package org.autodiff.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.autodiff.DType;
import org.autodiff.Shape;
import org.autodiff.Tensor;
import org.autodiff.ValueException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyMalformedTest {
  private static final String VALID = "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }";

  @TempDir Path directory;

  @Test
  void theDictionaryMayBeWrittenInOtherWays() throws IOException {
    for (String header :
        new String[] {
          VALID,
          "{'shape':(2,),'fortran_order':True,'descr':\"<f8\"}",
          " { 'descr' : '<f8' ,\t'fortran_order' : False , 'shape' : ( 2L , ) }  \n",
        }) {
      assertThat(Resources.npy(file(header, 16)).shape()).isEqualTo(Shape.of(2));
    }
    assertThat(Resources.npy(file(VALID.replace("(2,)", "(1, 2)"), 16)).shape())
        .isEqualTo(Shape.of(1, 2));
    assertThat(Resources.npy(file(VALID.replace("(2,)", "(1, 2,)"), 16)).shape())
        .isEqualTo(Shape.of(1, 2));
  }

  @Test
  void anythingElseThanTheDictionaryIsRefused() {
    for (String header :
        new String[] {
          "",
          "{}",
          "[]",
          "{",
          "{'descr'",
          "{'descr': '<f8'",
          "{'descr': '<f8', 'fortran_order': False}",
          VALID + "x",
          VALID + VALID,
          VALID.replace("}", ""),
          VALID.replace("'shape'", "'shap'"),
          VALID.replace("'shape'", "'descr'"),
          VALID.replace("'shape'", "shape"),
          VALID.replace("'shape': (2,)", "'shape': (2,), 'shape': (2,)"),
          VALID.replace("'shape': (2,)", "'shape': (2,), 'more': 1"),
          VALID.replace("False", "0"),
          VALID.replace("False", "false"),
          VALID.replace("'<f8'", "<f8"),
          VALID.replace("'<f8'", "'<f8"),
          VALID.replace("'<f8'", "'\\x3cf8'"),
          VALID.replace("'<f8'", "None"),
          VALID.replace("(2,)", "2"),
          VALID.replace("(2,)", "(2)"),
          VALID.replace("(2,)", "[2]"),
          VALID.replace("(2,)", "(,)"),
          VALID.replace("(2,)", "(2 3)"),
          VALID.replace("(2,)", "(2,,)"),
          VALID.replace("(2,)", "(-2,)"),
          VALID.replace("(2,)", "(+2,)"),
          VALID.replace("(2,)", "(2.0,)"),
          VALID.replace("(2,)", "(2_0,)"),
          VALID.replace("(2,)", "(0x2,)"),
          VALID.replace("(2,)", "(None,)"),
          VALID.replace("(2,)", "(__import__('os'),)"),
          VALID.replace("(2,)", "((2,),)"),
          VALID.replace("(2,)", "(\u0662,)"),
          VALID.replace("(2,)", "(99999999999999999999999,)"),
          "{'descr': ".repeat(3000),
          "(".repeat(60000),
        }) {
      assertThatThrownBy(() -> Resources.npy(file(header, 16)))
          .as(header)
          .isInstanceOf(ValueException.class)
          .hasMessageStartingWith("npy: the header must be a dictionary like {'descr': '<f8'")
          .hasMessageContaining(", got ")
          .hasMessageContaining("; ")
          .hasMessageContaining("the stream")
          .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(600).matches("[ -~]*"));
    }
  }

  @Test
  void otherElementTypesAreNamedWithTheConversion() {
    for (String descr :
        new String[] {
          "|f8", "f8", "=f8", "|f2", "<f16", "|i8", "<i3", "i1", "=i1", "<b2", "<", "", "<U3", "|O",
          "|V8", "<M8[ns]"
        }) {
      assertThatThrownBy(() -> Resources.npy(file(VALID.replace("<f8", descr), 16)))
          .isInstanceOf(ValueException.class)
          .hasMessageContaining("got descr '" + descr + "'")
          .hasMessageContaining("a.astype('<f8')");
    }
    assertThatThrownBy(() -> Resources.npy(Resources.bytes("complex128.npy")))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("got descr '<c16'")
        .hasMessageContaining("numpy.stack([a.real, a.imag])");
    assertThatThrownBy(() -> Resources.npy(Resources.bytes("structured.npy")))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("got descr [('x', '<f8'), ('y', '<f4')]")
        .hasMessageContaining("a['field']");
  }

  @Test
  void elementsThatNoTensorHoldsExactlyAreNamed() throws IOException {
    assertThatThrownBy(() -> Resources.npy(Resources.bytes("inexact-i8.npy")))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            "npy: an integer must be exact as float64, which all are up to 2^53, got"
                + " 9007199254740993 as element 1 in the stream; save it as float64 where rounding"
                + " does no harm, or in two parts");
    assertThatThrownBy(() -> Resources.npy(Resources.bytes("inexact-u8.npy")))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("got 18446744073709551615 as element 2");
    assertThatThrownBy(() -> Resources.npy(Resources.bytes("largest-i8.npy")))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("got 9223372036854775807 as element 0");
    byte[] bools = file(VALID.replace("<f8", "|b1"), 2);
    assertThat(Resources.npy(bools)).isEqualTo(Tensor.of(new float[2], 2));
    bools[bools.length - 1] = 2;
    assertThatThrownBy(() -> Resources.npy(bools))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("a bool must be the byte 0 or 1, got 2 as element 1");
    // other writers than NumPy give elements of one byte an order
    for (String descr : new String[] {"<u1", ">i1", "<b1"}) {
      assertThat(Resources.npy(file(VALID.replace("<f8", descr), 2)).dtype())
          .isEqualTo(DType.FLOAT32);
    }
  }

  @Test
  void shapesTooLargeAreRefusedBeforeAnythingIsAllocated() {
    for (String shape :
        new String[] {
          "(2147483648,)",
          "(999999999999999999,)",
          "(65536, 65536)",
          "(2147483647, 2147483647, 2147483647, 2147483647)",
          "(0, 4294967296)",
          "(" + "1,".repeat(65) + ")",
        }) {
      assertThatThrownBy(() -> Resources.npy(file(VALID.replace("(2,)", shape), 16)))
          .isInstanceOf(ValueException.class)
          .hasMessageStartingWith("npy: a tensor has at most 64 axes and 2147483647 elements, got");
    }
  }

  @Test
  void aClaimLargerThanTheDataAllocatesNothing() throws IOException {
    byte[] bytes = file(VALID.replace("(2,)", "(2147483647,)"), 100_000);

    assertThatThrownBy(() -> Resources.npy(bytes))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining(
            "17179869176 bytes for float64[2147483647], got 100000 in the stream");

    Path path = directory.resolve("claims.npy");
    Files.write(path, bytes);
    assertThatThrownBy(() -> Npy.read(path))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("got 100000 in " + path);
  }

  @Test
  void aFileThatEndsTooSoonIsRefusedAtEveryLength() throws IOException {
    byte[] whole = Resources.bytes("float64.npy");
    Path path = directory.resolve("short.npy");
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> Resources.npy(cut))
          .isInstanceOf(ValueException.class)
          .hasMessageStartingWith("npy: the data must have ");
    }
    Files.write(path, Arrays.copyOf(whole, whole.length - 1));
    assertThatThrownBy(() -> Npy.read(path))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            "npy: the data must have 48 bytes for float64[2, 3], got 47 in "
                + path
                + "; it is cut off, or the shape in the header is wrong");
  }

  @Test
  void bytesAfterTheLastElementOfAFileAreRefused() throws IOException {
    byte[] whole = Resources.bytes("float64.npy");
    Path path = directory.resolve("long.npy");
    Files.write(path, Arrays.copyOf(whole, whole.length + 1));

    assertThatThrownBy(() -> Npy.read(path))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("got more bytes in " + path);
  }

  @Test
  void otherFilesAreRecognised() {
    assertThatThrownBy(() -> Resources.npy("a,b,c\n1,2,3\n".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("must start with \\x93NUMPY, got \"a,b,c?\" in the stream");
    assertThatThrownBy(() -> Resources.npy(Resources.bytes("stored.npz")))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("read it with Npz");
  }

  @Test
  void unknownVersionsAndLongHeadersAreRefused() {
    for (byte[] version : new byte[][] {{0, 0}, {1, 1}, {4, 0}, {-1, 0}, {2, 1}}) {
      byte[] bytes = Resources.bytes("float64.npy");
      bytes[6] = version[0];
      bytes[7] = version[1];
      assertThatThrownBy(() -> Resources.npy(bytes))
          .isInstanceOf(ValueException.class)
          .hasMessageContaining("the version must be 1.0, 2.0 or 3.0, got " + (version[0] & 0xFF));
    }
    byte[] bytes = Resources.bytes("float64-version2.npy");
    Arrays.fill(bytes, 8, 12, (byte) 0xFF);
    assertThatThrownBy(() -> Resources.npy(bytes))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("the header must have at most 65535 bytes, got 4294967295");
  }

  /** A file of version 1.0 with this header, and zeros as data. */
  private static byte[] file(String header, int dataBytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    out.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    out.write(text.length);
    out.write(text.length >> 8);
    out.writeBytes(text);
    out.writeBytes(new byte[dataBytes]);
    return out.toByteArray();
  }
}
