package org.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.autodiff.Autodiff.grad;
import static org.autodiff.Autodiff.jacfwdLeaves;
import static org.autodiff.Autodiff.jacrevLeaves;
import static org.autodiff.Autodiff.jvp;
import static org.autodiff.Autodiff.valueAndGrad;
import static org.autodiff.Autodiff.valueAndGradWithAux;
import static org.autodiff.Autodiff.vjp;
import static org.autodiff.Autodiff.vmap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Arguments and results that are records, lists, maps and arrays. */
class TreesTest {
  enum Activation {
    TANH,
    SIN
  }

  record Layer(Tensor w, Tensor b, Activation activation) {
    Tensor apply(Tensor x) {
      Tensor y = x.matmul(w).add(b);
      return activation == Activation.TANH ? y.tanh() : y.sin();
    }
  }

  record Network(
      List<Layer> layers, Map<String, Tensor> extra, Tensor[] scales, @NoGradient double rate) {}

  record Pair(Tensor first, Tensor second) {}

  private static Network network() {
    Layer one =
        new Layer(
            Tensor.of(new double[][] {{0.1, 0.2}, {0.3, -0.4}}),
            Tensor.of(0.5, 0.6),
            Activation.TANH);
    Layer two = new Layer(Tensor.of(new double[][] {{1}, {-1}}), Tensor.of(0.1), Activation.SIN);
    Map<String, Tensor> extra = new TreeMap<>(Map.of("z", Tensor.scalar(2), "a", Tensor.scalar(3)));
    return new Network(List.of(one, two), extra, new Tensor[] {Tensor.scalar(0.5)}, 0.25);
  }

  private static Tensor loss(Network net, Tensor x) {
    Tensor y = x;
    for (Layer layer : net.layers()) {
      y = layer.apply(y);
    }
    return y.sum()
        .mul(net.extra().get("z"))
        .add(net.extra().get("a").square())
        .mul(net.scales()[0]);
  }

  @Test
  void gradientsComeBackInTheTypeOfTheArgument() {
    BiFunction<Network, Tensor, Network> gradient = grad(TreesTest::loss);
    Tensor x = Tensor.of(1, 2);
    Network g = gradient.apply(network(), x);
    assertThat(g.rate()).isEqualTo(0.25);
    assertThat(g.layers().get(1).activation()).isEqualTo(Activation.SIN);
    assertThat(g.extra().keySet()).containsExactly("a", "z");
    assertThat(g.extra().get("a").item()).isEqualTo(3.0);
    // against central differences in one weight
    double h = 1e-6;
    Tensor bump = Tensor.of(new double[][] {{0, h}, {0, 0}});
    double up = loss(bumped(bump), x).item();
    double down = loss(bumped(bump.neg()), x).item();
    assertThat(g.layers().get(0).w().get(0, 1).item())
        .isCloseTo((up - down) / (2 * h), org.assertj.core.api.Assertions.within(1e-8));
  }

  private static Network bumped(Tensor change) {
    Network n = network();
    Layer first = n.layers().get(0);
    Layer moved = new Layer(first.w().add(change), first.b(), first.activation());
    return new Network(List.of(moved, n.layers().get(1)), n.extra(), n.scales(), n.rate());
  }

  @Test
  void leavesPathsMapAndZip() {
    assertThat(Tree.leaves(network())).hasSize(7);
    assertThat(Tree.paths(network()))
        .contains(".layers[0].w", ".layers[1].b", ".extra{a}", ".scales[0]");
    Network doubled = Tree.zip(Tensor::add, network(), network());
    assertThat(doubled.scales()[0].item()).isEqualTo(1.0);
    assertThat(Tree.map(Tensor::neg, network()).extra().get("z").item()).isEqualTo(-2.0);
  }

  @Test
  void resultsCanBeTrees() {
    Function<Pair, Pair> f = p -> new Pair(p.first().mul(p.second()), p.second().square());
    Pair x = new Pair(Tensor.of(2, 3), Tensor.of(5, 7));
    Jvp<Pair> out = jvp(f, x, new Pair(Tensor.of(1, 1), Tensor.of(0, 0)));
    assertThat(out.tangent().first()).isEqualTo(Tensor.of(5, 7));
    assertThat(out.tangent().second().toDoubles()).containsExactly(0, 0);
    Pair pulled = vjp(f, x).pullback(new Pair(Tensor.of(1, 0), Tensor.of(0, 1)));
    assertThat(pulled.first()).isEqualTo(Tensor.of(5, 0));
    assertThat(pulled.second()).isEqualTo(Tensor.of(2, 14));
    List<Pair> forward = jacfwdLeaves(f).apply(x);
    List<Pair> reverse = jacrevLeaves(f).apply(x);
    assertThat(forward).hasSize(2);
    assertThat(forward.get(0).second().toMatrix()).isEqualTo(new double[][] {{2, 0}, {0, 3}});
    for (int i = 0; i < 2; i++) {
      assertThat(reverse.get(i).first().toMatrix()).isEqualTo(forward.get(i).first().toMatrix());
      assertThat(reverse.get(i).second().toMatrix()).isEqualTo(forward.get(i).second().toMatrix());
    }
    assertThat(vmap(f).apply(x).first()).isEqualTo(Tensor.of(10, 21));
  }

  @Test
  void auxiliaryOutputIsReturnedAndNotDifferentiated() {
    Function<Tensor, WithAux<Tensor, Pair>> f =
        x -> new WithAux<>(x.square().sum(), new Pair(x.sin(), x));
    var out = valueAndGradWithAux(f).apply(Tensor.of(1, 2));
    assertThat(out.value().value().item()).isEqualTo(5);
    assertThat(out.value().grad()).isEqualTo(Tensor.of(2, 4));
    assertThat(out.aux().second()).isEqualTo(Tensor.of(1, 2));
  }

  record Rate(double rate, Tensor w) {}

  @Test
  void whatIsNoTreeIsNamed() {
    assertThatThrownBy(() -> valueAndGrad((Rate r) -> r.w().sum()).apply(new Rate(1, Tensor.of(1))))
        .isInstanceOf(TreeException.class)
        .hasMessageContainingAll("java.lang.Double", ".rate", "@NoGradient");
    assertThatThrownBy(() -> Tree.leaves(List.of(Tensor.of(1), "text")))
        .isInstanceOf(TreeException.class)
        .hasMessageContainingAll("java.lang.String", "[1]");
    assertThatThrownBy(() -> jvp((List<Tensor> l) -> l.get(0), List.of(Tensor.of(1)), List.of()))
        .isInstanceOf(TreeException.class)
        .hasMessageContaining("same structure");
  }

  @Test
  void whatContainsItselfIsNamed() {
    List<Object> list = new ArrayList<>(List.of(Tensor.of(1)));
    list.add(list);
    Map<String, Object> map = new LinkedHashMap<>(Map.of("x", Tensor.of(1)));
    map.put("map", map);
    Object[] array = {Tensor.of(1), Tensor.of(2)};
    array[1] = Arrays.asList((Object) array);
    for (Object tree : List.of(list, map, array)) {
      List<Runnable> walks =
          List.of(
              () -> Tree.leaves(tree),
              () -> Tree.map(Tensor::neg, tree),
              () -> Tree.state(tree),
              () -> Tree.haveSameStructure(tree, tree),
              () -> grad((Object x) -> Tensor.scalar(1)).apply(tree));
      for (Runnable walk : walks) {
        assertThatThrownBy(walk::run)
            .isInstanceOf(TreeException.class)
            .hasMessageStartingWith("tree: it must not contain itself");
      }
    }
    List<Object> deep = List.of(Tensor.of(2));
    for (int i = 0; i < 999; i++) {
      deep = List.of(deep);
    }
    assertThat(Tree.leaves(Tree.map(Tensor::neg, deep))).containsExactly(Tensor.of(-2));
  }

  record Affine(Tensor w, @Nullable Tensor bias, Optional<Tensor> scale) {
    Tensor apply(Tensor x) {
      Tensor y = bias == null ? x.mul(w) : x.mul(w).add(bias);
      return scale.isPresent() ? y.mul(scale.get()) : y;
    }
  }

  @Test
  void componentsMayBeNullOrOptional() {
    Tensor x = Tensor.of(2, 3);
    Affine plain = new Affine(Tensor.of(1, 1), null, Optional.empty());
    Affine whole = new Affine(Tensor.of(1, 1), Tensor.of(5, 5), Optional.of(Tensor.scalar(2)));
    Affine g = grad((Affine a) -> a.apply(x).sum()).apply(plain);
    assertThat(g).isEqualTo(new Affine(x, null, Optional.empty()));
    Affine gradient = grad((Affine a) -> a.apply(x).sum()).apply(whole);
    assertThat(gradient)
        .isEqualTo(new Affine(Tensor.of(4, 6), Tensor.of(2, 2), Optional.of(Tensor.scalar(15))));
    assertThat(Tree.paths(whole)).containsExactly(".w", ".bias", ".scale");
    assertThatThrownBy(() -> Tree.zip(Tensor::add, whole, plain))
        .isInstanceOf(TreeException.class)
        .hasMessageContainingAll("same structure", "[.w, .bias, .scale]", "[.w]");
    assertThatThrownBy(() -> Tree.leaves(Arrays.asList(x, null)))
        .isInstanceOf(TreeException.class)
        .hasMessageContainingAll("null", "[1]");
  }

  @Test
  void mapsArePairedByKey() {
    Map<String, Tensor> falling = new LinkedHashMap<>();
    falling.put("b", Tensor.of(20.0));
    falling.put("a", Tensor.of(10.0));
    Map<String, Tensor> rising = new TreeMap<>(Map.of("a", Tensor.of(1.0), "b", Tensor.of(2.0)));
    Map<String, Tensor> sum = Tree.zip(Tensor::add, rising, falling);
    assertThat(sum).isEqualTo(Map.of("a", Tensor.of(11.0), "b", Tensor.of(22.0)));
    assertThat(Tree.leavesLike(rising, falling)).containsExactly(Tensor.of(10.0), Tensor.of(20.0));
    Function<Map<String, Tensor>, Tensor> f = m -> m.get("a").mul(m.get("b").square()).sum();
    assertThat(jvp(f, rising, falling).tangent().item()).isEqualTo(10 * 4 + 20 * 2 * 2);
    Function<Tensor, Map<String, Tensor>> both = t -> Map.of("a", t, "b", t.mul(3));
    assertThat(vjp(both, Tensor.of(1.0)).pullback(falling).item()).isEqualTo(10 + 60);
    Map<String, Tensor> other = Map.of("a", Tensor.of(1.0), "c", Tensor.of(1.0));
    assertThatThrownBy(() -> Tree.zip(Tensor::add, rising, other))
        .isInstanceOf(TreeException.class)
        .hasMessageContaining("same structure");
  }

  /** Scales what it is given to length 1. */
  record Unit(Tensor w) {
    Unit {
      w = w.div(w.square().sum().sqrt());
    }
  }

  /** Takes a list from behind. */
  record Reversed(List<Tensor> list) {
    Reversed {
      list = List.copyOf(list.reversed());
    }
  }

  /** Clips what is too large, which depends on values. */
  record Clipped(Tensor w) {
    Clipped {
      w = w instanceof DenseTensor && w.sum().item() > 100 ? w.div(2) : w;
    }
  }

  /** Reads something else than it was given. */
  record Positive(Tensor raw) {
    @Override
    public Tensor raw() {
      return raw.exp();
    }
  }

  record Copies(List<Tensor> list, Map<String, Tensor> map, Tensor[] array, Optional<Pair> pair) {
    Copies {
      list = List.copyOf(list);
      map = Map.copyOf(map);
      array = array.clone();
    }

    @Override
    public Tensor[] array() {
      return array.clone();
    }
  }

  @Test
  void recordsThatChangeWhatTheyAreGivenAreNamed() {
    Tensor x = Tensor.of(3, 4);
    assertThatThrownBy(() -> grad((Unit u) -> u.w().sum()).apply(new Unit(x)))
        .isInstanceOf(TreeException.class)
        .hasMessageContainingAll("'w'", "Unit", "factory");
    assertThatThrownBy(() -> Tree.map(Tensor::neg, new Reversed(List.of(x, x.neg()))))
        .isInstanceOf(TreeException.class)
        .hasMessageContaining("'list'");
    assertThatThrownBy(() -> grad((Positive p) -> p.raw().sum()).apply(new Positive(x)))
        .isInstanceOf(TreeException.class)
        .hasMessageContaining("'raw'");
    // the same class, once with values that its constructor leaves alone
    assertThat(grad((Clipped c) -> c.w().sum()).apply(new Clipped(x)).w())
        .isEqualTo(Tensor.ones(2));
    assertThatThrownBy(
            () -> grad((Clipped c) -> c.w().square().sum()).apply(new Clipped(x.mul(10))))
        .isInstanceOf(TreeException.class)
        .hasMessageContaining("'w'");
    // reading builds nothing
    assertThat(Tree.leaves(new Unit(x)).get(0)).isEqualTo(Tensor.of(0.6, 0.8));
  }

  @Test
  void recordsMayCopyContainers() {
    Copies copies =
        new Copies(
            List.of(Tensor.of(1.0), Tensor.of(2.0)),
            Map.of("a", Tensor.of(3.0), "b", Tensor.of(4.0), "c", Tensor.of(5.0)),
            new Tensor[] {Tensor.of(6.0)},
            Optional.of(new Pair(Tensor.of(7.0), Tensor.of(8.0))));
    Copies g =
        grad((Copies c) ->
                c.list()
                    .get(1)
                    .mul(c.map().get("b"))
                    .mul(c.array()[0])
                    .mul(c.pair().orElseThrow().second())
                    .sum())
            .apply(copies);
    assertThat(g.list()).containsExactly(Tensor.of(0.0), Tensor.of(192.0));
    assertThat(g.map())
        .isEqualTo(Map.of("a", Tensor.of(0.0), "b", Tensor.of(96.0), "c", Tensor.of(0.0)));
    assertThat(g.array()[0].item()).isEqualTo(64);
    assertThat(g.pair().orElseThrow().second().item()).isEqualTo(48);
  }
}
