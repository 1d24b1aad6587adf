package dev.parley.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Who implements the driven ports, and what packages promise about null.
final class PortRules {
    private static final List<String> STORAGE = List.of("OperationLog", "SnapshotStore", "EventLog");
    private static final List<String> DELIVERY = List.of("Lane", "Lanes", "Audiences", "Audience", "Subscriber");
    private static final List<String> SURROUNDINGS = List.of("WallClock", "Ids", "Work", "Authenticator");

    private PortRules() {}

    static ArchRule storageIsImplementedInAdapters(House house) {
        return classes().that(implementing(house, STORAGE)).should(resideIn(house, "adapters", "testkit"));
    }

    static ArchRule deliveryIsImplementedInTheGateway(House house) {
        return classes().that(implementing(house, DELIVERY)).should(resideIn(house, "gateway", "testkit"));
    }

    static ArchRule surroundingsAreImplementedByTheServer(House house) {
        return classes()
                .that(implementing(house, SURROUNDINGS))
                .should(resideIn(house, "server", "adapters", "testkit"));
    }

    static ArchRule everyPackageIsNullMarked(House house) {
        Set<String> marked = new HashSet<>();
        house.classes().stream()
                .filter(type -> type.getSimpleName().equals("package-info"))
                .filter(type -> type.isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                .forEach(type -> marked.add(type.getPackageName()));
        return classes()
                .that()
                .resideInAPackage(house.root() + "..")
                .and(handWritten())
                .should(new ArchCondition<>("reside in a @NullMarked package") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        boolean held = marked.contains(type.getPackageName());
                        events.add(new SimpleConditionEvent(
                                type, held, type.getName() + " resides in a package that is not @NullMarked"));
                    }
                });
    }

    /// JMH generates classes beside the benchmarks.
    private static DescribedPredicate<JavaClass> handWritten() {
        return DescribedPredicate.describe(
                "hand-written",
                type -> !type.getPackageName().contains("jmh_generated")
                        && !type.getSource()
                                .flatMap(source -> source.getFileName())
                                .orElse("")
                                .contains("_jmh"));
    }

    private static DescribedPredicate<JavaClass> implementing(House house, List<String> ports) {
        return DescribedPredicate.describe(
                "implementing one of " + ports,
                type -> !type.getModifiers().contains(JavaModifier.ABSTRACT)
                        && !type.isInterface()
                        && type.getAllRawInterfaces().stream()
                                .anyMatch(port -> port.getPackageName().startsWith(house.root() + ".application")
                                        && ports.contains(port.getSimpleName())));
    }

    private static ArchCondition<JavaClass> resideIn(House house, String... names) {
        return com.tngtech.archunit.lang.conditions.ArchConditions.resideInAnyPackage(house.in(names));
    }
}
