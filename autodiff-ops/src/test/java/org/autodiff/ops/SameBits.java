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

  private SameBits() {}

  private static void elementwise(String name, UnaryOperator<Tensor> function) {
    FUNCTIONS.put(name, (x, w) -> function.apply(x).mul(function.apply(x)));
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
    elementwise("softmax", x -> x.softmax(1));
    elementwise("logSoftmax", x -> x.logSoftmax(1));
    elementwise("logsumexp", x -> x.logsumexp(0));
    elementwise("sum", x -> x.sum(1).mul(x.sum()));
    elementwise("norm", Tensor::norm);
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
