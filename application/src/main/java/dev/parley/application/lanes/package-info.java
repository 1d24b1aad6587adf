/// Single-threaded owners of state, and answers that come back to them.
@NullMarked
package dev.parley.application.lanes;

import org.jspecify.annotations.NullMarked;
