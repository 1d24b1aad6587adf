/// Names with their grammar, stable error codes, opaque bytes.
@NullMarked
package dev.parley.domain.shared;

import org.jspecify.annotations.NullMarked;
