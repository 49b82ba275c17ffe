package org.autodiff.check;

import java.util.List;
import org.autodiff.operators.CoreOperators;

/** The laws as jqwik properties, with a seed that jqwik draws and prints. */
class CoreOperatorPropertiesTest implements OperatorLawProperties {
  @Override
  public List<OperatorEntry> operators() {
    return new CoreOperators().operators();
  }
}
