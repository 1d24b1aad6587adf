/// The document as a tree with identity: apply, inverse, rebase.
@NullMarked
package dev.parley.domain.document;

import org.jspecify.annotations.NullMarked;
