/// The assembled core and the ports that all features share.
@NullMarked
package dev.parley.application;

import org.jspecify.annotations.NullMarked;
