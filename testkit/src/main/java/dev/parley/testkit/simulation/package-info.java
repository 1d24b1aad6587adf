/// The deterministic simulation: the real core behind the real gateway, in virtual time, with clients, a network and a
/// disk that go wrong by a seed, and an account of what must hold all the same.
@NullMarked
package dev.parley.testkit.simulation;

import org.jspecify.annotations.NullMarked;
