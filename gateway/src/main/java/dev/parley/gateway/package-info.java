/// What every transport shares: loops that are lanes, fan-out that encodes once, and the client's dialogue in our
/// protocol. Knows no socket library and no HTTP.
@NullMarked
package dev.parley.gateway;

import org.jspecify.annotations.NullMarked;
