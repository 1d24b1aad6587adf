/// HTTP on the shared listener: health, and the page's files. Stateless, so every class here is thread-safe.
@NullMarked
package dev.parley.adapters.http;

import org.jspecify.annotations.NullMarked;
