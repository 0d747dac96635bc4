/** Figures of the clinic for admins: read-only queries over what the other modules keep. */
@ApplicationModule(allowedDependencies = {"shared", "audit", "accounts", "directory"})
@NullMarked
package dev.outpatient.reports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
