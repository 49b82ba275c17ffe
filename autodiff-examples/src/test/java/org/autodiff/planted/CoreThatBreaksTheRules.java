package org.autodiff.planted;

import jdk.incubator.vector.DoubleVector;
import net.jqwik.api.Arbitrary;
import org.autodiff.check.OperatorLaws;
import org.autodiff.examples.Main;

/** Would be core by its package, and depends on everything the core must not depend on. */
public class CoreThatBreaksTheRules {
  Class<?> examples = Main.class;
  Arbitrary<Integer> jqwik;
  DoubleVector vector;
  OperatorLaws laws;

  public void takesHidden(int count, Hidden hidden) {}

  protected Hidden givesHidden() {
    return new Hidden();
  }

  Hidden mayBeHiddenHere() {
    return new Hidden();
  }

  static final class Hidden {}
}
