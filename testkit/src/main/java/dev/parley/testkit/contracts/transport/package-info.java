/// What a transport promises, as suites: calls, delivery of events, and the whole dialogue of a connection. Extend the
/// ones that your transport can keep.
@NullMarked
package dev.parley.testkit.contracts.transport;

import org.jspecify.annotations.NullMarked;
