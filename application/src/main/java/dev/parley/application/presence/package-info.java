/// The life of connections: one per device.
@NullMarked
package dev.parley.application.presence;

import org.jspecify.annotations.NullMarked;
