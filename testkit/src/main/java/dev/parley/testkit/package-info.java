/// In-memory ports, virtual lanes, contracts and the simulation.
@NullMarked
package dev.parley.testkit;

import org.jspecify.annotations.NullMarked;
