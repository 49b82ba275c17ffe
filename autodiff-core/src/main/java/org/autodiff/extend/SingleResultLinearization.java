package org.autodiff.extend;

import org.autodiff.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The linearization of an operator with a single result: one linear map for each operand.
 *
 * @param maps one map for each operand; null stands for zero
 */
public record SingleResultLinearization(@Nullable LinearMap[] maps) implements Linearization {
  @Override
  public @Nullable Tensor[] push(@Nullable Tensor[] tangents) {
    Tensor sum = null;
    for (int i = 0; i < maps.length; i++) {
      Tensor tangent = tangents[i];
      LinearMap map = maps[i];
      if (tangent != null && map != null) {
        Tensor term = map.apply(tangent);
        sum = sum == null ? term : sum.add(term);
      }
    }
    return new @Nullable Tensor[] {sum};
  }

  @Override
  public void pull(@Nullable Tensor[] cotangents, @Nullable CotangentSink[] sinks) {
    Tensor cotangent = cotangents[0];
    if (cotangent == null) {
      return;
    }
    for (int i = 0; i < maps.length; i++) {
      LinearMap map = maps[i];
      CotangentSink sink = sinks[i];
      if (map != null && sink != null) {
        map.transposeInto(cotangent, sink);
      }
    }
  }
}
