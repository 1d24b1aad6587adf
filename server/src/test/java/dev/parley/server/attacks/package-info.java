/// Black-box attacks on a whole server over real sockets: what each is answered, and that nobody else notices.
@NullMarked
package dev.parley.server.attacks;

import org.jspecify.annotations.NullMarked;
