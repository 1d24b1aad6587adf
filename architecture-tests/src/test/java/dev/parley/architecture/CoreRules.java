package dev.parley.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethod;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/// The core is a calculation: no time, chance, threads or technology of its own.
final class CoreRules {
    private static final String[] CORE = {"domain", "application"};

    private CoreRules() {}

    static ArchRule noTechnology(House house) {
        return noClasses()
                .that(house.inside(CORE))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "io.helidon..",
                        "com.fasterxml..",
                        "com.flipkart..",
                        "java.sql..",
                        "javax.sql..",
                        "org.h2..",
                        "io.micrometer..",
                        "java.util.logging..",
                        "org.slf4j..",
                        "java.net..",
                        "java.nio.channels..",
                        "java.io.."))
                .orShould()
                .dependOnClassesThat(type(System.Logger.class));
    }

    static ArchRule noClock(House house) {
        return noClasses()
                .that(house.inside(CORE))
                .should(callMethod(System.class, "currentTimeMillis"))
                .orShould(callMethod(System.class, "nanoTime"))
                .orShould(callMethod(Instant.class, "now"))
                .orShould()
                .dependOnClassesThat(type(Clock.class));
    }

    static ArchRule noChance(House house) {
        return noClasses()
                .that(house.inside(CORE))
                .should(callMethod(UUID.class, "randomUUID"))
                .orShould(callMethod(Math.class, "random"))
                .orShould()
                .dependOnClassesThat(com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo(Random.class));
    }

    static ArchRule noThreads(House house) {
        return noClasses()
                .that(house.inside(CORE))
                .should()
                .dependOnClassesThat(com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo(Thread.class)
                        .or(com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo(CompletionStage.class))
                        .or(resideInAnyPackage("java.util.concurrent..")));
    }

    static ArchRule nothingSynchronized(House house) {
        return noMethods()
                .that()
                .areDeclaredInClassesThat(house.inside(CORE))
                .should()
                .haveModifier(JavaModifier.SYNCHRONIZED);
    }

    static ArchRule domainFieldsAreFinal(House house) {
        return fields().that()
                .areDeclaredInClassesThat(house.inside("domain"))
                .and()
                .areDeclaredInClassesThat(new LaneConfinedOrInside().negate())
                .should()
                .beFinal();
    }
}
