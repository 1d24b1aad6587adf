/// Who a client is, from a signed token: JSON Web Tokens (RFC 7519) with one key that the operator gives.
/// Everything here is immutable, so thread-safe.
@NullMarked
package dev.parley.adapters.identity;

import org.jspecify.annotations.NullMarked;
