/** What doctors prescribed, in MongoDB. */
@ApplicationModule(allowedDependencies = {"shared", "audit", "accounts", "directory", "patients", "scheduling"})
@NullMarked
package dev.outpatient.prescriptions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
