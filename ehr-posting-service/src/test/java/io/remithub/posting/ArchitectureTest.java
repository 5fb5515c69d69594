package io.remithub.posting;

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

@AnalyzeClasses(packages = "io.remithub.posting", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule calls_go_one_way = layeredArchitecture()
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
            .whereLayer("config")
            .mayOnlyBeAccessedByLayers("inbound", "outbound");

    @ArchTest
    static final ArchRule every_class_has_its_place = classes()
            .should()
            .resideInAnyPackage(
                    "..inbound.rest",
                    "..inbound.kafka",
                    "..inbound.timer",
                    "..application",
                    "..domain",
                    "..outbound.db",
                    "..outbound.events",
                    "..outbound.nexhealth",
                    "..outbound.decoda",
                    "..outbound.http",
                    "..config");

    @ArchTest
    static final ArchRule the_domain_is_plain_java = noClasses()
            .that()
            .resideInAPackage("..domain..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "jakarta..",
                    "com.fasterxml..",
                    "org.apache..",
                    "org.hibernate..",
                    "io.quarkus..",
                    "io.remithub.messaging..",
                    "io.remithub.events..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.time.Clock");

    @ArchTest
    static final ArchRule events_leave_by_the_outbox_alone = noClasses()
            .should()
            .dependOnClassesThat()
            .haveSimpleName("Emitter")
            .orShould()
            .dependOnClassesThat()
            .haveSimpleName("MutinyEmitter")
            .orShould()
            .dependOnClassesThat()
            .haveSimpleNameEndingWith("KafkaProducer");

    @ArchTest
    static final ArchRule what_implements_the_outside_stays_behind_its_interface = classes()
            .that()
            .resideInAnyPackage("..outbound.db", "..outbound.events", "..outbound.nexhealth", "..outbound.decoda")
            .and()
            .areTopLevelClasses()
            .should()
            .notBePublic();

    @ArchTest
    static final ArchRule what_changes_state_is_logged_with_its_ids = noClasses()
            .should()
            .callMethodWhere(target(owner(assignableTo(BasicLogger.class))).and(target(nameStartingWith("info"))))
            .because("StateLog writes the INFO line of a state change, with the keys it is found by");
}
