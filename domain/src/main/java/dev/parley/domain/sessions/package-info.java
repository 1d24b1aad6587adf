/// A session's log: changes, and the fold that gives its state.
@NullMarked
package dev.parley.domain.sessions;

import org.jspecify.annotations.NullMarked;
