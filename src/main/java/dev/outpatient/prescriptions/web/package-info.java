/** Prescriptions over HTTP: the API and the pages. */
@NullMarked
package dev.outpatient.prescriptions.web;

import org.jspecify.annotations.NullMarked;
