@NullMarked
package dev.parley.server.settings;

import org.jspecify.annotations.NullMarked;
