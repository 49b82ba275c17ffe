/** What the operators of this module share: checks of operands. Not exported. */
@NullMarked
package org.autodiff.ops.operators;

import org.jspecify.annotations.NullMarked;
