package org.autodiff;

import static com.tngtech.archunit.base.DescribedPredicate.anyElementThat;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.File;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.autodiff.ops.ScaleSharing;
import org.autodiff.ops.Ternarization;
import org.autodiff.ops.operators.planted.OperatorsThatBreakTheRules;
import org.autodiff.ops.operators.plantedtoo.FamilyInACycle;
import org.autodiff.planted.CoreThatBreaksTheRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Dependencies point one way: examples, operators, core, JDK. */
class ArchitectureTest {

  private static final String EXAMPLES = "org.autodiff.examples..";
  private static final String BENCHMARKS = "org.autodiff.benchmarks..";
  private static final String[] OPS = {"org.autodiff.ops..", "org.autodiff.nn.."};
  private static final DescribedPredicate<JavaClass> CORE =
      resideInAPackage("org.autodiff..")
          .and(not(resideInAnyPackage(OPS)))
          .and(not(resideInAnyPackage(EXAMPLES, BENCHMARKS)))
          .as("the core");
  private static final String[] TEST_FRAMEWORKS = {"net.jqwik..", "org.junit.jupiter.api.."};
  private static final String VECTORS = "jdk.incubator.vector..";

  private static final ArchRule CORE_STANDS_ON_THE_JDK =
      classes()
          .that(CORE)
          .should()
          .onlyDependOnClassesThat(
              CORE.or(resideInAnyPackage("java..", "org.jspecify..", VECTORS))
                  .or(resideInAnyPackage(TEST_FRAMEWORKS))
                  .as("are in the core, the JDK, JSpecify, jqwik or JUnit"));
  private static final ArchRule TEST_FRAMEWORKS_STAY_IN_CHECK =
      noClasses()
          .that(CORE.and(not(resideInAPackage("org.autodiff.check.."))))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(TEST_FRAMEWORKS);
  private static final ArchRule VECTORS_STAY_IN_KERNELS =
      noClasses()
          .that(resideInAPackage("org.autodiff.."))
          .and(not(resideInAnyPackage("org.autodiff.kernels", "org.autodiff.ops.kernels")))
          .should()
          .dependOnClassesThat()
          .resideInAPackage(VECTORS);
  private static final ArchRule NOTHING_DEPENDS_ON_EXAMPLES =
      noClasses()
          .that(CORE.or(resideInAnyPackage(OPS)))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(EXAMPLES, BENCHMARKS);

  /** The packages that an author of operators outside of the library does not see. */
  private static final String OPERATORS = "org.autodiff.operators..";

  private static final ArchRule OPERATORS_DO_NOT_KNOW_THE_TEST_KIT =
      noClasses()
          .that(CORE.and(not(resideInAPackage("org.autodiff.check.."))))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.autodiff.check..");

  private static final ArchRule OPERATOR_SET_DOES_NOT_KNOW_THE_TEST_KIT =
      noClasses()
          .that(resideInAnyPackage(OPS))
          .and(not(resideInAnyPackage("org.autodiff.ops.entries..", "org.autodiff.ops.check..")))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.autodiff.check..", "org.autodiff.ops.entries..", "org.autodiff.ops.check..");
  private static final ArchRule LAYERS_ARE_KNOWN_BY_NOBODY_BELOW =
      noClasses()
          .that(CORE.or(resideInAPackage("org.autodiff.ops..")))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.autodiff.nn..");

  /** The floors of the core, from the ground up: a class may depend on its own and lower ones. */
  private static final List<DescribedPredicate<JavaClass>> FLOORS =
      List.of(
          resideInAPackage("org.autodiff.kernels")
              .or(types(Shape.class, DType.class, TensorType.class, Slice.class, NoGradient.class))
              .or(assignableTo(AutodiffException.class))
              .or(named("org.autodiff.internal.AxisRange"))
              .as("kernels and plain types"),
          types(Tensor.class, DenseTensor.class, TracedTensor.class, TensorArrays.class)
              .as("tensors"),
          resideInAPackage("org.autodiff.internal").as("internal"),
          resideInAPackage("org.autodiff.extend").as("extend"),
          resideInAPackage(OPERATORS).as("operators"),
          families().or(types(RandomKey.class)).as("the tensors' methods"),
          types(Tree.class, Jvp.class, ValueAndGrad.class, WithAux.class, WithResiduals.class)
              .or(types(Step.class, Scanned.class, LoopOptions.class, Residuals.class))
              .as("trees and results"),
          resideInAPackage("org.autodiff.trace").as("trace"),
          resideInAPackage("org.autodiff.compile").as("compile"),
          types(Autodiff.class, ControlFlow.class, Vjp.class, LinearizedFunction.class)
              .as("the transforms"),
          resideInAnyPackage("org.autodiff.graph", "org.autodiff.check", "org.autodiff.io")
              .as("graph, check and io"),
          resideInAPackage("org.autodiff.check.entries").as("the operators' entries"));

  /**
   * What runs up all the same, "class -> class": the knot that methods of tensors need, which call
   * operators, which reach the engine.
   */
  private static final Set<String> KNOT =
      Set.of(
          "Tensor -> Arithmetic",
          "Tensor -> Comparisons",
          "Tensor -> Elementary",
          "Tensor -> Indexing",
          "Tensor -> LinearAlgebra",
          "Tensor -> Reductions",
          "Tensor -> Scans",
          "Tensor -> Shaping",
          "Tensor -> SpecialFunctions",
          // tensors are read from and written as nested arrays and text
          "Tensor -> NestedArrays",
          "DenseTensor -> TensorText",
          // whoever makes a traced tensor must have a trace
          "TracedTensor -> Trace",
          // the interception point, and the default batching rule
          "Operator -> Trace",
          "Operator -> BatchTrace",
          "SingleResultOperator -> Trace",
          "SingleResultOperator -> BatchTrace",
          // keys are leaves of trees, and draw by operators
          "TreeSignature -> RandomKey",
          "TreeWalk -> RandomKey");

  /** The floors of the operator set, from the ground up, above those of the core. */
  private static final List<DescribedPredicate<JavaClass>> FLOORS_OF_OPS =
      List.of(
          resideInAPackage("org.autodiff.ops.kernels")
              .or(types(ScaleSharing.class, Ternarization.class))
              .as("kernels and plain types"),
          resideInAPackage("org.autodiff.ops.operators").as("what operators share"),
          resideInAPackage("org.autodiff.ops.operators.*").as("families of operators"),
          resideInAPackage("org.autodiff.ops").as("what callers use"),
          resideInAPackage("org.autodiff.nn").as("layers and training"),
          resideInAPackage("org.autodiff.ops.entries").as("the operators' entries"),
          resideInAPackage("org.autodiff.ops.check").as("the laws for a user's own"));

  /** What runs up in the operator set all the same: values that callers make. */
  private static final Set<String> KNOT_OF_OPS =
      Set.of(
          // the scales that a caller has found are part of the operator that quantizes with them
          "Quantizer -> Calibration",
          // so is the derivative that a caller has written for an aggregate of one's own
          "OpenAggregate -> Aggregate");

  private static DescribedPredicate<JavaClass> types(Class<?>... types) {
    Set<String> names = Stream.of(types).map(Class::getName).collect(Collectors.toSet());
    return describe("types", type -> names.contains(type.getName()));
  }

  private static DescribedPredicate<JavaClass> named(String name) {
    return describe(name, type -> type.getName().equals(name));
  }

  /** What a tensor is: the interfaces that its methods are inherited from. */
  private static DescribedPredicate<JavaClass> families() {
    return describe(
        "families",
        type ->
            type.isInterface()
                && type.getPackageName().equals("org.autodiff")
                && type.getAllSubclasses().stream().anyMatch(c -> c.isEquivalentTo(Tensor.class)));
  }

  private static int floor(JavaClass type, List<DescribedPredicate<JavaClass>> floors) {
    JavaClass outer = type;
    while (outer.getEnclosingClass().isPresent()) {
      outer = outer.getEnclosingClass().get();
    }
    int floor = -1;
    for (int i = 0; i < floors.size(); i++) {
      if (floors.get(i).test(outer)) {
        floor = i;
        break;
      }
    }
    return floor;
  }

  private static String edge(Dependency dependency) {
    return outermost(dependency.getOriginClass()) + " -> " + outermost(dependency.getTargetClass());
  }

  private static String outermost(JavaClass type) {
    String name = type.getName().substring(type.getPackageName().length() + 1);
    return name.contains("$") ? name.substring(0, name.indexOf('$')) : name;
  }

  @Test
  void everyClassHasAFloor() {
    assertThat(homeless(CORE, FLOORS)).isEmpty();
    assertThat(homeless(resideInAnyPackage(OPS), FLOORS_OF_OPS)).isEmpty();
  }

  private static Stream<JavaClass> homeless(
      DescribedPredicate<JavaClass> module, List<DescribedPredicate<JavaClass>> floors) {
    return OURS.that(module).stream()
        .filter(type -> !type.getSimpleName().equals("package-info") && floor(type, floors) < 0);
  }

  @Test
  void dependenciesRunDown() {
    assertThat(upward(OURS.that(CORE), FLOORS)).isEqualTo(new TreeSet<>(KNOT));
    assertThat(upward(OURS.that(resideInAnyPackage(OPS)), FLOORS_OF_OPS))
        .isEqualTo(new TreeSet<>(KNOT_OF_OPS));
  }

  @Test
  void aDependencyThatRunsUpIsFound() {
    assertThat(upward(PLANTED, FLOORS_OF_OPS))
        .containsExactly(
            "OperatorsThatBreakTheRules -> AggregateEntries",
            "OperatorsThatBreakTheRules -> Linear");
  }

  private static Set<String> upward(
      Iterable<JavaClass> types, List<DescribedPredicate<JavaClass>> floors) {
    Set<String> up = new TreeSet<>();
    for (JavaClass type : types) {
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        int from = floor(type, floors);
        if (from >= 0 && floor(target, floors) > from) {
          up.add(edge(dependency));
        }
      }
    }
    return up;
  }

  private static final String FAMILIES_OF_OPS = "org.autodiff.ops.operators.(*)..";

  private static ArchRule freeOfCycles(String families) {
    return slices().matching(families).should().beFreeOfCycles();
  }

  @Test
  void familiesOfOperatorsAreFreeOfCycles() {
    freeOfCycles("org.autodiff.operators.(*)..").check(OURS);
    freeOfCycles(FAMILIES_OF_OPS).check(OURS);
  }

  @Test
  void aCycleOfFamiliesIsFound() {
    assertThat(freeOfCycles(FAMILIES_OF_OPS).evaluate(PLANTED).hasViolation()).isTrue();
  }

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.autodiff");

  private static final JavaClasses PLANTED =
      new ClassFileImporter()
          .importClasses(
              CoreThatBreaksTheRules.class, OperatorsThatBreakTheRules.class, FamilyInACycle.class);

  static Stream<ArchRule> rules() {
    return Stream.of(
        CORE_STANDS_ON_THE_JDK,
        TEST_FRAMEWORKS_STAY_IN_CHECK,
        VECTORS_STAY_IN_KERNELS,
        OPERATORS_DO_NOT_KNOW_THE_TEST_KIT,
        OPERATOR_SET_DOES_NOT_KNOW_THE_TEST_KIT,
        LAYERS_ARE_KNOWN_BY_NOBODY_BELOW,
        NOTHING_DEPENDS_ON_EXAMPLES);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theSourcesKeep(ArchRule rule) {
    rule.check(OURS);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void aPlantedViolationBreaks(ArchRule rule) {
    assertThat(rule.evaluate(PLANTED).hasViolation()).isTrue();
  }

  @Test
  void theExportedApiNamesOnlyExportedTypes() {
    Set<String> core = exports("autodiff-core", "org.autodiff.core");
    Set<String> both = new TreeSet<>(core);
    both.addAll(exports("autodiff-ops", "org.autodiff.ops"));
    assertThat(both).contains("org.autodiff", "org.autodiff.ops", "org.autodiff.nn");
    namesOnlyExportedTypes(CORE, core).check(OURS);
    namesOnlyExportedTypes(CORE.or(resideInAnyPackage(OPS)), both).check(OURS);
  }

  @Test
  void aHiddenTypeInTheExportedApiIsFound() {
    assertThat(hiddenTypes(CORE, "org.autodiff.planted"))
        .hasSize(2)
        .anyMatch(detail -> detail.contains("takesHidden"))
        .anyMatch(detail -> detail.contains("givesHidden"));
    assertThat(hiddenTypes(resideInAnyPackage(OPS), "org.autodiff.ops.operators.planted"))
        .hasSize(1)
        .anyMatch(detail -> detail.contains("leaksAnOperator"));
  }

  private static List<String> hiddenTypes(DescribedPredicate<JavaClass> module, String exported) {
    return namesOnlyExportedTypes(module, Set.of(exported))
        .evaluate(PLANTED)
        .getFailureReport()
        .getDetails();
  }

  /** What {@code -Xlint:exports} says, except of JSpecify, jqwik and JUnit, which are optional. */
  private static ArchRule namesOnlyExportedTypes(
      DescribedPredicate<JavaClass> ours, Set<String> exports) {
    DescribedPredicate<JavaClass> exported =
        describe(
            "exported",
            type ->
                exports.contains(type.getPackageName())
                    && type.getModifiers().contains(JavaModifier.PUBLIC));
    DescribedPredicate<JavaClass> hidden = ours.and(not(exported)).as("hidden");
    return noCodeUnits()
        .that()
        .areDeclaredInClassesThat(ours.and(exported))
        .and(describe("are public or protected", ArchitectureTest::isVisible))
        .should()
        .haveRawReturnType(hidden)
        .orShould()
        .haveRawParameterTypes(anyElementThat(hidden))
        .allowEmptyShould(true);
  }

  private static boolean isVisible(JavaCodeUnit codeUnit) {
    if (codeUnit.getOwner().isEquivalentTo(TracedTensor.class) && codeUnit.isConstructor()) {
      return false; // it takes a hidden type so that nobody else can call it
    }
    return codeUnit.getModifiers().contains(JavaModifier.PUBLIC)
        || codeUnit.getModifiers().contains(JavaModifier.PROTECTED);
  }

  private static Set<String> exports(String folder, String module) {
    Path[] classPath =
        Pattern.compile(File.pathSeparator, Pattern.LITERAL)
            .splitAsStream(System.getProperty("java.class.path"))
            .filter(element -> element.contains(folder))
            .map(Path::of)
            .toArray(Path[]::new);
    return ModuleFinder.of(classPath).find(module).orElseThrow().descriptor().exports().stream()
        .filter(export -> !export.isQualified())
        .map(ModuleDescriptor.Exports::source)
        .collect(Collectors.toSet());
  }

  @Test
  void everyModuleIsSeen() {
    assertThat(OURS)
        .extracting(JavaClass::getPackageName)
        .contains("org.autodiff", "org.autodiff.ops", "org.autodiff.examples");
  }
}
