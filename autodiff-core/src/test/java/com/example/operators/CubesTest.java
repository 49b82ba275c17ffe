package com.example.operators;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.autodiff.DType;
import org.autodiff.Tensor;
import org.autodiff.check.GradientCheck;
import org.autodiff.check.LawCase;
import org.autodiff.check.OperatorEntry;
import org.autodiff.check.OperatorLawProperties;
import org.autodiff.check.OperatorLawTests;
import org.junit.jupiter.api.Test;

/** Holds our operators to every law: as JUnit tests, as jqwik properties, and by two of our own. */
class CubesTest implements OperatorLawTests, OperatorLawProperties {
  @Override
  public List<OperatorEntry> operators() {
    return new Cubes().operators();
  }

  @Test
  void aFunctionOfSeveralOperatorsHasTheRightGradient() {
    GradientCheck.of((Tensor x) -> new Cubes.Cube().apply(x).sin().mean(), Tensor.of(0.5, -1.2))
        .assertCorrect();
  }

  @Property
  void theCubeIsOdd(@ForAll("cases") LawCase lawCase) {
    Tensor x = lawCase.sample(operators().get(0), DType.FLOAT64).operands().get(0);
    Tensor minus = new Cubes.Cube().apply(x.neg()).neg();
    assertEquals(new Cubes.Cube().apply(x).dense(), minus.dense());
  }
}
