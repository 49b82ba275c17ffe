/** Programs a person runs, one command each. */
@NullMarked
package org.autodiff.examples;

import org.jspecify.annotations.NullMarked;
