/// What the pure parts cost, measured with JMH.
@NullMarked
package dev.parley.benchmarks;

import org.jspecify.annotations.NullMarked;
