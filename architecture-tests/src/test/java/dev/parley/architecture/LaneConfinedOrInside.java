package dev.parley.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import dev.parley.domain.shared.LaneConfined;

/// A class that says it is mutable and confined to a lane, or one nested in such a class.
final class LaneConfinedOrInside extends DescribedPredicate<JavaClass> {
    LaneConfinedOrInside() {
        super("lane-confined");
    }

    @Override
    public boolean test(JavaClass candidate) {
        return candidate.isAnnotatedWith(LaneConfined.class)
                || candidate.getEnclosingClass().map(this::test).orElse(false);
    }
}
