/// Events as a service on lanes, over a durable event log.
@NullMarked
package dev.parley.application.events;

import org.jspecify.annotations.NullMarked;
