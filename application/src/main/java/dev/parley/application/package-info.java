/// What all features share: how safely a write is stored, and what is counted.
@NullMarked
package dev.parley.application;

import org.jspecify.annotations.NullMarked;
