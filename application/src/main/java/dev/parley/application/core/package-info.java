/// The core, put together: what it needs of the world, how it behaves, and what transports drive.
@NullMarked
package dev.parley.application.core;

import org.jspecify.annotations.NullMarked;
