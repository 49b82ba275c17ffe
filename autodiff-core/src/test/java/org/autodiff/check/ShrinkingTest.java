package org.autodiff.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;
import org.autodiff.DType;
import org.autodiff.Tensor;
import org.autodiff.extend.LinearMap;

/** Properties that fail on purpose: jqwik makes the failing case simple, and names its seed. */
class ShrinkingTest implements OperatorLawProperties {
  /** A product whose derivative by x has the wrong sign where x has three elements or more. */
  private static final OperatorEntry WRONG =
      BrokenLaws.entry(
          new Product() {
            @Override
            LinearMap scale(Tensor x, Tensor y) {
              return LinearMap.scale(() -> x.size() < 3 ? y : y.neg());
            }
          },
          BrokenLaws.PRODUCTS);

  @Override
  public List<OperatorEntry> operators() {
    return List.of(WRONG);
  }

  @Override
  @Property(seed = "1")
  public void everyLawHolds(
      @ForAll("entries") OperatorEntry entry, @ForAll Law law, @ForAll("cases") LawCase lawCase) {
    // the planted mistake breaks some laws; the other properties are about those
  }

  @Property
  @AddLifecycleHook(FailsSimply.class)
  void aWrongRuleFailsAtASmallShape(@ForAll("cases") LawCase lawCase) {
    assertThat(OperatorLaws.check(WRONG, Law.JVP, lawCase).passed()).isTrue();
  }

  @Property(seed = "3")
  @AddLifecycleHook(FailsSimply.class)
  void aFixedSeedGivesTheSameFailure(@ForAll("cases") LawCase lawCase) {
    assertThat(OperatorLaws.check(WRONG, Law.JVP, lawCase).passed()).isTrue();
  }

  /** Expects a failure, at three elements in one row, all of them short. */
  static final class FailsSimply implements AroundPropertyHook {
    @Override
    public PropertyExecutionResult aroundProperty(
        PropertyLifecycleContext context, PropertyExecutor property) {
      PropertyExecutionResult result = property.execute();
      assertThat(result.status()).isEqualTo(PropertyExecutionResult.Status.FAILED);
      assertThat(result.seed()).as("the seed that jqwik prints").isPresent();
      Optional<List<Object>> falsified = result.falsifiedParameters();
      LawCase simplest = (LawCase) falsified.orElseThrow().getFirst();
      Sample sample = simplest.sample(WRONG, DType.FLOAT64);
      assertThat(sample.operands().get(0).size()).as(sample.toString()).isEqualTo(3);
      List<Double> elements = new ArrayList<>();
      for (Tensor operand : sample.operands()) {
        // in one row; that it has no further axes of extent 1 is not always found
        assertThat(operand.shape().dims()).as(sample.toString()).endsWith(operand.size());
        for (double element : operand.toDoubles()) {
          elements.add(Math.abs(element));
        }
      }
      assertThat(elements)
          .as(sample.toString())
          .allMatch(x -> x <= 1 && x * 10 == Math.rint(x * 10));
      return result.mapToSuccessful();
    }
  }
}
