/// What the server costs: JMH benchmarks of the pure parts, and an open-loop driver for the packaged
/// server.
@NullMarked
package dev.parley.benchmarks;

import org.jspecify.annotations.NullMarked;
