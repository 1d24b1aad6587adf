/// Who may do what: principals, roles, capabilities, grants.
@NullMarked
package dev.parley.domain.access;

import org.jspecify.annotations.NullMarked;
