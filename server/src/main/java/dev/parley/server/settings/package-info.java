/// Named settings: a tree of records that a file, the environment and the command line may change.
@NullMarked
package dev.parley.server.settings;

import org.jspecify.annotations.NullMarked;
