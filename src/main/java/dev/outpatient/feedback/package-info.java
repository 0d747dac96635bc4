/** What patients say of a completed visit, in MongoDB. */
@ApplicationModule(allowedDependencies = {"shared", "audit", "accounts", "directory", "patients", "scheduling"})
@NullMarked
package dev.outpatient.feedback;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
