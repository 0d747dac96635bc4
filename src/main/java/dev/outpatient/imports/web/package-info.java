/** The web edge of this module: pages; parses and answers, decides nothing. */
@NullMarked
package dev.outpatient.imports.web;

import org.jspecify.annotations.NullMarked;
