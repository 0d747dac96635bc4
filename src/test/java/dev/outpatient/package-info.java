/** Tests of the whole program; those of one module lie in its package. */
@NullMarked
package dev.outpatient;

import org.jspecify.annotations.NullMarked;
