package org.autodiff.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.autodiff.Arithmetic;
import org.autodiff.DType;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.ValueException;
import org.autodiff.check.entries.CoreOperators;
import org.autodiff.extend.Operator;
import org.autodiff.extend.SingleResultOperator;
import org.autodiff.internal.Composed;
import org.autodiff.operators.shaping.Concatenate;
import org.junit.jupiter.api.Test;

class OperatorRegistryTest {
  /** Second names of operators, which Kotlin writes as signs. */
  private static final Map<String, String> RENAMED =
      Map.of("plus", "add", "minus", "sub", "times", "mul", "unaryMinus", "neg");

  @Test
  void everyPublicOperatorMethodIsRegistered() {
    Set<String> registered = new TreeSet<>();
    new CoreOperators().operators().forEach(entry -> registered.add(entry.name()));
    List<String> missing = new ArrayList<>();
    int methods = 0;
    for (Class<?> family : families(Tensor.class)) {
      for (Method method : family.getDeclaredMethods()) {
        if (Modifier.isPublic(method.getModifiers())
            && (method.getReturnType() == Tensor.class || method.getReturnType() == List.class)) {
          methods++;
          String name = RENAMED.getOrDefault(method.getName(), kebab(method.getName()));
          if (!registered.contains(name)) {
            missing.add(family.getSimpleName() + "." + method.getName());
          }
        }
      }
    }
    assertThat(methods).isGreaterThan(100);
    assertThat(missing).as("operator methods without an entry").isEmpty();
  }

  private static Set<Class<?>> families(Class<?> type) {
    Set<Class<?>> all = new LinkedHashSet<>();
    for (Class<?> family : type.getInterfaces()) {
      if (family.getPackage().equals(Arithmetic.class.getPackage())) {
        all.add(family);
        all.addAll(families(family));
      }
    }
    return all;
  }

  private static String kebab(String camel) {
    return camel.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  @Test
  void everyOperatorOfTheCoreHasABatchingRule() throws Exception {
    List<String> missing = new ArrayList<>();
    int operators = 0;
    for (Class<?> type : operatorsOf(CoreOperators.class)) {
      if (!Operator.class.isAssignableFrom(type) || type.isInterface()) {
        continue;
      }
      if (Composed.class.isAssignableFrom(type)) {
        continue; // its parts are batched
      }
      operators++;
      String rule = SingleResultOperator.class.isAssignableFrom(type) ? "batchResult" : "batch";
      boolean found = false;
      for (Method method : type.getMethods()) {
        Class<?> owner = method.getDeclaringClass();
        found |=
            method.getName().equals(rule)
                && owner != Operator.class
                && owner != SingleResultOperator.class;
      }
      if (!found) {
        missing.add(type.getSimpleName());
      }
    }
    assertThat(operators).isGreaterThan(20);
    assertThat(missing).as("operators that vmap takes apart example by example").isEmpty();
  }

  private static List<Class<?>> operatorsOf(Class<?> type)
      throws URISyntaxException, IOException, ClassNotFoundException {
    Path root = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<Class<?>> classes = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root.resolve("org/autodiff/operators"))) {
      for (Path file : files.sorted().toList()) {
        String name = root.relativize(file).toString().replace(File.separatorChar, '.');
        if (name.endsWith(".class") && !name.endsWith("package-info.class")) {
          classes.add(
              Class.forName(name.substring(0, name.length() - 6), false, type.getClassLoader()));
        }
      }
    }
    return classes;
  }

  @Test
  void theCoreIsFoundByServiceLoader() {
    OperatorRegistry registry = OperatorRegistry.load();
    assertThat(registry.get("matmul").formula()).isEqualTo("yᵢⱼ = Σ aᵢₖ bₖⱼ");
    assertThat(registry.entries()).hasSizeGreaterThan(90);
  }

  @Test
  void anUnknownNameListsNearMatches() {
    assertThatThrownBy(() -> OperatorRegistry.load().get("matmull"))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            "registry: the operator must be registered, got 'matmull'; did you mean matmul?");
    assertThatThrownBy(() -> OperatorRegistry.load().get("zzzzzzzz"))
        .hasMessageContaining("entries() lists");
  }

  @Test
  void aNameCannotBeRegisteredTwice() {
    assertThatThrownBy(() -> OperatorRegistry.of(List.of(new CoreOperators(), new CoreOperators())))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("'add' from the sets core and core; rename one");
  }

  @Test
  void parametersAreTypedAndDeclared() {
    OperatorEntry variance = OperatorRegistry.load().get("variance");
    Parameters parameters = variance.defaults().with("ddof", 1).parse("axes=[0, -1]");
    assertThat(parameters.integer("ddof")).isEqualTo(1);
    assertThat(parameters.integers("axes")).containsExactly(0, -1);
    assertThatThrownBy(() -> parameters.with("dof", 1))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            "variance: the parameter must be a declared one, got 'dof'; the parameters are ddof,"
                + " axes");
    assertThatThrownBy(() -> parameters.with("ddof", "one"))
        .hasMessageContaining("'ddof' must be of kind integer, got one, of kind text");
    assertThatThrownBy(() -> parameters.parse("ddof=1.5"))
        .hasMessageContaining("'ddof' must be of kind integer, got '1.5'");
    assertThatThrownBy(() -> parameters.parse("ddof"))
        .hasMessageContaining("must be written name=value");
    assertThatThrownBy(() -> parameters.number("ddof")).hasMessageContaining("declared as integer");
  }

  @Test
  void aParameterIsParsedByItsKind() {
    Parameters parameters =
        Parameters.defaults(
            "demo",
            List.of(
                new Parameter("alpha", 0.5, "A number."),
                new Parameter("keep", false, "A flag."),
                new Parameter("mode", "exact", "A text.")));
    Parameters parsed = parameters.parse("alpha=2").parse("keep=true").parse("mode=fast");
    assertThat(parsed.number("alpha")).isEqualTo(2);
    assertThat(parsed.flag("keep")).isTrue();
    assertThat(parsed.text("mode")).isEqualTo("fast");
    assertThatThrownBy(() -> parameters.parse("keep=yes")).hasMessageContaining("of kind flag");
    assertThatThrownBy(() -> new Parameter("x", new Object(), "What?"))
        .hasMessageContaining("must be a number, integer, flag, text or list of integers");
  }

  /** But for joining, which takes any number of operands. */
  @Test
  void everyOperatorRefusesAnotherNumberOfOperands() {
    int refused = 0;
    for (OperatorEntry entry : OperatorRegistry.load().entries()) {
      Operator operator = entry.primitive().orElse(null);
      if (operator == null || operator instanceof Concatenate) {
        continue;
      }
      Draw draw = new Draw(new SplittableRandom(1), new SplittableRandom(2), DType.FLOAT64, false);
      Sample sample = entry.samples().smooth(draw, 0);
      List<TensorType> types = new ArrayList<>();
      sample.operands().forEach(operand -> types.add(operand.type()));
      types.add(types.get(0));
      assertThatThrownBy(() -> operator.infer(types.toArray(new TensorType[0])))
          .as(entry.name())
          .isInstanceOf(ShapeException.class)
          .hasMessageContaining(operator.name())
          .hasMessageContaining("got " + types.size());
      refused++;
    }
    assertThat(refused).isGreaterThan(60);
  }
}
