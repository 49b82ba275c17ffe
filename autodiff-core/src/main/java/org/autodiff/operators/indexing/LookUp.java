package org.autodiff.operators.indexing;

import java.util.List;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.extend.CotangentSink;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.SingleResultOperator;

/**
 * The linear map that takes the elements that indices name; its transpose adds a cotangent to the
 * places they were taken from, in place where that is possible.
 *
 * @param take takes elements of its first operand by the indices in its second
 * @param add the transpose of that
 * @param operand the type of what is taken from
 * @param indices the indices
 */
record LookUp(SingleResultOperator take, IndexedAddition add, TensorType operand, Tensor indices)
    implements LinearMap {
  @Override
  public Tensor apply(Tensor tangent) {
    return take.apply(tangent, indices);
  }

  @Override
  public Tensor transpose(Tensor cotangent) {
    return add.apply(Tensor.full(0, operand), indices, cotangent);
  }

  @Override
  public void transposeInto(Tensor cotangent, CotangentSink sink) {
    if (cotangent.isConcrete() && indices.isConcrete()) {
      TensorType[] types = {operand, indices.type(), cotangent.type()};
      add.inferResult(types); // a cotangent of another shape must not be added
      sink.addInPlace(
          operand,
          add,
          List.of(indices, cotangent),
          sum -> add.addTo(sum, indices.dense(), cotangent.dense()));
    } else {
      sink.add(transpose(cotangent));
    }
  }
}
