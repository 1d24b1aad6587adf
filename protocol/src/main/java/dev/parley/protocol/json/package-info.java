/// Strict streaming text to [dev.parley.domain.json.Json] and back.
@NullMarked
package dev.parley.protocol.json;

import org.jspecify.annotations.NullMarked;
