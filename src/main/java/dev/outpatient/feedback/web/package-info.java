/** The pages and the API of feedback. */
@NullMarked
package dev.outpatient.feedback.web;

import org.jspecify.annotations.NullMarked;
