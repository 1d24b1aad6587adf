/// The rules of the house, each proved on a planted violation.
@NullMarked
package dev.parley.architecture;

import org.jspecify.annotations.NullMarked;
