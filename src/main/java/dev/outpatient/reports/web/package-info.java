/** The pages and the API of the reports, and their CSV files. */
@NullMarked
package dev.outpatient.reports.web;

import org.jspecify.annotations.NullMarked;
