/// Sessions as a service on lanes, over a durable operation log.
@NullMarked
package dev.parley.application.sessions;

import org.jspecify.annotations.NullMarked;
