@NullMarked
package dev.parley.server.log;

import org.jspecify.annotations.NullMarked;
