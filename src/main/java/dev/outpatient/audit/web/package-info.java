/** The trail over HTTP. */
@NullMarked
package dev.outpatient.audit.web;

import org.jspecify.annotations.NullMarked;
