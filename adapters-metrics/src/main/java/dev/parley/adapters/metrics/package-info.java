/// What a server counts and times, as Prometheus reads it. Every class here is thread-safe.
@NullMarked
package dev.parley.adapters.metrics;

import org.jspecify.annotations.NullMarked;
