/** The web edge of this module: REST controllers and pages; parses and answers, decides nothing. */
@NullMarked
package dev.outpatient.portal.web;

import org.jspecify.annotations.NullMarked;
