package org.autodiff.check;

import java.util.List;
import org.autodiff.operators.CoreOperators;

/** Every operator of the core satisfies every law. */
class CoreOperatorLawsTest implements OperatorLawTests {
  @Override
  public List<OperatorEntry> operators() {
    return new CoreOperators().operators();
  }
}
