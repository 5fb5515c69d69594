package io.remithub.intake;

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

@AnalyzeClasses(packages = "io.remithub.intake", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule a_request_crosses_the_packages_in_one_direction = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("inbound")
            .definedBy("..intake.inbound..")
            .layer("application")
            .definedBy("..intake.application..")
            .layer("domain")
            .definedBy("..intake.domain..")
            .layer("outbound")
            .definedBy("..intake.outbound..")
            .whereLayer("inbound")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("outbound")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("application")
            .mayOnlyBeAccessedByLayers("inbound", "outbound");

    @ArchTest
    static final ArchRule there_are_no_other_packages = classes()
            .should()
            .resideInAnyPackage(
                    "..intake.inbound.rest..",
                    "..intake.inbound.kafka..",
                    "..intake.inbound.timer..",
                    "..intake.application..",
                    "..intake.domain..",
                    "..intake.outbound.db..",
                    "..intake.outbound.events..",
                    "..intake.config..");

    @ArchTest
    static final ArchRule the_domain_is_plain_java = noClasses()
            .that()
            .resideInAPackage("..intake.domain..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "jakarta.persistence..",
                    "jakarta.enterprise..",
                    "jakarta.inject..",
                    "jakarta.ws..",
                    "jakarta.validation..",
                    "com.fasterxml..",
                    "org.apache.kafka..",
                    "org.apache.avro..",
                    "io.quarkus..",
                    "io.remithub.messaging..",
                    "io.remithub.events..",
                    "java.sql..",
                    "javax.sql..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.time.Clock");

    @ArchTest
    static final ArchRule what_is_outbound_shows_itself_to_nobody = classes()
            .that()
            .resideInAPackage("..intake.outbound..")
            .and()
            .areNotAnonymousClasses()
            .and()
            .haveSimpleNameNotStartingWith("package-info")
            .should()
            .notBePublic();

    @ArchTest
    static final ArchRule messages_leave_by_the_outbox_only = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.eclipse.microprofile.reactive.messaging.Emitter")
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka.clients.producer..");

    @ArchTest
    static final ArchRule rows_are_the_databases_business = noClasses()
            .that()
            .resideOutsideOfPackage("..intake.outbound.db..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.persistence..", "org.hibernate.annotations..", "javax.sql..", "java.sql..");

    @ArchTest
    static final ArchRule what_changes_state_is_logged_with_its_ids = noClasses()
            .should()
            .callMethodWhere(target(owner(assignableTo(BasicLogger.class))).and(target(nameStartingWith("info"))))
            .because("StateLog writes the INFO line of a state change, with the keys it is found by");
}
