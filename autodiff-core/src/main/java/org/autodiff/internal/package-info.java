/**
 * What several packages need and users do not: tensors as text and as nested arrays, ranges of an
 * axis, the parser of einsum's subscripts, and the walk through a tree of records, lists and maps.
 * Not exported. It knows plain types and tensors, and neither operators nor the engine. Start with
 * {@link org.autodiff.internal.TreeWalk}.
 */
@NullMarked
package org.autodiff.internal;

import org.jspecify.annotations.NullMarked;
