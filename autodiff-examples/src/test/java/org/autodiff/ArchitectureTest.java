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
              .as("trees and results"),
          resideInAPackage("org.autodiff.trace").as("trace"),
          types(Autodiff.class, Vjp.class, LinearizedFunction.class).as("the transforms"),
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
          "TreeWalk -> RandomKey");

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

  private static int floor(JavaClass type) {
    JavaClass outer = type;
    while (outer.getEnclosingClass().isPresent()) {
      outer = outer.getEnclosingClass().get();
    }
    int floor = -1;
    for (int i = 0; i < FLOORS.size(); i++) {
      if (FLOORS.get(i).test(outer)) {
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
  void everyClassOfTheCoreHasAFloor() {
    assertThat(
            OURS.that(CORE).stream()
                .filter(type -> !type.getSimpleName().equals("package-info") && floor(type) < 0))
        .isEmpty();
  }

  @Test
  void dependenciesRunDown() {
    Set<String> up = new TreeSet<>();
    for (JavaClass type : OURS.that(CORE)) {
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (CORE.test(target) && floor(target) > floor(type)) {
          up.add(edge(dependency));
        }
      }
    }
    assertThat(up).isEqualTo(new TreeSet<>(KNOT));
  }

  @Test
  void familiesOfOperatorsAreFreeOfCycles() {
    slices().matching("org.autodiff.operators.(*)..").should().beFreeOfCycles().check(OURS);
    slices().matching("org.autodiff.ops.operators.(*)..").should().beFreeOfCycles().check(OURS);
  }

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.autodiff");

  static Stream<ArchRule> rules() {
    return Stream.of(
        CORE_STANDS_ON_THE_JDK,
        TEST_FRAMEWORKS_STAY_IN_CHECK,
        VECTORS_STAY_IN_KERNELS,
        OPERATORS_DO_NOT_KNOW_THE_TEST_KIT,
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
    JavaClasses planted = new ClassFileImporter().importClasses(CoreThatBreaksTheRules.class);

    assertThat(rule.evaluate(planted).hasViolation()).isTrue();
  }

  @Test
  void theExportedApiNamesOnlyExportedTypes() {
    namesOnlyExportedTypes(exportsOfTheCore()).allowEmptyShould(true).check(OURS);
  }

  @Test
  void aHiddenTypeInTheExportedApiIsFound() {
    JavaClasses planted = new ClassFileImporter().importClasses(CoreThatBreaksTheRules.class);

    assertThat(
            namesOnlyExportedTypes(Set.of("org.autodiff.planted"))
                .evaluate(planted)
                .getFailureReport()
                .getDetails())
        .hasSize(2)
        .anyMatch(detail -> detail.contains("takesHidden"))
        .anyMatch(detail -> detail.contains("givesHidden"));
  }

  /** What {@code -Xlint:exports} says, except of JSpecify, jqwik and JUnit, which are optional. */
  private static ArchRule namesOnlyExportedTypes(Set<String> exports) {
    DescribedPredicate<JavaClass> exported =
        describe(
            "exported",
            type ->
                exports.contains(type.getPackageName())
                    && type.getModifiers().contains(JavaModifier.PUBLIC));
    DescribedPredicate<JavaClass> hidden = CORE.and(not(exported)).as("hidden in the core");
    return noCodeUnits()
        .that()
        .areDeclaredInClassesThat(CORE.and(exported))
        .and(describe("are public or protected", ArchitectureTest::isVisible))
        .should()
        .haveRawReturnType(hidden)
        .orShould()
        .haveRawParameterTypes(anyElementThat(hidden));
  }

  private static boolean isVisible(JavaCodeUnit codeUnit) {
    if (codeUnit.getOwner().isEquivalentTo(TracedTensor.class) && codeUnit.isConstructor()) {
      return false; // it takes a hidden type so that nobody else can call it
    }
    return codeUnit.getModifiers().contains(JavaModifier.PUBLIC)
        || codeUnit.getModifiers().contains(JavaModifier.PROTECTED);
  }

  private static Set<String> exportsOfTheCore() {
    Path[] classPath =
        Pattern.compile(File.pathSeparator, Pattern.LITERAL)
            .splitAsStream(System.getProperty("java.class.path"))
            .filter(element -> element.contains("autodiff-core"))
            .map(Path::of)
            .toArray(Path[]::new);
    return ModuleFinder.of(classPath)
        .find("org.autodiff.core")
        .orElseThrow()
        .descriptor()
        .exports()
        .stream()
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
