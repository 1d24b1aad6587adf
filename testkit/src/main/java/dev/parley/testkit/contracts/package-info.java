/// What every store must do, as test classes that an adapter extends.
@NullMarked
package dev.parley.testkit.contracts;

import org.jspecify.annotations.NullMarked;
