/// A transport of somebody else's: one message per line over plain TCP. It knows the gateway and nothing of ours.
@NullMarked
package dev.parley.testkit.lines;

import org.jspecify.annotations.NullMarked;
