/// Typing leases per device, merged per user.
@NullMarked
package dev.parley.domain.typing;

import org.jspecify.annotations.NullMarked;
