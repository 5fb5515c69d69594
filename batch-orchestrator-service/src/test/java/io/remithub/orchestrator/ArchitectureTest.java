package io.remithub.orchestrator;

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

@AnalyzeClasses(packages = "io.remithub.orchestrator", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule a_request_or_message_crosses_the_packages_in_one_direction = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("inbound")
            .definedBy("..inbound..")
            .layer("application")
            .definedBy("..application..")
            .layer("domain")
            .definedBy("..domain..")
            .layer("outbound")
            .definedBy("..outbound..")
            .layer("config")
            .definedBy("..config..")
            .whereLayer("inbound")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("outbound")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("application")
            .mayOnlyBeAccessedByLayers("inbound", "outbound")
            .whereLayer("domain")
            .mayOnlyBeAccessedByLayers("inbound", "application", "outbound");

    @ArchTest
    static final ArchRule the_domain_is_plain_java = noClasses()
            .that()
            .resideInAPackage("..domain..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "jakarta.persistence..",
                    "jakarta.enterprise..",
                    "jakarta.inject..",
                    "com.fasterxml..",
                    "org.apache.kafka..",
                    "org.apache.avro..",
                    "io.remithub.events..",
                    "io.remithub.messaging..",
                    "io.quarkus..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.time.Clock");

    @ArchTest
    static final ArchRule what_is_outbound_is_its_package_s_own =
            classes().that().resideInAPackage("..outbound..").should().notBePublic();

    @ArchTest
    static final ArchRule events_leave_through_the_outbox_only = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.eclipse.microprofile.reactive.messaging.Emitter")
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka.clients.producer..");

    @ArchTest
    static final ArchRule nothing_sealed_is_opened_here = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.remithub.messaging.Sealing")
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("io.remithub.events.sealed..");

    @ArchTest
    static final ArchRule what_changes_state_is_logged_with_its_ids = noClasses()
            .should()
            .callMethodWhere(target(owner(assignableTo(BasicLogger.class))).and(target(nameStartingWith("info"))))
            .because("StateLog writes the INFO line of a state change, with the keys it is found by");
}
