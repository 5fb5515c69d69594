package io.remithub.poller;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameStartingWith;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.jboss.logging.BasicLogger;

@AnalyzeClasses(packages = "io.remithub.poller", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule work_crosses_the_packages_in_one_direction = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("inbound")
            .definedBy("..poller.inbound..")
            .layer("outbound")
            .definedBy("..poller.outbound..")
            .layer("application")
            .definedBy("..poller.application..")
            .layer("domain")
            .definedBy("..poller.domain..")
            .whereLayer("inbound")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("outbound")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("application")
            .mayOnlyBeAccessedByLayers("inbound", "outbound");

    @ArchTest
    static final ArchRule the_domain_is_plain_java = noClasses()
            .that()
            .resideInAPackage("..poller.domain..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "jakarta..",
                    "com.fasterxml..",
                    "org.apache..",
                    "io.quarkus..",
                    "io.smallrye..",
                    "io.remithub.messaging..",
                    "io.remithub.events..")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(java.time.Clock.class);

    @ArchTest
    static final ArchRule events_leave_through_the_outbox_alone = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.eclipse.microprofile.reactive.messaging.Emitter")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("org\\.apache\\.kafka\\.clients\\.producer\\..*");

    @ArchTest
    static final ArchRule what_is_outside_stays_behind_interfaces =
            classes().that().resideInAPackage("..poller.outbound..").should().notBePublic();

    @ArchTest
    static final ArchRule what_changes_state_is_logged_with_its_ids = noClasses()
            .should()
            .callMethodWhere(target(owner(assignableTo(BasicLogger.class))).and(target(nameStartingWith("info"))))
            .because("StateLog writes the INFO line of a state change, with the keys it is found by");
}
