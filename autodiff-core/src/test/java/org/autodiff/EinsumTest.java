package org.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EinsumTest {
  private static final Map<Character, Integer> EXTENTS =
      Map.of('i', 2, 'j', 3, 'k', 4, 'l', 2, 'b', 3, 'z', 0, 'o', 1);

  /** Operands with one extent for each letter. */
  private static Tensor[] operands(String inputs) {
    String[] terms = inputs.split(",", -1);
    Tensor[] operands = new Tensor[terms.length];
    for (int t = 0; t < terms.length; t++) {
      int[] dims = terms[t].chars().map(c -> EXTENTS.get((char) c)).toArray();
      operands[t] = FunctionCheck.random(Shape.of(dims), t + 1);
    }
    return operands;
  }

  /** The definition: one loop over all letters. */
  private static Tensor naive(String inputs, String result, Tensor... operands) {
    Map<Character, Integer> at = new TreeMap<>();
    inputs.replace(",", "").chars().forEach(c -> at.put((char) c, 0));
    int[] dims = result.chars().map(c -> EXTENTS.get((char) c)).toArray();
    double[] out = new double[Shape.of(dims).size()];
    String[] terms = inputs.split(",", -1);
    sum(at, at.keySet().toArray(new Character[0]), 0, terms, operands, result, out);
    return Tensor.of(out, dims);
  }

  private static void sum(
      Map<Character, Integer> at,
      Character[] letters,
      int depth,
      String[] terms,
      Tensor[] operands,
      String result,
      double[] out) {
    if (depth < letters.length) {
      for (int i = 0; i < EXTENTS.get(letters[depth]); i++) {
        at.put(letters[depth], i);
        sum(at, letters, depth + 1, terms, operands, result, out);
      }
      return;
    }
    double product = 1;
    for (int t = 0; t < terms.length; t++) {
      product *= operands[t].dense().flat(position(terms[t], at));
    }
    out[position(result, at)] += product;
  }

  private static int position(String term, Map<Character, Integer> at) {
    int flat = 0;
    for (char c : term.toCharArray()) {
      flat = flat * EXTENTS.get(c) + at.get(c);
    }
    return flat;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ij->ji",
        "ij->ij",
        "ij->",
        "ij->j",
        "ii->",
        "ii->i",
        "iij->ji",
        "iii->",
        "iljil->jl",
        "i->i",
        "->",
        ",->",
        ",i->i",
        "i,->i",
        "ij,jk->ik",
        "ij,jk->ki",
        "ij,kj->ik",
        "ji,jk->ik",
        "ji,kj->ki",
        "ij,j->i",
        "j,ji->i",
        "i,i->",
        "i,j->ij",
        "i,j->ji",
        "i,j->",
        "ij,ij->",
        "ij,ij->ij",
        "ij,ij->i",
        "ij,ji->",
        "bij,bjk->bik",
        "bij,jk->bik",
        "ij,bjk->bik",
        "bij,bkj->ikb",
        "bi,bj->bij",
        "bi,bi->b",
        "ijk,kj->i",
        "ijk,ikl->jl",
        "ij,jk,kl->il",
        "ij,jk,kl,lb->ib",
        "i,j,k->kji",
        "ij,ik,il->jkl",
        "ii,ij->j",
        "bii,bj->ij",
        "ij,kl->",
        "iz,zk->ik",
        "zi,zi->i",
        "zz->z",
        "iz->z",
        "io,oj->ij",
        "oi,oi->",
        "ijk,jkl->il",
        "bijk,bjkl->bil"
      })
  void agreesWithTheDefinition(String subscripts) {
    int arrow = subscripts.indexOf("->");
    String inputs = subscripts.substring(0, arrow);
    Tensor[] operands = operands(inputs);
    Tensor expected = naive(inputs, subscripts.substring(arrow + 2), operands);
    FunctionCheck.close(LinearAlgebra.einsum(subscripts, operands), expected, 1e-13);
    for (int i = 0; i < operands.length; i++) {
      int which = i;
      Tensor at = operands[i];
      if (at.size() == 0) {
        continue;
      }
      java.util.function.UnaryOperator<Tensor> f =
          v -> {
            Tensor[] all = operands.clone();
            all[which] = v;
            for (int t = 0; t < all.length; t++) {
              all[t] = all[t].to(v.dtype());
            }
            return LinearAlgebra.einsum(subscripts, all);
          };
      FunctionCheck.derivatives(f, at);
      FunctionCheck.layouts(f, at);
      FunctionCheck.batching(f, at);
    }
  }

  /** An upper-case letter is the axis of the lower-case one, of extent 1 in that operand. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "iJ,jk->ik",
        "ij,Jk->ik",
        "iJ,Ij->",
        "iJ,Ij->ij",
        "II,i->i",
        "II,ij->j",
        "I,i->",
        "I,z->z",
        "Bij,bjK,k->bik",
        "bij,Bjk->bik",
        "iJ,jK,kl->il",
        "IJ,ij->ij"
      })
  void extentsOf1Broadcast(String marked) {
    String subscripts = marked.toLowerCase(java.util.Locale.ROOT);
    String[] terms = marked.substring(0, marked.indexOf("->")).split(",");
    Tensor[] narrow = new Tensor[terms.length];
    Tensor[] wide = new Tensor[terms.length];
    for (int t = 0; t < terms.length; t++) {
      int[] dims =
          terms[t].chars().map(c -> Character.isUpperCase(c) ? 1 : EXTENTS.get((char) c)).toArray();
      narrow[t] = FunctionCheck.random(Shape.of(dims), t + 1);
      wide[t] = spread(narrow[t], terms[t]);
    }
    int arrow = subscripts.indexOf("->");
    String inputs = subscripts.substring(0, arrow);
    Tensor expected = naive(inputs, subscripts.substring(arrow + 2), wide);
    FunctionCheck.close(LinearAlgebra.einsum(subscripts, narrow), expected, 1e-13);
    for (int i = 0; i < narrow.length; i++) {
      int which = i;
      java.util.function.UnaryOperator<Tensor> f =
          v -> {
            Tensor[] all = narrow.clone();
            all[which] = v;
            for (int t = 0; t < all.length; t++) {
              all[t] = all[t].to(v.dtype());
            }
            return LinearAlgebra.einsum(subscripts, all);
          };
      if (narrow[i].size() > 0) {
        FunctionCheck.derivatives(f, narrow[i]);
        FunctionCheck.batching(f, narrow[i]);
      }
    }
  }

  /** The operand with its marked axes repeated; of a marked diagonal the one element there is. */
  private static Tensor spread(Tensor x, String term) {
    int[] dims = term.chars().map(c -> EXTENTS.get(Character.toLowerCase((char) c))).toArray();
    return x.broadcastTo(dims);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '=',
      value = {
        "ba = ba->ab",
        "ij,jk = ij,jk->ik",
        "ii = ii->",
        "i,i = i,i->",
        "kj,ji = kj,ji->ik",
        " i j , j k -> i k = ij,jk->ik",
        "bA = bA->Ab"
      })
  void theResultCanBeImplied(String implicit, String explicit) {
    String inputs = explicit.substring(0, explicit.indexOf("->"));
    Tensor[] operands = new Tensor[inputs.split(",").length];
    for (int t = 0; t < operands.length; t++) {
      int[] dims = new int[inputs.split(",")[t].length()];
      java.util.Arrays.fill(dims, 2);
      dims[0] = inputs.equals("ba") ? 3 : 2;
      operands[t] = FunctionCheck.random(Shape.of(dims), t);
    }
    assertThat(LinearAlgebra.einsum(implicit, operands))
        .isEqualTo(LinearAlgebra.einsum(explicit, operands));
  }

  @Test
  void anEllipsisBroadcasts() {
    Tensor a = FunctionCheck.random(Shape.of(4, 1, 2, 3), 1);
    Tensor b = FunctionCheck.random(Shape.of(5, 3, 2), 2);
    Tensor expected = a.matmul(b);
    FunctionCheck.close(LinearAlgebra.einsum("...ij,...jk->...ik", a, b), expected, 1e-13);
    FunctionCheck.close(LinearAlgebra.einsum("...ij,...jk", a, b), expected, 1e-13);
    FunctionCheck.close(
        LinearAlgebra.einsum("...ij,...jk->ik...", a, b), expected.transpose(2, 3, 0, 1), 1e-13);
    FunctionCheck.close(LinearAlgebra.einsum("...->...", a), a, 0);
    FunctionCheck.close(LinearAlgebra.einsum("i...->...i", a), a.moveAxis(0, -1), 0);
    FunctionCheck.close(
        LinearAlgebra.einsum("...i,i", a, Tensor.of(1, 2, 3)),
        a.mul(Tensor.of(1, 2, 3)).sum(-1),
        1e-13);
    assertThat(LinearAlgebra.einsum("...i,...i->...", Tensor.of(1, 2), Tensor.of(3, 4)))
        .isEqualTo(Tensor.scalar(11));
    FunctionCheck.batching(v -> LinearAlgebra.einsum("...ij,...jk->...ik", v, b), a);
    FunctionCheck.second(v -> LinearAlgebra.einsum("...ij,...kj->...ik", v, v), a);
  }

  @Test
  void secondDerivatives() {
    FunctionCheck.all(
        v -> LinearAlgebra.einsum("ij,jk,kl->il", v, v, v),
        FunctionCheck.random(Shape.of(2, 2), 3));
    FunctionCheck.all(
        v -> LinearAlgebra.einsum("ii,ij->j", v, v.square()),
        FunctionCheck.random(Shape.of(3, 3), 4));
  }

  @Test
  void contractsTheSmallestPairFirst() {
    // (ab)(bc)c: from the right nothing larger than a vector is made
    Tensor a = Tensor.ones(300, 1).broadcastTo(Shape.of(300, 300));
    Tensor v = Tensor.ones(300);
    assertThat(LinearAlgebra.einsum("ab,bc,cd,d->a", a, a, a, v))
        .isEqualTo(Tensor.full(2.7e7, new TensorType(Shape.of(300), DType.FLOAT64)));
  }

  @Test
  void refusesWhatCannotBeRead() {
    Tensor m = Tensor.zeros(2, 3);
    value(
        "einsum: there must be one term for each operand, got 1 term in \"ij\" and 2 operands;"
            + " separate the terms with commas",
        "ij",
        m,
        m);
    value(
        "einsum: there must be one term for each operand, got 1 term in \"\" and 0 operands;"
            + " separate the terms with commas",
        "");
    value(
        "einsum: subscripts are letters, commas, one -> and at most one ... a term, got '1' in"
            + " \"i1->i\"; write for example \"ij,jk->ik\"",
        "i1->i",
        m);
    value(
        "einsum: subscripts are letters, commas, one -> and at most one ... a term, got '-' in"
            + " \"ij->i->j\"; write for example \"ij,jk->ik\"",
        "ij->i->j",
        m);
    value(
        "einsum: subscripts are letters, commas, one -> and at most one ... a term, got '.' in"
            + " \"i..->i\"; write for example \"ij,jk->ik\"",
        "i..->i",
        m);
    value(
        "einsum: subscripts are letters, commas, one -> and at most one ... a term, got '.' in"
            + " \"......->\"; write for example \"ij,jk->ik\"",
        "......->",
        m);
    value(
        "einsum: the result must name axes of the operands, each once, got 'k' in \"ij->ik\";"
            + " correct what is behind ->",
        "ij->ik",
        m);
    value(
        "einsum: the result must name axes of the operands, each once, got 'i' in \"ij->iji\";"
            + " correct what is behind ->",
        "ij->iji",
        m);
    value(
        "einsum: the result must name the axes that ... stands for, got \"...j->j\"; add ... behind"
            + " ->, or sum over them afterwards",
        "...j->j",
        m);
    shape(
        "einsum: a term must name every axis of its operand, got \"ijk\" for operand 0 of shape"
            + " [2, 3]; name 2 axes, or use ... for axes without a name",
        "ijk",
        m);
    shape(
        "einsum: a term must name every axis of its operand, got \"i\" for operand 1 of shape"
            + " [2, 3]; name 2 axes, or use ... for axes without a name",
        "ij,i",
        m,
        m);
    shape(
        "einsum: an axis must have one extent wherever it occurs, or 1, got 3 and 2 for 'j' in"
            + " \"ij,jk->ik\" at operand 1 of shape [2, 3]; use different letters, or correct the"
            + " shapes",
        "ij,jk->ik",
        m,
        m);
    shape(
        "einsum: axes of one operand with the same letter must have one extent, got 2 and 3 for 'i'"
            + " in \"ii\" at operand 0 of shape [2, 3]; use different letters, or correct the"
            + " shape",
        "ii",
        m);
    shape(
        "einsum: axes of one operand with the same letter must have one extent, got 1 and 3 for 'j'"
            + " in \"jij->i\" at operand 0 of shape [1, 2, 3]; use different letters, or correct"
            + " the shape",
        "jij->i",
        Tensor.zeros(1, 2, 3));
    shape(
        "einsum: an axis must have one extent wherever it occurs, or 1, got 2 and 3 for ... in"
            + " \"...,...\" at operand 1 of shape [3, 2]; use different letters, or correct the"
            + " shapes",
        "...,...",
        m,
        Tensor.zeros(3, 2));
    assertThatThrownBy(() -> LinearAlgebra.einsum("ij,ij", m, m.to(DType.FLOAT32)))
        .isInstanceOf(DTypeException.class)
        .hasMessage(
            "einsum: the operands must have one element type, got float64[2, 3] (operand 0) and"
                + " float32[2, 3] (operand 1); convert one of them with to(FLOAT64)");
  }

  private static void value(String message, String subscripts, Tensor... operands) {
    assertThatThrownBy(() -> LinearAlgebra.einsum(subscripts, operands))
        .isInstanceOf(ValueException.class)
        .hasMessage(message);
  }

  private static void shape(String message, String subscripts, Tensor... operands) {
    assertThatThrownBy(() -> LinearAlgebra.einsum(subscripts, operands))
        .isInstanceOf(ShapeException.class)
        .hasMessage(message);
  }
}
