/// Immutable JSON values, RFC 6901 pointers, RFC 6902 patches as data, RFC 8785 text.
@NullMarked
package dev.parley.domain.json;

import org.jspecify.annotations.NullMarked;
