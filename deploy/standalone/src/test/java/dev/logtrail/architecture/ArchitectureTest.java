package dev.logtrail.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

/**
 * Holds the rules that module boundaries cannot: who may name which library, and in which direction
 * packages know each other. Looks at the production classes of every module.
 */
@AnalyzeClasses(
    packages = "dev.logtrail",
    importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class ArchitectureTest {

  /** The packages of module parser. */
  private static final String[] PARSER = {
    "dev.logtrail.trail..",
    "dev.logtrail.payload..",
    "dev.logtrail.line..",
    "dev.logtrail.structured..",
    "dev.logtrail.attribution..",
    "dev.logtrail.reading..",
    "dev.logtrail.cost..",
    "dev.logtrail.pattern..",
    "dev.logtrail.text..",
    "dev.logtrail.redact..",
    "dev.logtrail.limit.."
  };

  /** The packages that wire and measure: they may see everything but another's database. */
  private static final String[] PROGRAM = {
    "dev.logtrail.service..", "dev.logtrail.cli..", "dev.logtrail.demo..", "dev.logtrail.bench.."
  };

  @ArchTest
  static final ArchRule packagesKnowEachOtherInOneDirection =
      slices().matching("dev.logtrail.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule parserKnowsOnlyTheJdkJacksonCoreAndRe2j =
      classes()
          .that()
          .resideInAnyPackage(PARSER)
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(PARSER)
                  .or(
                      resideInAnyPackage(
                          "java..", "com.fasterxml.jackson.core..", "com.google.re2j..")));

  @ArchTest
  static final ArchRule parserDoesNoInputOrOutput =
      noClasses()
          .that()
          .resideInAnyPackage(PARSER)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.net..", "java.nio.file..", "java.sql..", "java.nio.channels..")
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching("java\\.io\\.(Random)?(Access)?File.*")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.time.Clock");

  @ArchTest
  static final ArchRule renderingKnowsTheParserAndJsonAlone =
      classes()
          .that()
          .resideInAPackage("dev.logtrail.api.render")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(PARSER)
                  .or(
                      resideInAnyPackage(
                          "dev.logtrail.api.render", "java..", "com.fasterxml.jackson.core..")));

  @ArchTest
  static final ArchRule flinkIsSeenByIngestJobAndProgram =
      noClasses()
          .that(
              not(resideInAnyPackage("dev.logtrail.ingest..", "dev.logtrail.job.."))
                  .and(not(resideInAnyPackage(PROGRAM))))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.flink..");

  @ArchTest
  static final ArchRule awsIsSeenByIngest =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.logtrail.ingest..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("software.amazon..");

  @ArchTest
  static final ArchRule theDatabaseIsSeenByTheStore =
      noClasses()
          .that(not(resideInAnyPackage("dev.logtrail.store..")).and(not(embeddedPostgres())))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.sql..", "javax.sql..", "org.postgresql..", "com.zaxxer..", "org.flywaydb..");

  @ArchTest
  static final ArchRule theStoreIsSeenThroughItsInterfaces =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.logtrail.store..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.logtrail.store.postgres.*..");

  @ArchTest
  static final ArchRule timeComesInFromOutside =
      noClasses()
          .that(not(resideInAnyPackage(PROGRAM)))
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");

  private static DescribedPredicate<JavaClass> embeddedPostgres() {
    return resideInAnyPackage("dev.logtrail.service.data")
        .and(
            describe(
                "the starter of the embedded PostgreSQL",
                type -> type.getName().startsWith("dev.logtrail.service.data.EmbeddedPostgres")));
  }

  /** Leaves out the contract kits, which reach the class path as jars or as folders. */
  static final class NoTestJars implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar") && !location.contains("/test-classes/");
    }
  }
}
