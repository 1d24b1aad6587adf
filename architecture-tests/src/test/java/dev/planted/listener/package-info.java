/// Planted violations: classes that break a rule so that the rule can be seen to fail.
@NullMarked
package dev.planted.listener;

import org.jspecify.annotations.NullMarked;
