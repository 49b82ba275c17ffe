/**
 * Operators that read and add at positions given by another tensor. Their transposes add to the
 * part that was read and to nothing else. Start with {@link
 * org.autodiff.operators.indexing.Gather}.
 */
@NullMarked
package org.autodiff.operators.indexing;

import org.jspecify.annotations.NullMarked;
