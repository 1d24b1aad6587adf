/// The one HTTP listener that web transports share: its port, its limits and its accepted channels.
@NullMarked
package dev.parley.listener;

import org.jspecify.annotations.NullMarked;
