/**
 * The core's operators as the laws know them: samples, domains, formulas, and a reference of each
 * value that is written without the operator's kernel. Not exported. It knows the operators, and no
 * operator knows it. Start with {@link org.autodiff.check.entries.CoreOperators}.
 */
@NullMarked
package org.autodiff.check.entries;

import org.jspecify.annotations.NullMarked;
