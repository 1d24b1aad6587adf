/// Durable logs over JDBC: one schema, group commit on one writer thread, reads on a small pool.
@NullMarked
package dev.parley.adapters.persistence;

import org.jspecify.annotations.NullMarked;
