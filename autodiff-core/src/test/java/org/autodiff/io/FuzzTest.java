package org.autodiff.io;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.autodiff.ValueException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes valid files at random: they are read, or refused by a ValueException, nothing else. */
class FuzzTest {
  private static final int ROUNDS = 5_000;
  private static final String[] TOKENS = {
    "'",
    "\"",
    "{",
    "}",
    "(",
    ")",
    "[",
    ",",
    ":",
    "\\",
    "-",
    "L",
    " ",
    "9999999999",
    "2147483647",
    "True",
    "None",
    "'shape'",
    "'descr'",
    "<f8",
    ">f4",
    "<i8",
    "|b1",
    ">f2",
    "|u1",
    "|O",
    "PK\3\4",
    "PK\1\2",
    "PK\5\6",
    "\0\0\0\0"
  };

  @ParameterizedTest
  @ValueSource(
      strings = {
        "float64.npy",
        "float64-version2.npy",
        "float32-big-endian-fortran.npy",
        "empty.npy",
        "rank5.npy",
        "inexact-i8.npy",
        "structured.npy",
        "stored.npz",
        "deflated.npz",
        "none.npz",
        "comment.npz",
        "types.npz"
      })
  void changedFilesAreReadOrRefused(String name) {
    byte[] valid = Resources.bytes(name);
    for (int seed = 0; seed < ROUNDS; seed++) {
      byte[] changed = change(valid, new Random(seed));
      try {
        ByteArrayInputStream in = new ByteArrayInputStream(changed);
        if (name.endsWith(".npy")) {
          Npy.read(in);
        } else {
          Npz.read(in, 1 << 20);
        }
      } catch (ValueException refused) {
        continue;
      } catch (IOException | RuntimeException | Error e) {
        throw new AssertionError("seed " + seed + " of " + name, e);
      }
    }
  }

  private static byte[] change(byte[] valid, Random random) {
    byte[] bytes = valid.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes && bytes.length > 0; i++) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(6)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt(256);
        case 2 -> bytes = Arrays.copyOf(bytes, at);
        case 3 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 4), (byte) -random.nextInt(2));
        case 4 -> bytes = insert(bytes, at, TOKENS[random.nextInt(TOKENS.length)], 0);
        default -> {
          String token = TOKENS[random.nextInt(TOKENS.length)];
          bytes = insert(bytes, at, token, Math.min(token.length(), bytes.length - at));
        }
      }
    }
    return bytes;
  }

  /** Puts a token in the place of some bytes. */
  private static byte[] insert(byte[] bytes, int at, String token, int replaced) {
    byte[] out = new byte[bytes.length + token.length() - replaced];
    System.arraycopy(bytes, 0, out, 0, at);
    for (int i = 0; i < token.length(); i++) {
      out[at + i] = (byte) token.charAt(i);
    }
    System.arraycopy(bytes, at + replaced, out, at + token.length(), bytes.length - at - replaced);
    return out;
  }
}
