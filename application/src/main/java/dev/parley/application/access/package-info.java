/// Who a client is.
@NullMarked
package dev.parley.application.access;

import org.jspecify.annotations.NullMarked;
