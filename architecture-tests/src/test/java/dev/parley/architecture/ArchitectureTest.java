package dev.parley.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.tngtech.archunit.lang.ArchRule;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
    /// A rule, and the planted class that breaks it.
    static Stream<Arguments> rules() {
        return Stream.of(
                rule("the domain knows nobody", LayerRules::theDomainKnowsNobody, "KnowsTheApplication"),
                rule(
                        "the application knows the domain only",
                        LayerRules::theApplicationKnowsTheDomainOnly,
                        "KnowsTheGateway"),
                rule("the protocol knows the domain only", LayerRules::theProtocolKnowsTheDomainOnly, "KnowsAService"),
                rule("the gateway knows no transport", LayerRules::theGatewayKnowsNoTransport, "KnowsTheListener"),
                rule("the listener knows no adapter", LayerRules::theListenerKnowsNoAdapter, "KnowsAnAdapter"),
                rule("only the server knows adapters", LayerRules::onlyTheServerKnowsAdapters, "KnowsAnAdapter"),
                rule("adapters do not know each other", LayerRules::adaptersDoNotKnowEachOther, "KnowsTheOther"),
                rule("packages have no cycles", LayerRules::packagesHaveNoCycles, "KnowsAService"),
                rule("no technology in the core", CoreRules::noTechnology, "TalksToADatabase"),
                rule("no clock in the core", CoreRules::noClock, "ReadsTheClock"),
                rule("no chance in the core", CoreRules::noChance, "ThrowsDice"),
                rule("no threads in the core", CoreRules::noThreads, "StartsAThread"),
                rule("nothing synchronized in the core", CoreRules::nothingSynchronized, "StartsAThread"),
                rule("domain fields are final", CoreRules::domainFieldsAreFinal, "Changes"),
                rule("storage is implemented in adapters", PortRules::storageIsImplementedInAdapters, "StoresItself"),
                rule(
                        "delivery is implemented in the gateway",
                        PortRules::deliveryIsImplementedInTheGateway,
                        "DeliversItself"),
                rule(
                        "surroundings are implemented by the server",
                        PortRules::surroundingsAreImplementedByTheServer,
                        "TellsTheTime"),
                rule("every package is null-marked", PortRules::everyPackageIsNullMarked, "Unmarked"));
    }

    private static Arguments rule(String name, Function<House, ArchRule> rule, String violator) {
        return argumentSet(name, rule, violator);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void the_product_keeps_the_rule(Function<House, ArchRule> rule, String violator) {
        rule.apply(House.PRODUCT).check(House.PRODUCT.classes());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void the_rule_finds_its_planted_violation(Function<House, ArchRule> rule, String violator) {
        String report = rule.apply(House.PLANTED)
                .evaluate(House.PLANTED.classes())
                .getFailureReport()
                .toString();
        assertThat(report).contains(violator);
    }
}
