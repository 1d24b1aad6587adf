/// What the core says, and to whom.
@NullMarked
package dev.parley.application.delivery;

import org.jspecify.annotations.NullMarked;
