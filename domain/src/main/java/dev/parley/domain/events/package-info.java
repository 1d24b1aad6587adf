/// Topics, patterns, events and positions of a stream.
@NullMarked
package dev.parley.domain.events;

import org.jspecify.annotations.NullMarked;
