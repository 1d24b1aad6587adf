/// Configuration, wiring by hand, the command line, start and stop: the only place that knows all.
@NullMarked
package dev.parley.server;

import org.jspecify.annotations.NullMarked;
