package org.autodiff.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.autodiff.Autodiff;
import org.autodiff.DType;
import org.autodiff.DTypeException;
import org.autodiff.RandomKey;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.CommonOps_FDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Matrices to EJML and back; and EJML as the oracle of the matrix product. */
class EjmlMatricesTest {
  @ParameterizedTest
  @CsvSource({"1,1,1", "1,7,5", "9,1,4", "5,6,1", "33,17,65", "70,300,40", "130,64,129", "2,600,3"})
  void productsAreThoseOfEjml(int m, int k, int n) {
    Tensor a = RandomKey.of(1).normal(m, k);
    Tensor b = RandomKey.of(2).normal(k, n);
    DMatrixRMaj expected = new DMatrixRMaj(m, n);
    CommonOps_DDRM.mult(EjmlMatrices.toDoubles(a), EjmlMatrices.toDoubles(b), expected);
    assertThat(a.matmul(b).isClose(EjmlMatrices.of(expected), 1e-12, 1e-12)).isTrue();

    // operands that are held transposed, and that are views with an offset
    Tensor at = a.transpose().add(0).transpose();
    Tensor padded = Tensor.zeros(k + 1, n + 2).add(1).mul(0);
    Tensor bt =
        b.transpose()
            .add(0)
            .transpose()
            .add(padded.slice(org.autodiff.Slice.from(1), org.autodiff.Slice.from(2)));
    assertThat(at.matmul(bt).isClose(EjmlMatrices.of(expected), 1e-12, 1e-12)).isTrue();

    Tensor g = RandomKey.of(3).normal(m, n);
    Tensor aBar = Autodiff.vjp((Tensor t) -> t.matmul(b), a).pullback(g);
    DMatrixRMaj byA = new DMatrixRMaj(m, k);
    CommonOps_DDRM.multTransB(EjmlMatrices.toDoubles(g), EjmlMatrices.toDoubles(b), byA);
    assertThat(aBar.isClose(EjmlMatrices.of(byA), 1e-12, 1e-12)).isTrue();
    Tensor bBar = Autodiff.vjp((Tensor t) -> a.matmul(t), b).pullback(g);
    DMatrixRMaj byB = new DMatrixRMaj(k, n);
    CommonOps_DDRM.multTransA(EjmlMatrices.toDoubles(a), EjmlMatrices.toDoubles(g), byB);
    assertThat(bBar.isClose(EjmlMatrices.of(byB), 1e-12, 1e-12)).isTrue();

    Tensor a32 = a.to(DType.FLOAT32);
    Tensor b32 = b.to(DType.FLOAT32);
    FMatrixRMaj single = new FMatrixRMaj(m, n);
    CommonOps_FDRM.mult(EjmlMatrices.toFloats(a32), EjmlMatrices.toFloats(b32), single);
    assertThat(a32.matmul(b32).isClose(EjmlMatrices.of(single), 1e-4, 1e-4)).isTrue();
  }

  @Test
  void batchesAreMultipliedOneByOne() {
    Tensor a = RandomKey.of(1).normal(3, 20, 30);
    Tensor b = RandomKey.of(2).normal(3, 30, 10);
    Tensor y = a.matmul(b);
    for (int i = 0; i < 3; i++) {
      DMatrixRMaj expected = new DMatrixRMaj(20, 10);
      CommonOps_DDRM.mult(
          EjmlMatrices.toDoubles(a.get(i)), EjmlMatrices.toDoubles(b.get(i)), expected);
      assertThat(y.get(i).isClose(EjmlMatrices.of(expected), 1e-12, 1e-12)).isTrue();
    }
  }

  @Test
  void arraysAreSharedWhereTheLayoutAllows() {
    Tensor x = RandomKey.of(1).normal(3, 4);
    assertThat(EjmlMatrices.toDoubles(x).data).isSameAs(TensorArrays.doubles(x.dense()));
    assertThat(TensorArrays.doubles(EjmlMatrices.of(EjmlMatrices.toDoubles(x)).dense()))
        .isSameAs(TensorArrays.doubles(x.dense()));
    Tensor turned = x.transpose();
    assertThat(EjmlMatrices.toDoubles(turned).data).isNotSameAs(TensorArrays.doubles(x.dense()));
    assertThat(EjmlMatrices.toDoubles(turned).get(3, 2)).isEqualTo(x.get(2, 3).item());
    Tensor part = RandomKey.of(2).normal(2, 3, 4).get(1);
    assertThat(EjmlMatrices.toDoubles(part).get(0, 1)).isEqualTo(part.get(0, 1).item());
    assertThat(EjmlMatrices.toDoubles(part).data).hasSize(12);
    Tensor single = x.to(DType.FLOAT32);
    assertThat(EjmlMatrices.toFloats(single).data).isSameAs(TensorArrays.floats(single.dense()));
    DMatrixRMaj shrunk = new DMatrixRMaj(5, 5);
    shrunk.reshape(2, 2);
    assertThat(EjmlMatrices.of(shrunk).size()).isEqualTo(4);
  }

  @Test
  void whatIsNotAMatrixIsRefused() {
    assertThatThrownBy(() -> EjmlMatrices.toDoubles(Tensor.ones(3)))
        .isInstanceOf(ShapeException.class)
        .hasMessage("ejml: a matrix must have two axes, got shape [3]; reshape it");
    assertThatThrownBy(() -> EjmlMatrices.toFloats(Tensor.ones(2, 2)))
        .isInstanceOf(DTypeException.class)
        .hasMessageContaining("float64");
  }
}
