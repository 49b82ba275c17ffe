package org.autodiff;

import static com.tngtech.archunit.base.DescribedPredicate.anyElementThat;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
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
import java.util.Set;
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

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.autodiff");

  static Stream<ArchRule> rules() {
    return Stream.of(
        CORE_STANDS_ON_THE_JDK,
        TEST_FRAMEWORKS_STAY_IN_CHECK,
        VECTORS_STAY_IN_KERNELS,
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
