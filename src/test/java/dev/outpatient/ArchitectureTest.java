package dev.outpatient;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.core.domain.properties.HasParameterTypes.Predicates.rawParameterTypes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The architecture, as the build holds it. */
class ArchitectureTest {

    private static final String ARROWS = """
            accounts -> audit, mail, shared
            audit -> shared
            directory -> accounts, audit, shared
            feedback -> accounts, audit, directory, patients, scheduling, shared
            imports -> accounts, audit, directory, patients, prescriptions, scheduling, shared
            mail -> audit, shared
            patients -> accounts, audit, shared
            portal -> accounts, audit, directory, feedback, imports, mail, patients, prescriptions, reports, scheduling, shared
            prescriptions -> accounts, audit, directory, patients, scheduling, shared
            reports -> accounts, audit, directory, shared
            scheduling -> accounts, audit, directory, patients, shared
            shared ->
            """;

    private final ApplicationModules modules = ApplicationModules.of(Outpatient.class);
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.outpatient");

    @Test
    void everyModuleKeepsToItsArrows() {
        modules.verify();
    }

    @Test
    void theArrowsAreThese() {
        TreeMap<String, TreeSet<String>> arrows = new TreeMap<>();
        modules.forEach(module -> arrows.put(
                module.getIdentifier().toString(),
                new TreeSet<>(declared(module.getBasePackage().getName()))));
        StringBuilder found = new StringBuilder();
        arrows.forEach((from, to) ->
                found.append((from + " -> " + String.join(", ", to)).strip()).append("\n"));
        Assertions.assertThat(found.toString()).isEqualTo(ARROWS);
    }

    @Test
    void timeComesFromTheClock() {
        noClasses()
                .should()
                .callMethodWhere(target(name("now"))
                        .and(target(rawParameterTypes(List.<Class<?>>of().toArray(Class[]::new))))
                        .and(target(owner(inJavaTime()))))
                .because("a test can't move a clock that nobody injected")
                .check(classes);
    }

    @Test
    void repositoriesStayInTheirModule() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Repository")
                .should()
                .bePublic()
                .check(classes);
    }

    /**
     * Which collection a class has in hand, no rule can see. So whatever changes documents is listed by name, and what is not
     * listed, in whatever package, changes none; of the listed ones {@link IndexedQueries} sees what they send.
     */
    @Test
    void theTrailIsOnlyAppendedToAndPurged() {
        noClasses()
                .that(areNoneOf("PrescriptionDocuments", "FeedbackDocuments"))
                .should()
                .callMethodWhere(target(nameMatching("(update|replace|findOneAnd|bulkWrite|drop(?!Index)|rename).*"))
                        .and(target(owner(ofTheDriver()))))
                .because("a record of the trail is never changed")
                .check(classes);
        noClasses()
                .that(areNoneOf("LogPurge", "PrescriptionDocuments", "FeedbackDocuments", "DemoClinic"))
                .should()
                .callMethodWhere(target(nameMatching("delete.*")).and(target(owner(ofTheDriver()))))
                .because("only a purge takes records away, and says so")
                .check(classes);
        noClasses()
                .that(areNoneOf("DocumentSchema", "DocumentsHealth", "StoreStatus", "StoreSettings"))
                .should()
                .callMethodWhere(target(name("runCommand")).and(target(owner(ofTheDriver()))))
                .because("a command may be any change")
                .check(classes);
    }

    /** By their simple names; parts within them count as they do. */
    private static DescribedPredicate<JavaClass> areNoneOf(String... names) {
        Set<String> listed = Set.of(names);
        return DescribedPredicate.describe("are none of " + listed, type -> {
            JavaClass outer = type;
            while (outer.getEnclosingClass().isPresent()) {
                outer = outer.getEnclosingClass().get();
            }
            return !listed.contains(outer.getSimpleName());
        });
    }

    private static DescribedPredicate<JavaClass> ofTheDriver() {
        return JavaClass.Predicates.resideInAPackage("com.mongodb.client");
    }

    private static DescribedPredicate<JavaClass> inJavaTime() {
        return JavaClass.Predicates.resideInAPackage("java.time..");
    }

    private static List<String> declared(String basePackage) {
        try {
            var declaration = Class.forName(basePackage + ".package-info")
                    .getAnnotation(org.springframework.modulith.ApplicationModule.class);
            return List.of(declaration.allowedDependencies());
        } catch (ClassNotFoundException e) {
            throw new AssertionError("No package-info in " + basePackage, e);
        }
    }
}
