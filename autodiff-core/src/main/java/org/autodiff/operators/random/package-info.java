/**
 * Random draws, and new keys from a key. The key is an operand, its words are data. Start with
 * {@link org.autodiff.operators.random.RandomDraw}.
 */
@NullMarked
package org.autodiff.operators.random;

import org.jspecify.annotations.NullMarked;
