package org.autodiff.ops;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.autodiff.Autodiff;
import org.autodiff.DType;
import org.autodiff.RandomKey;
import org.autodiff.Tensor;

/** Prints a hash of the value and the gradients of functions that networks are trained with. */
final class SameBits {
  private static final Map<String, BinaryOperator<Tensor>> FUNCTIONS = new LinkedHashMap<>();
  private static final Map<String, UnaryOperator<Tensor>> ELEMENTWISE = new LinkedHashMap<>();

  private SameBits() {}

  private static void elementwise(String name, UnaryOperator<Tensor> function) {
    ELEMENTWISE.put(name, function);
    FUNCTIONS.put(name, (x, w) -> squared(function, x));
  }

  private static Tensor squared(UnaryOperator<Tensor> function, Tensor x) {
    return function.apply(x).mul(function.apply(x));
  }

  static {
    elementwise("exp", Tensor::exp);
    elementwise("expm1", Tensor::expm1);
    elementwise("log", x -> x.square().add(0.1).log());
    elementwise("log1p", x -> x.square().log1p());
    elementwise("tanh", Tensor::tanh);
    elementwise("sigmoid", Tensor::sigmoid);
    elementwise("softplus", Tensor::softplus);
    elementwise("erf", Tensor::erf);
    elementwise("sin", Tensor::sin);
    elementwise("cos", Tensor::cos);
    elementwise("tan", Tensor::tan);
    elementwise("asin", x -> x.mul(0.2).asin());
    elementwise("acos", x -> x.mul(0.2).acos());
    elementwise("atan", Tensor::atan);
    elementwise("sinh", Tensor::sinh);
    elementwise("cosh", Tensor::cosh);
    elementwise("asinh", Tensor::asinh);
    elementwise("acosh", x -> x.square().add(1.5).acosh());
    elementwise("atanh", x -> x.mul(0.2).atanh());
    elementwise("cbrt", Tensor::cbrt);
    elementwise("pow", x -> x.abs().pow(x));
    elementwise("atan2", x -> x.atan2(x.square()));
    elementwise("hypot", x -> x.hypot(x.square()));
    FUNCTIONS.put("softmax", (x, w) -> squared(v -> v.softmax(1), x));
    FUNCTIONS.put("logSoftmax", (x, w) -> squared(v -> v.logSoftmax(1), x));
    FUNCTIONS.put("logsumexp", (x, w) -> squared(v -> v.logsumexp(0), x));
    FUNCTIONS.put("sum", (x, w) -> squared(v -> v.sum(1).mul(v.sum()), x));
    FUNCTIONS.put("norm", (x, w) -> squared(Tensor::norm, x));
    FUNCTIONS.put("matmul", Tensor::matmul);
    FUNCTIONS.put("vector times matrix", (x, w) -> x.get(0).matmul(w));
    FUNCTIONS.put("sum of products", Hadamard::sum);
    FUNCTIONS.put("abs-max", Hadamard::absMax);
    FUNCTIONS.put("log-sum-exp", (x, w) -> Hadamard.logSumExp(x, w, 2));
    FUNCTIONS.put("soft-abs-max", (x, w) -> Hadamard.softAbsMax(x, w, 2));
    FUNCTIONS.put("centered soft-abs-max", (x, w) -> Hadamard.centeredSoftAbsMax(x, w, 2));
    FUNCTIONS.put("sinh-sum", (x, w) -> Hadamard.sinhSum(x, w, 1));
    FUNCTIONS.put("lse-difference", (x, w) -> Hadamard.lseDifference(x, w, 1));
    FUNCTIONS.put("boltzmann", (x, w) -> Hadamard.boltzmann(x, w, 1));
    FUNCTIONS.put("max-plus", Tropical::maxPlus);
    FUNCTIONS.put("soft max-plus", (x, w) -> Tropical.softMaxPlus(x, w, 2));
    FUNCTIONS.put("adder", Adder::adder);
    FUNCTIONS.put("adder with surrogate", Adder::adderWithSurrogate);
    FUNCTIONS.put("ternary", (x, w) -> Ternary.ofLatent(x, w, Ternarization.ABSMEAN));
    FUNCTIONS.put("bit-linear", (x, w) -> BitLinear.apply(x, w.sum(1), w, 1e-5));
    FUNCTIONS.put("rms-norm", (x, w) -> Normalizations.rmsNorm(x, w.sum(1), 1e-5));
    FUNCTIONS.put("layer-norm", (x, w) -> Normalizations.layerNorm(x, w.sum(1), w.sum(1), 1e-5));
    FUNCTIONS.put("gated scan", (x, w) -> GatedScan.scan(x.sigmoid(), x, 0));
  }

  /** By function and element type. */
  static Map<String, Integer> hashes() {
    Map<String, Integer> hashes = new LinkedHashMap<>();
    for (DType type : DType.values()) {
      Tensor x = RandomKey.of(1).normal(4, 70).to(type);
      Tensor w = RandomKey.of(2).normal(70, 32).to(type);
      FUNCTIONS.forEach((name, f) -> hashes.put(name + " " + type, hash(f, x, w)));
      // shorter than what vectors are used for, and with a rest behind the last whole vector
      for (int n : new int[] {7, 45}) {
        Tensor some = RandomKey.of(3).normal(n).to(type);
        ELEMENTWISE.forEach(
            (name, f) ->
                hashes.put(
                    name + " of " + n + " " + type, hash((v, u) -> squared(f, v), some, some)));
      }
    }
    return hashes;
  }

  private static int hash(BinaryOperator<Tensor> f, Tensor x, Tensor w) {
    int hash = Arrays.hashCode(f.apply(x, w).toDoubles());
    Tensor ofX = Autodiff.grad((Tensor v) -> f.apply(v, w).square().sum()).apply(x);
    Tensor ofW = Autodiff.grad((Tensor v) -> f.apply(x, v).square().sum()).apply(w);
    return 31 * (31 * hash + Arrays.hashCode(ofX.toDoubles())) + Arrays.hashCode(ofW.toDoubles());
  }

  /**
   * Prints the hashes, computed as many times as the property {@code times} says.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) {
    for (int i = 1; i < Integer.getInteger("times", 1); i++) {
      hashes();
    }
    hashes().forEach((name, hash) -> System.out.println(name + "=" + hash));
  }
}
