package org.autodiff;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.autodiff.planted.CoreThatBreaksTheRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Dependencies point one way: examples, operators, core, JDK. */
class ArchitectureTest {

  private static final String EXAMPLES = "org.autodiff.examples..";
  private static final String BENCHMARKS = "org.autodiff.benchmarks..";
  private static final String OPS = "org.autodiff.ops..";
  private static final DescribedPredicate<JavaClass> CORE =
      resideInAPackage("org.autodiff..")
          .and(not(resideInAnyPackage(OPS, EXAMPLES, BENCHMARKS)))
          .as("the core");
  private static final String JQWIK = "net.jqwik..";
  private static final String VECTORS = "jdk.incubator.vector..";

  private static final ArchRule CORE_STANDS_ON_THE_JDK =
      classes()
          .that(CORE)
          .should()
          .onlyDependOnClassesThat(
              CORE.or(resideInAnyPackage("java..", "org.jspecify..", JQWIK, VECTORS))
                  .as("are in the core, the JDK, JSpecify or jqwik"));
  private static final ArchRule JQWIK_STAYS_IN_CHECK =
      noClasses()
          .that(CORE.and(not(resideInAPackage("org.autodiff.check.."))))
          .should()
          .dependOnClassesThat()
          .resideInAPackage(JQWIK);
  private static final ArchRule VECTORS_STAY_IN_KERNELS =
      noClasses()
          .that(resideInAPackage("org.autodiff.."))
          .and(not(resideInAPackage("org.autodiff.kernels")))
          .should()
          .dependOnClassesThat()
          .resideInAPackage(VECTORS);
  private static final ArchRule NOTHING_DEPENDS_ON_EXAMPLES =
      noClasses()
          .that(CORE.or(resideInAPackage(OPS)))
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
        JQWIK_STAYS_IN_CHECK,
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
  void everyModuleIsSeen() {
    assertThat(OURS)
        .extracting(JavaClass::getPackageName)
        .contains("org.autodiff", "org.autodiff.ops", "org.autodiff.examples");
  }
}
