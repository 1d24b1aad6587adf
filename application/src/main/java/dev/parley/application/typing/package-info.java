/// Typing as a service on lanes.
@NullMarked
package dev.parley.application.typing;

import org.jspecify.annotations.NullMarked;
