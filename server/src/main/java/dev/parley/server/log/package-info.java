/// The log: one event is one line, whatever is in it.
@NullMarked
package dev.parley.server.log;

import org.jspecify.annotations.NullMarked;
