/// Who is in which session, shared by everything that happens there.
@NullMarked
package dev.parley.application.rooms;

import org.jspecify.annotations.NullMarked;
