package dev.parley.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;

/// server → adapters → listener → gateway → (protocol, application) → domain; never upwards, never sideways.
final class LayerRules {
    private LayerRules() {}

    static ArchRule theDomainKnowsNobody(House house) {
        return noClasses()
                .that(house.inside("domain"))
                .should()
                .dependOnClassesThat(house.inside(
                        "application", "protocol", "gateway", "listener", "adapters", "server", "testkit"));
    }

    static ArchRule theApplicationKnowsTheDomainOnly(House house) {
        return noClasses()
                .that(house.inside("application"))
                .should()
                .dependOnClassesThat(house.inside("protocol", "gateway", "listener", "adapters", "server", "testkit"));
    }

    static ArchRule theProtocolKnowsTheDomainOnly(House house) {
        return noClasses()
                .that(house.inside("protocol"))
                .should()
                .dependOnClassesThat(
                        house.inside("application", "gateway", "listener", "adapters", "server", "testkit"));
    }

    static ArchRule theGatewayKnowsNoTransport(House house) {
        return noClasses()
                .that(house.inside("gateway"))
                .should()
                .dependOnClassesThat(house.inside("listener", "adapters", "server", "testkit")
                        .or(com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage("io.helidon..")));
    }

    static ArchRule theListenerKnowsNoAdapter(House house) {
        return noClasses()
                .that(house.inside("listener"))
                .should()
                .dependOnClassesThat(house.inside("adapters", "server", "testkit"));
    }

    static ArchRule onlyTheServerKnowsAdapters(House house) {
        return classes()
                .that(house.inside("adapters"))
                .should()
                .onlyHaveDependentClassesThat(house.inside("adapters", "server", "benchmarks", "testkit"));
    }

    static ArchRule adaptersDoNotKnowEachOther(House house) {
        return slices().matching(house.root() + ".adapters.(*)..").should().notDependOnEachOther();
    }

    static ArchRule packagesHaveNoCycles(House house) {
        return slices().matching(house.root() + ".(**)").should().beFreeOfCycles();
    }
}
