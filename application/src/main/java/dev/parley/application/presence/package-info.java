/// Who is here: one room per session, one connection per device.
@NullMarked
package dev.parley.application.presence;

import org.jspecify.annotations.NullMarked;
