package org.autodiff.check.entries;

import org.autodiff.Shape;
import org.autodiff.check.NumberArray;
import org.autodiff.check.Reference;

/** Products of vectors, matrices and tensors as sums over all values of all indices. */
final class LinearAlgebraReferences {
  private LinearAlgebraReferences() {}

  static Reference dot() {
    return Reference.of((x, p) -> einsum("i,i->", x));
  }

  static Reference outer() {
    return Reference.of((x, p) -> einsum("i,j->ij", x));
  }

  static Reference einsum() {
    return Reference.of((x, p) -> einsum(p.text("subscripts"), x));
  }

  /** {@code yᵢⱼ = Σ aᵢₖ bₖⱼ}; a vector is a row on the left, a column on the right. */
  static Reference matmul() {
    return Reference.of(
        (x, p) -> {
          NumberArray a = x[0];
          NumberArray b = x[1];
          if (a.rank() == 1 || b.rank() == 1) {
            return einsum(a.rank() == 2 ? "ik,k->i" : b.rank() == 2 ? "k,kj->j" : "k,k->", a, b);
          }
          Shape lead =
              Shape.broadcast(
                  a.shape().remove(a.rank() - 1).remove(a.rank() - 2),
                  b.shape().remove(b.rank() - 1).remove(b.rank() - 2),
                  "reference");
          int rank = lead.rank();
          Shape result = lead.insert(rank, a.dim(-2)).insert(rank + 1, b.dim(-1));
          return NumberArray.of(
              result,
              index -> {
                double sum = 0;
                int[] left = index.clone();
                int[] right = index.clone();
                for (int k = 0; k < a.dim(-1); k++) {
                  left[rank + 1] = k;
                  right[rank] = k;
                  sum += entry(a, left) * entry(b, right);
                }
                return sum;
              });
        });
  }

  /** An entry of a matrix; the axes in front, and they alone, are broadcast. */
  private static double entry(NumberArray x, int[] index) {
    int[] own = new int[x.rank()];
    for (int k = 1; k <= own.length; k++) {
      int at = index[index.length - k];
      own[own.length - k] = k > 2 && x.dim(-k) == 1 ? 0 : at;
    }
    return x.at(own);
  }

  /** For each value of the result's indices, the sum over all values of the others. */
  private static NumberArray einsum(String subscripts, NumberArray... x) {
    String[] sides = subscripts.split("->", -1);
    String[] terms = sides[0].split(",", -1);
    String free = sides.length == 2 ? sides[1] : onceEach(sides[0]);
    int[] extents = new int[128];
    StringBuilder summed = new StringBuilder();
    for (int i = 0; i < terms.length; i++) {
      for (int k = 0; k < terms[i].length(); k++) {
        char letter = terms[i].charAt(k);
        extents[letter] = Math.max(extents[letter], x[i].dim(k));
        if (free.indexOf(letter) < 0 && summed.indexOf(String.valueOf(letter)) < 0) {
          summed.append(letter);
        }
      }
    }
    return NumberArray.of(
        shape(free, extents),
        outer -> {
          double[] sum = new double[1];
          NumberArray.forEachIndex(
              shape(summed.toString(), extents),
              inner -> {
                double product = 1;
                for (int i = 0; i < terms.length; i++) {
                  int[] index = new int[terms[i].length()];
                  for (int k = 0; k < index.length; k++) {
                    int kept = free.indexOf(terms[i].charAt(k));
                    int bound = summed.indexOf(terms[i].substring(k, k + 1));
                    int at = kept >= 0 ? outer[kept] : inner[bound];
                    index[k] = x[i].dim(k) == 1 ? 0 : at;
                  }
                  product *= x[i].at(index);
                }
                sum[0] += product;
              });
          return sum[0];
        });
  }

  /** The letters that occur once, in alphabetical order: what an arrow left out stands for. */
  private static String onceEach(String terms) {
    StringBuilder once = new StringBuilder();
    for (char letter = 'A'; letter <= 'z'; letter++) {
      int first = terms.indexOf(letter);
      if (first >= 0 && first == terms.lastIndexOf(letter)) {
        once.append(letter);
      }
    }
    return once.toString();
  }

  private static Shape shape(String letters, int[] extents) {
    return Shape.of(letters.chars().map(letter -> extents[letter]).toArray());
  }
}
